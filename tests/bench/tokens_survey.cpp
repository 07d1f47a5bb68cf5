// How much of real music survives each representation, and what a note costs: prints the table of
// core/tokens/README.md. Usage: tokens_survey CORPORA_FOLDER [most files a corpus]

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/formats/midi.h"
#include "core/tokens/tokenizer.h"

namespace partimento::tokens {
namespace {

namespace fs = std::filesystem;

struct Heard {
  double onset = 0;  // steps or milliseconds
  double end = 0;
};
using ByPitch = std::map<Pitch, std::vector<Heard>>;

struct Tally {
  std::int64_t notes = 0;
  std::int64_t onsets = 0;   // pitch and onset right
  std::int64_t lengths = 0;  // and length
  std::int64_t tokens = 0;
  std::int64_t said = 0;
};

struct Tolerance {
  double onset = 0;
  double length = 0;
};

Tolerance toleranceOf(const Tokenizer& tokenizer) {
  if (tokenizer.timeBase() == TimeBase::Steps) return {};
  return tokenizer.name().starts_with("tmidi") ? Tolerance{16.5, 32.5} : Tolerance{5.01, 10.01};
}

/// Ticks where time counts in beats, else milliseconds.
ByPitch heardIn(const Score& score, TimeBase base) {
  ByPitch heard;
  for (const TrackPtr& track : score.tracks()) {
    if (track->channel == kPercussionChannel) continue;
    for (const Note& note : track->notes) {
      const auto at = [&](Tick tick) {
        return base == TimeBase::Steps ? static_cast<double>(tick.value)
                                       : score.tempo().secondsAt(tick).value * 1000;
      };
      heard[note.pitch].push_back({at(note.onset), at(note.end())});
    }
  }
  return heard;
}

ByPitch heardIn(const Tokenizer& tokenizer, const EncodedScore& encoded, const Score& score) {
  if (tokenizer.timeBase() == TimeBase::Steps) {
    DecodeFrame frame;
    frame.ticksPerQuarter = score.ticksPerQuarter();
    frame.origin = encoded.origin;
    frame.startTime = encoded.startTime;
    return heardIn(*tokenizer.decode(encoded.tokens, frame), TimeBase::Steps);
  }
  ByPitch heard;
  const double origin = encoded.originTime.value * 1000;
  for (const PlayedNote& note : tokenizer.grammar()->read(encoded.tokens).notes) {
    const double onset = origin + static_cast<double>(note.onset);
    heard[note.pitch].push_back({onset, onset + static_cast<double>(note.duration)});
  }
  return heard;
}

void compare(ByPitch before, ByPitch after, const Tolerance& tolerance, Tally& tally) {
  const auto byOnset = [](const Heard& a, const Heard& b) { return a.onset < b.onset; };
  for (auto& [pitch, notes] : before) {
    std::vector<Heard>& others = after[pitch];
    std::ranges::sort(notes, byOnset);
    std::ranges::sort(others, byOnset);
    std::size_t next = 0;
    for (const Heard& note : notes) {
      ++tally.notes;
      while (next < others.size() && others[next].onset < note.onset - tolerance.onset) ++next;
      const bool met = next < others.size() && others[next].onset <= note.onset + tolerance.onset;
      if (!met) continue;
      ++tally.onsets;
      const double difference = (others[next].end - others[next].onset) - (note.end - note.onset);
      tally.lengths += std::abs(difference) <= tolerance.length ? 1 : 0;
      ++next;
    }
  }
}

std::vector<fs::path> filesOf(const fs::path& corpus, std::size_t most) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
    if (entry.path().extension() == ".mid") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  if (files.size() <= most) return files;
  std::vector<fs::path> some;
  for (std::size_t i = 0; i < most; ++i) some.push_back(files[i * files.size() / most]);
  return some;
}

void survey(const fs::path& corpus, const std::vector<std::string_view>& names, std::size_t most) {
  std::map<std::string_view, Tally> tallies;
  for (const fs::path& file : filesOf(corpus, most)) {
    ScorePtr score;
    try {
      score = formats::readMidiFile(file).score;
    } catch (const Error&) {
      continue;
    }
    for (const std::string_view name : names) {
      const auto tokenizer = makeTokenizer(name);
      const EncodedScore encoded = tokenizer->encode(*score);
      Tally& tally = tallies[name];
      tally.tokens += std::ssize(encoded.tokens);
      tally.said += encoded.notes;
      compare(heardIn(*score, tokenizer->timeBase()), heardIn(*tokenizer, encoded, *score),
              toleranceOf(*tokenizer), tally);
    }
  }
  for (const auto& [name, tally] : tallies) {
    const double notes = static_cast<double>(std::max<std::int64_t>(tally.notes, 1));
    std::printf(
        "| %s | `%s` | %lld | %.2f %% | %.2f %% | %.2f |\n", corpus.filename().c_str(),
        std::string(name).c_str(), static_cast<long long>(tally.notes),
        100 * static_cast<double>(tally.onsets) / notes, 100 * static_cast<double>(tally.lengths) / notes,
        static_cast<double>(tally.tokens) / static_cast<double>(std::max<std::int64_t>(tally.said, 1)));
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace partimento::tokens

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("usage: tokens_survey CORPORA_FOLDER [most files a corpus]\n", stderr);
    return 2;
  }
  const std::filesystem::path top = arguments[1];
  const std::size_t most = count > 2 ? std::stoul(arguments[2]) : 100;
  std::puts("| corpus | representation | notes | pitch and onset | length too | tokens a note |");
  std::puts("|---|---|---:|---:|---:|---:|");
  for (const char* corpus : {"melody-fiddle-pd", "melody-openscore-lieder"}) {
    partimento::tokens::survey(top / corpus, {"melody-24/1", "beat-24/1"}, most);
  }
  for (const char* corpus :
       {"chorale-openhymnal", "chorale-bach-greentree", "chorale-jsb", "chorale-polish-nifc"}) {
    partimento::tokens::survey(top / corpus, {"chorale-24/1", "chorale-16/1", "beat-24/1"}, most);
  }
  for (const char* corpus :
       {"piano-mutopia", "piano-chopin-nifc", "piano-lieder-accomp", "piano-giantmidi"}) {
    partimento::tokens::survey(top / corpus, {"beat-24/1", "performance-388/1", "tmidi-128/1", "tmidi-3/1"},
                               most);
  }
  return 0;
}
