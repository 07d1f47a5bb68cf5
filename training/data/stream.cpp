#include "training/data/stream.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/key.h"
#include "core/base/error.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento::training {

namespace {

constexpr double kRareShare = 0.001;
constexpr int kLeastRange = 24;
constexpr double kReferenceCenter = 69;

int keyOffset(const analysis::Key& key) {
  return tokens::offsetToNormalKey(key.tonic, key.minor);
}

Said saidBy(Symbol::Kind kind) {
  switch (kind) {
    case Symbol::Kind::Pitch:
    case Symbol::Kind::Rest:
    case Symbol::Kind::Hold:
      return Said::Pitch;
    case Symbol::Kind::Duration:
    case Symbol::Kind::Length:
      return Said::Duration;
    default:
      return Said::Other;
  }
}

ScorePtr altered(const Score& score, const Alteration& alteration) {
  ScoreParts parts = score.parts();
  parts.tempo = score.tempo().changes();
  if (parts.tempo.empty()) parts.tempo.push_back({});
  for (TempoChange& change : parts.tempo) {
    const double micros = std::round(change.microsPerQuarter / alteration.tempo);
    change.microsPerQuarter = static_cast<std::uint32_t>(std::clamp(micros, 1.0, 4e9));
  }
  for (TrackPtr& track : parts.tracks) {
    auto changed = std::make_shared<Track>(*track);
    for (Note& note : changed->notes)
      note.velocity = static_cast<std::uint8_t>(std::clamp(note.velocity + alteration.velocity, 1, 127));
    track = std::move(changed);
  }
  return Score::make(std::move(parts));
}

/// A part of a piece in which the metre that the representation knows does not change.
struct Section {
  ScorePtr score;
  Tick pickup;
  bool isLast = true;
};

/// The notes of a line between two changes of metre, counted from the first.
ScorePtr sectionScore(const Piece& piece, Tick from, Tick to, TimeSignature signature) {
  ScoreParts parts;
  parts.ticksPerQuarter = piece.score->ticksPerQuarter();
  parts.tempo = piece.score->tempo().changes();
  parts.meter = {{Tick(0), signature}};
  auto track = std::make_shared<Track>();
  for (const Note& note : piece.line) {
    if (note.onset < from || note.onset >= to) continue;
    track->notes.push_back(note);
    track->notes.back().onset -= from;
  }
  if (track->notes.size() < kFewestNotes) return nullptr;
  parts.tracks = {std::move(track)};
  return Score::make(std::move(parts));
}

std::vector<Section> sectionsOf(const Piece& piece) {
  const std::vector<MeterChange>& changes = piece.score->meter().changes();
  std::vector<MeterChange> different = {{Tick(0), piece.score->meter().at(Tick(0)).signature}};
  for (const MeterChange& change : changes) {
    if (change.signature != different.back().signature) different.push_back(change);
  }
  if (different.size() == 1) return {{piece.score, piece.pickup, true}};
  std::vector<Section> sections;
  const Tick end = piece.score->end() + Tick(1);
  for (std::size_t i = 0; i < different.size(); ++i) {
    const Tick to = i + 1 < different.size() ? different[i + 1].at : end;
    if (ScorePtr score = sectionScore(piece, different[i].at, to, different[i].signature))
      sections.push_back({std::move(score), Tick(0), i + 1 == different.size()});
  }
  return sections;
}

Stream streamOf(const Section& section, const Representation& representation, int offset, bool tellsEnd) {
  const tokens::Tokenizer& tokenizer = *representation.tokenizer;
  tokens::EncodeSettings settings;
  settings.offset = offset;
  tokens::EncodedScore encoded = tokenizer.encode(*section.score, settings);
  Stream stream;
  if (encoded.notes == 0) return stream;
  stream.setting = encoded.setting(offset);
  stream.setting.startTime -= tokens::stepOfTick(section.pickup, section.score->ticksPerQuarter());
  stream.tokens = std::move(encoded.tokens);
  stream.notes = encoded.notes;
  const std::unique_ptr<tokens::Grammar> grammar = tokenizer.grammar(stream.setting);
  tokens::GrammarState state = grammar->start();
  for (const Token token : stream.tokens) {
    stream.whole.push_back(state.whole);
    stream.said.push_back(saidBy(grammar->symbols(state.field)[static_cast<std::size_t>(token)].kind));
    grammar->advance(state, token);
  }
  if (tellsEnd && representation.context == models::ContextUse::ReadToEnd)
    stream.setting.lastBar = models::lastBarOf(*grammar, stream.tokens);
  if (representation.context != models::ContextUse::None)
    stream.context = models::contextOf(*grammar, stream.tokens, stream.setting.lastBar);
  return stream;
}

std::vector<Stream> streamsAt(const Piece& piece, const Representation& representation,
                              const Alteration& alteration, const std::vector<int>& offsets) {
  std::vector<Section> sections = {{piece.score, piece.pickup, true}};
  if (materialOf(representation.tokenizer->name()) == Material::Line) sections = sectionsOf(piece);
  if (alteration.tempo != 1 || alteration.velocity != 0) {
    for (Section& section : sections) section.score = altered(*section.score, alteration);
  }
  std::vector<Stream> streams;
  for (const int offset : offsets) {
    for (const Section& section : sections) {
      const bool tellsEnd = alteration.tellsEnd && section.isLast;
      Stream stream = streamOf(section, representation, offset + alteration.semitones, tellsEnd);
      if (stream.predicted() == 0) continue;
      stream.contentHash = piece.contentHash;
      streams.push_back(std::move(stream));
    }
  }
  return streams;
}

tokens::PitchRange rangeOf(const std::vector<const Piece*>& pieces) {
  std::vector<Pitch> pitches;
  for (const Piece* piece : pieces) {
    const int offset = offsetOf(piece->line, kReferenceCenter);
    for (const Note& note : piece->line) pitches.push_back(note.pitch + offset);
  }
  if (pitches.empty()) throw Error(ErrorCode::CorpusEmpty, {std::string()});
  std::sort(pitches.begin(), pitches.end());
  const auto rare = static_cast<std::size_t>(kRareShare * static_cast<double>(pitches.size()));
  tokens::PitchRange range;
  range.lowest = std::max(pitches[rare], kLowestPitch);
  range.highest = std::min(pitches[pitches.size() - 1 - rare], kHighestPitch);
  while (range.highest - range.lowest < kLeastRange - 1) {
    if (range.highest < kHighestPitch) ++range.highest;
    if (range.lowest > kLowestPitch) --range.lowest;
  }
  return range;
}

}  // namespace

