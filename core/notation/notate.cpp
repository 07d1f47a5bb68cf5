#include "core/notation/notate.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/notation/chord_marks.h"
#include "core/notation/key_plan.h"
#include "core/notation/part_writer.h"
#include "core/notation/score_marks.h"
#include "core/notation/spelling_search.h"
#include "core/notation/written_events.h"

namespace partimento::notation {

namespace {

constexpr std::size_t kMostBars = 20000;
constexpr std::size_t kMostStaffBars = 4000000;  // bars times staves

void check(const Score& score, const std::vector<PartPlan>& plans, const NotateOptions& options) {
  if (options.maxVoices < 1 || options.maxVoices > 4) {
    throw Error(ErrorCode::SettingInvalid, {"maxVoices", std::to_string(options.maxVoices), "1 to 4"});
  }
  for (const PartPlan& plan : plans) {
    const bool staves = plan.split == StaffSplit::Hands ? plan.staves.size() == 1 : !plan.staves.empty();
    if (!staves) {
      throw Error(ErrorCode::SettingInvalid,
                  {"staves", std::to_string(plan.staves.size()), "1 or more; 1 to split"});
    }
    for (const auto& tracks : plan.staves) {
      for (const std::size_t track : tracks) {
        if (track < score.tracks().size()) continue;
        throw Error(ErrorCode::SettingInvalid,
                    {"track", std::to_string(track), "below " + std::to_string(score.tracks().size())});
      }
    }
  }
}

std::vector<Bar> makeBars(const BarGrid& grid, const KeyPlan& keys) {
  std::vector<Bar> bars;
  int number = grid.bars().front().implicit ? 0 : 1;
  for (std::size_t i = 0; i < grid.bars().size(); ++i) {
    const BarGrid::Entry& entry = grid.bars()[i];
    Bar bar;
    bar.start = entry.start;
    bar.end = entry.end;
    bar.length = quarters(entry.length);
    bar.signature = entry.signature;
    bar.showSignature = entry.showSignature;
    bar.key = keys.bars[i];
    bar.showKey = i == 0 || keys.bars[i].fifths != keys.bars[i - 1].fifths;
    bar.implicit = entry.implicit;
    bar.number = number++;
    if (i + 1 == grid.bars().size()) bar.barlines.right = Barline::Final;
    bars.push_back(std::move(bar));
  }
  return bars;
}

void addRepeatSigns(const Score& score, const BarGrid& grid, std::vector<Bar>& bars) {
  for (const RawEvent& event : score.raw()) {
    const auto signs = repeatSignsIn(event);
    if (!signs) continue;
    Barlines& lines = bars[grid.barAt(grid.unitsAt(event.at))].barlines;
    const Barline right = lines.right;
    lines = *signs;
    lines.right = right;
  }
}

void spellParts(std::vector<std::unique_ptr<PartWriter>>& writers, const KeyPlan& keys, const BarGrid& grid) {
  std::vector<LineNote*> notes;
  for (const auto& writer : writers) {
    if (writer->percussion()) continue;
    for (LineNote& note : writer->notes()) notes.push_back(&note);
  }
  std::stable_sort(notes.begin(), notes.end(),
                   [](const LineNote* a, const LineNote* b) { return a->on < b->on; });
  spellNotes(notes, keys.bars, grid);
}

}  // namespace

NotationPtr notate(const ScorePtr& score, const NotateOptions& options) {
  return renotate(nullptr, score, options);
}

NotationPtr renotate(const NotationPtr& before, const ScorePtr& score, const NotateOptions& options) {
  const std::vector<PartPlan> plans = options.parts.empty() ? planParts(*score) : options.parts;
  check(*score, plans, options);
  std::size_t staves = 1;
  for (const PartPlan& plan : plans) staves += std::max<std::size_t>(plan.staves.size(), 2);
  const BarGrid grid(*score, options, std::min(kMostBars, kMostStaffBars / staves + 1));
  const KeyPlan keys = planKeys(*score, options, grid);
  std::vector<std::unique_ptr<PartWriter>> writers;
  for (const PartPlan& plan : plans) {
    writers.push_back(std::make_unique<PartWriter>(*score, plan, grid, options));
  }
  spellParts(writers, keys, grid);
  NotationParts parts;
  parts.score = score;
  parts.keyConfidence = keys.confidence;
  parts.bars = makeBars(grid, keys);
  addRepeatSigns(*score, grid, parts.bars);
  for (std::size_t i = 0; i < writers.size(); ++i) {
    const Part* old = before && i < before->parts().size() ? &before->parts()[i] : nullptr;
    parts.parts.push_back(writers[i]->write(keys.bars, old));
  }
  addScoreMarks(*score, grid, parts);
  if (options.chords == ChordChoice::Estimated) addEstimatedChords(*score, grid, parts);
  return Notation::make(std::move(parts));
}

}  // namespace partimento::notation
