#include "training/evaluate/piece_measures.h"

#include <algorithm>
#include <array>

#include "core/analysis/key.h"
#include "core/analysis/metre_keeping.h"
#include "core/analysis/voice_leading.h"
#include "core/music/voice.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento::training {

namespace {

using analysis::Passage;

constexpr std::array<std::string_view, 22> kMeasureIds = {"pitch-class-entropy-1",
                                                          "pitch-class-entropy-4",
                                                          "scale-consistency",
                                                          "in-opening-scale",
                                                          "groove",
                                                          "adjacent-groove",
                                                          "notes-per-bar",
                                                          "notes-per-second",
                                                          "polyphony",
                                                          "polyphony-rate",
                                                          "mean-length",
                                                          "pitch-range",
                                                          "heard-before",
                                                          "on-grid",
                                                          "bars-begun",
                                                          "final-length",
                                                          "longest-copied",
                                                          "parallel-fifths",
                                                          "parallel-octaves",
                                                          "voice-crossings",
                                                          "voices-in-range",
                                                          "cadences"};
constexpr std::array<std::string_view, 6> kShareIds = {
    "keeps-metre", "keeps-key", "ends-on-tonic", "ends-on-line", "ends-on-long-note", "quotes-training"};

/// An opening whose two best keys are nearer than this has no clear key.
constexpr double kDoubtfulOpening = 0.05;

/// Collects what is defined.
class Values {
 public:
  void add(std::string_view id, std::optional<double> value) {
    if (value) m_values.push_back({std::string(id), *value});
  }
  void addShare(std::string_view id, bool is) { add(id, is ? 1 : 0); }

  std::vector<PieceValue> sorted() && {
    const auto placeOf = [](const PieceValue& value) {
      const auto measure = std::find(kMeasureIds.begin(), kMeasureIds.end(), value.id);
      if (measure != kMeasureIds.end()) return measure - kMeasureIds.begin();
      return std::find(kShareIds.begin(), kShareIds.end(), value.id) - kShareIds.begin() +
             std::ssize(kMeasureIds);
    };
    std::stable_sort(m_values.begin(), m_values.end(),
                     [&](const PieceValue& a, const PieceValue& b) { return placeOf(a) < placeOf(b); });
    return std::move(m_values);
  }