int offsetOf(std::span<const Note> notes, double center) {
  const auto key = analysis::estimateKey(notes);
  return tokens::octaveNearest(notes, key ? keyOffset(key->best()) : 0, center);
}

std::string fullTokenizerName(std::string_view name) {
  std::string known;
  for (const std::string_view each : tokens::tokenizerNames()) {
    const bool versioned = each.size() > name.size() && each.starts_with(name) &&
                           (each[name.size()] == '-' || each[name.size()] == '/');
    if (each == name || versioned) return std::string(each);
    known += (known.empty() ? "" : ", ") + std::string(each);
  }
  throw Error(ErrorCode::SettingInvalid, {"tokenizer", std::string(name), known});
}

Representation chooseRepresentation(std::string_view tokenizer, const std::vector<const Piece*>& pieces) {
  const std::string name = fullTokenizerName(tokenizer);
  Representation representation;
  representation.center = kReferenceCenter;
  representation.normalisesKey = materialOf(name) == Material::Line;
  representation.tokenizer = representation.normalisesKey ? tokens::makeTokenizer(name, rangeOf(pieces))
                                                          : tokens::makeTokenizer(name);
  return representation;
}

Representation representationOf(const models::ModelConfig& config, double center) {
  Representation representation;
  representation.tokenizer = tokens::makeTokenizer(config.tokenizer, config.range);
  representation.context = config.context;
  representation.normalisesKey = materialOf(config.tokenizer) == Material::Line;
  representation.center = center;
  return representation;
}

std::vector<Stream> streamsOf(const Piece& piece, const Representation& representation,
                              const Alteration& alteration) {
  const int offset = representation.normalisesKey ? offsetOf(piece.line, representation.center) : 0;
  return streamsAt(piece, representation, alteration, {offset});
}

std::vector<Stream> trainingStreams(const Piece& piece, const Representation& representation,
                                    const Alteration& alteration) {
  if (!representation.normalisesKey) return streamsOf(piece, representation, alteration);
  std::vector<int> offsets = {offsetOf(piece.line, representation.center)};
  const auto key = analysis::estimateKey(piece.line);
  if (key && key->confidence < kDoubtfulKey && keyOffset(key->best()) != keyOffset(key->second)) {
    offsets.push_back(tokens::octaveNearest(piece.line, keyOffset(key->second), representation.center));
  }
  return streamsAt(piece, representation, alteration, offsets);
}

}  // namespace partimento::training