 private:
  std::vector<PieceValue> m_values;
};

double shareInScale(const Passage& passage, const analysis::Key& key) {
  const Scale scale = makeScale(key.tonic, key.minor ? "minor" : "major");
  const auto inside = std::count_if(passage.notes.begin(), passage.notes.end(),
                                    [&](const Note& note) { return scale.contains(note.pitch); });
  return static_cast<double>(inside) / static_cast<double>(passage.notes.size());
}

void addTexture(const Passage& passage, Values& values) {
  values.add("pitch-class-entropy-1", analysis::windowedEntropy(passage, 1));
  values.add("pitch-class-entropy-4", analysis::windowedEntropy(passage, 4));
  values.add("scale-consistency", analysis::scaleConsistency(passage.notes));
  values.add("groove", analysis::groove(passage));
  values.add("adjacent-groove", analysis::adjacentGroove(passage));
  values.add("notes-per-bar", analysis::notesPerBar(passage));
  values.add("notes-per-second", analysis::notesPerSecond(passage));
  values.add("polyphony", analysis::polyphony(passage));
  values.add("polyphony-rate", analysis::polyphonyRate(passage));
  values.add("mean-length", analysis::meanLength(passage));
  values.add("pitch-range", analysis::pitchRange(passage.notes));
}

void addForm(const Passage& passage, const std::optional<analysis::KeyEstimate>& key, Values& values) {
  if (const auto keeping = analysis::metreKeeping(passage)) {
    values.add("on-grid", keeping->onGrid);
    values.add("bars-begun", keeping->barsBegun);
    values.addShare("keeps-metre", keeping->keeps());
  }
  if (const auto ending = analysis::endingOf(passage, key ? key->best() : analysis::Key{})) {
    values.add("final-length", ending->length);
    values.addShare("ends-on-line", ending->onBarLine);
    values.addShare("ends-on-long-note", ending->length >= 1);
    if (key) values.addShare("ends-on-tonic", ending->onTonic);
  }
  if (!key || passage.notes.empty()) return;
  values.add("in-opening-scale", shareInScale(passage, key->best()));
  if (const auto here = analysis::estimateKey(passage.notes))
    values.addShare("keeps-key", here->best() == key->best());
}

void addVoices(const Passage& passage, const std::optional<analysis::KeyEstimate>& key, Values& values) {
  const auto leading = analysis::voiceLeading(passage);
  if (!leading) return;
  values.add("parallel-fifths", leading->parallelFifths);
  values.add("parallel-octaves", leading->parallelOctaves);
  values.add("voice-crossings", leading->crossings);
  values.add("voices-in-range", leading->inRange);
  if (!key) return;
  const analysis::PhraseEnds ends = analysis::phraseEnds(passage, key->best());
  if (ends.phrases > 0) values.add("cadences", static_cast<double>(ends.cadences) / ends.phrases);
}

CopiedPassage copiedIn(const Passage& passage, const analysis::PassageIndex& training) {
  Track all;
  all.notes = passage.notes;
  const std::vector<Note> line = extractLine(all, VoiceLine::Top);
  const analysis::SharedPassage shared = training.longestShared(noteLineOf(line, passage.ticksPerQuarter));
  CopiedPassage copied;
  copied.notes = shared.notes;
  if (shared.notes > 0) {
    copied.from = line[shared.at].onset;
    copied.to = line[shared.at + shared.notes - 1].end();
  }
  return copied;
}

}  // namespace

std::span<const std::string_view> measureIds() {
  return kMeasureIds;
}

std::span<const std::string_view> shareIds() {
  return kShareIds;
}

PieceMeasures measurePiece(const Score& score, PieceCut cut, const analysis::PassageIndex& training) {
  const Passage opening = analysis::passageOf(score, Tick(0), cut.from);
  const Passage continuation = analysis::passageOf(score, cut.from, cut.to);
  const Passage both = analysis::passageOf(score, Tick(0), cut.to);
  std::optional<analysis::KeyEstimate> key = analysis::estimateKey(opening.notes);
  if (key && key->confidence < kDoubtfulOpening) key.reset();
  PieceMeasures measures;
  Values values;
  addTexture(continuation, values);
  addForm(continuation, key, values);
  addVoices(continuation, key, values);
  values.add("heard-before", analysis::heardBefore(both, cut.from));
  measures.copied = copiedIn(continuation, training);
  values.add("longest-copied", static_cast<double>(measures.copied.notes));
  values.addShare("quotes-training", measures.copied.notes >= analysis::kQuotation);
  measures.values = std::move(values).sorted();
  measures.repetition = analysis::repetitionProfile(both, cut.from);
  measures.lengths = analysis::lengthHistogram(continuation);
  return measures;
}

analysis::NoteLine noteLineOf(std::span<const Note> line, int ticksPerQuarter) {
  analysis::NoteLine notes;
  for (const Note& note : line) notes.push_back({note.pitch, lengthClassOf(note.duration, ticksPerQuarter)});
  return notes;
}

std::uint8_t lengthClassOf(Tick length, int ticksPerQuarter) {
  const std::int64_t steps = tokens::stepOfTick(length, ticksPerQuarter);
  const auto above = std::upper_bound(tokens::kDurationSteps.begin(), tokens::kDurationSteps.end(), steps);
  return static_cast<std::uint8_t>(std::max<std::ptrdiff_t>(above - tokens::kDurationSteps.begin() - 1, 0));
}

}  // namespace partimento::training
