#include "app/cli/quality_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <filesystem>
#include <numeric>
#include <utility>
#include <vector>

#include "core/analysis/passage_index.h"

namespace partimento::cli {

namespace {

/// In standard deviations of the real pieces: a difference that is heard.
constexpr double kDiffers = 0.5;
constexpr std::size_t kPassagesShown = 5;

[[gnu::format(printf, 1, 2)]] std::string format(const char* pattern, ...) {
  char text[512];
  std::va_list arguments;
  va_start(arguments, pattern);
  std::vsnprintf(text, sizeof text, pattern, arguments);
  va_end(arguments);
  return text;
}

/// What is printed as 0.00 has no sign.
double rounded(double value) {
  return std::abs(value) < 0.005 ? 0 : value;
}

std::string spread(const analysis::Spread& value) {
  return format("%.2f ± %.2f", rounded(value.mean), value.deviation);
}

bool isTheSameInAll(const analysis::SetComparison& comparison) {
  const auto& usual = comparison.usual;
  return usual && usual->real == comparison.pieces && usual->generated == comparison.pieces;
}

std::string interval(const analysis::Estimate& estimate) {
  return format("%.2f [%.2f, %.2f]", rounded(estimate.value), rounded(estimate.low), rounded(estimate.high));
}

/// Without a spread to compare: in how many pieces the usual value stands, real and generated.
std::string overlapOf(const analysis::SetComparison& comparison) {
  if (comparison.overlap) return interval(*comparison.overlap);
  if (!comparison.usual) return "";
  return format("%.2f in %d, in %d", comparison.usual->value, comparison.usual->real,
                comparison.usual->generated);
}

/// More than by chance, and by half a deviation of the real pieces at least.
bool differs(const analysis::SetComparison& comparison) {
  const analysis::Estimate& difference = comparison.difference;
  const bool certain = difference.low > 0 || difference.high < 0;
  return certain && std::abs(difference.value) > kDiffers * comparison.real.deviation;
}

std::string divergenceOf(const analysis::SetComparison& comparison) {
  return comparison.divergence ? interval(*comparison.divergence) : "";
}

std::string percent(int hits, int all) {
  const analysis::Estimate share = analysis::shareOf(hits, all);
  return format("%.0f %% [%.0f, %.0f]", 100 * share.value, 100 * share.low, 100 * share.high);
}

std::string head(const QualityReport& report, const EvaluateReport& losses) {
  int fewest = report.settings.mostBars;
  int most = 0;
  double bars = 0;
  for (const QualitySample& sample : report.samples) {
    fewest = std::min(fewest, sample.bars);
    most = std::max(most, sample.bars);
    bars += sample.bars;
  }
  const auto count = report.samples.size();
  std::string corpora;
  for (const std::string& name : report.corpora) corpora += (corpora.empty() ? "`" : ", `") + name + '`';
  std::string text = "# " + report.style + ", measured\n\n";
  text += format("%zu pieces of ", count) + corpora;
  text += format(
      " that the style was not trained on, cut after %d bars: how they go on, and how the style goes "
      "on, for as many bars (%d to %d, %.1f in the mean).",
      report.settings.openingBars, fewest, most, bars / static_cast<double>(count));
  text += format(" There are %d such pieces, near copies counted once", report.heldOut);
  if (report.tooShort > 0)
    text += format("; %d of those drawn went on for fewer than %d bars and are left out", report.tooShort,
                   report.settings.fewestBars);
  text += '.';
  if (std::cmp_less(count, report.settings.samples))
    text += format(" %d were asked for: there are no more.", report.settings.samples);
  text += "\n\nDecoding: " + decodingSentence(report.settings.decoding);
  text += format("; random seed %llu. %.1f s for %.0f s of music.\n",
                 static_cast<unsigned long long>(report.settings.randomSeed), report.composeSeconds,
                 report.musicSeconds);
  if (losses.notes > 0) {
    text += format("\nOn all %d pieces never seen (%lld notes): %.3f nats a note", losses.pieces,
                   static_cast<long long>(losses.notes), losses.natsPerNote);
    if (losses.pitchPerplexity > 0)
      text += format(", pitch perplexity %.3f, duration perplexity %.3f", losses.pitchPerplexity,
                     losses.durationPerplexity);
    text += ".\n";
  }
  return text;
}

std::string glance(const QualityReport& report) {
  std::vector<const QualityMeasure*> different;
  for (const QualityMeasure& measure : report.measures) {
    if (differs(measure.comparison)) different.push_back(&measure);
  }
  const auto size = [](const QualityMeasure* measure) {
    return std::abs(measure->comparison.difference.value) / measure->comparison.real.deviation;
  };
  std::stable_sort(different.begin(), different.end(),
                   [&](const QualityMeasure* a, const QualityMeasure* b) { return size(a) > size(b); });
  std::string text = "\n## At a glance\n\n";
  for (const QualityMeasure* measure : different) {
    text += "- " + qualityName(measure->id) +
            format(": %.2f where the pieces have %.2f\n", measure->comparison.generated.mean,
                   measure->comparison.real.mean);
  }
  if (different.empty())
    text += "- no measure is off by more than half a standard deviation of the real pieces\n";
  for (const QualityShare& share : report.shares) {
    const analysis::Estimate real = analysis::shareOf(share.real, share.pieces);
    const analysis::Estimate generated = analysis::shareOf(share.generated, share.pieces);
    if (generated.low <= real.high && real.low <= generated.high) continue;
    text += format("- %d of %d %s; of the pieces %d\n", share.generated, share.pieces,
                   qualityName(share.id).c_str(), share.real);
  }
  const auto relaxed =
      std::accumulate(report.samples.begin(), report.samples.end(), 0,
                      [](int sum, const QualitySample& sample) { return sum + sample.relaxations; });
  if (relaxed > 0) text += format("- rules gave way for %d notes\n", relaxed);
  return text;
}

std::string measures(const QualityReport& report) {
  std::string text =
      "\n## Measures\n\nMean ± standard deviation over the pieces; difference of the means. Overlap: 1 where "
      "the generated pieces are spread as the real ones are, 0 where none is like a real one; where half of "
      "the real pieces or more have one value, how many have it, real and generated.\n\n"
      "| measure | real | generated | difference [95 %] | overlap [95 %] | divergence (nats) [95 %] | pieces "
      "|\n|---|---:|---:|---:|---:|---:|---:|\n";
  std::string same;
  for (const QualityMeasure& measure : report.measures) {
    const analysis::SetComparison& comparison = measure.comparison;
    if (isTheSameInAll(comparison)) {
      same += (same.empty() ? "" : "; ") + qualityName(measure.id) + format(" (%.2f)", comparison.real.mean);
      continue;
    }
    text += "| " + qualityName(measure.id) + " | " + spread(comparison.real) + " | " +
            spread(comparison.generated) + " | " + interval(comparison.difference) + " | " +
            overlapOf(comparison) + " | " + divergenceOf(comparison) + format(" | %d |\n", comparison.pieces);
  }
  if (!same.empty()) text += "\nThe same in all pieces, real and generated: " + same + ".\n";
  text += "\n| share of the pieces that | real [95 %] | generated [95 %] | pieces |\n|---|---:|---:|---:|\n";
  for (const QualityShare& share : report.shares) {
    text += "| " + qualityName(share.id) + " | " + percent(share.real, share.pieces) + " | " +
            percent(share.generated, share.pieces) + format(" | %d |\n", share.pieces);
  }
  return text;
}

std::string pictures(const std::vector<ReportPicture>& shown) {
  if (shown.empty()) return {};
  std::string text = "\n## To look at\n\nOpenings are brown, what the style made of them is green.\n";
  for (const ReportPicture& picture : shown) text += "\n![" + picture.caption + "](" + picture.file + ")\n";
  return text;
}

std::string profileRow(const char* name, const analysis::RepetitionProfile& profile) {
  std::string row = std::string("| ") + name + " |";
  for (const std::optional<double>& value : profile) row += value ? format(" %.2f |", *value) : " |";
  return row + '\n';
}

std::string repetition(const QualityReport& report) {
  std::string text =
      "\n## Bars that come back\n\nHow like a bar is to the one so many bars before it.\n\n| |";
  std::string line = "|---|";
  for (std::size_t bars = 1; bars <= analysis::kMostBarsBack; ++bars) {
    text += format(" %zu |", bars);
    line += "---:|";
  }
  text += '\n' + line + '\n' + profileRow("real", report.realRepetition) +
          profileRow("generated", report.generatedRepetition);
  if (report.repetitionError) text += format("\nMean difference: %.3f.\n", *report.repetitionError);
  return text;
}

std::string lengths(const QualityReport& report) {
  static constexpr std::array<const char*, analysis::kLengthClasses.size()> kNames = {
      "1/16 or less", "1/8 triplet", "1/16 dotted", "1/8", "1/4 triplet", "1/8 dotted",
      "1/4",          "1/2 triplet", "1/4 dotted",  "1/2", "1/2 dotted",  "1/1 or more"};
  std::string text = "\n## Lengths of notes\n\n| |";
  std::string line = "|---|";
  std::string real = "| real |";
  std::string generated = "| generated |";
  double shared = 0;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    text += std::string(" ") + kNames[i] + " |";
    line += "---:|";
    real += format(" %.1f %% |", 100 * report.realLengths[i]);
    generated += format(" %.1f %% |", 100 * report.generatedLengths[i]);
    shared += std::min(report.realLengths[i], report.generatedLengths[i]);
  }
  return text + '\n' + line + '\n' + real + '\n' + generated +
         format("\n\nIn common: %.1f %%.\n", 100 * shared);
}

std::string copies(const QualityReport& report) {
  std::vector<std::size_t> order(report.samples.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return report.samples[a].copied.notes > report.samples[b].copied.notes;
  });
  order.resize(std::min(order.size(), kPassagesShown));
  std::string text = format(
      "\n## Passages of the training pieces\n\nThe longest that come back with the same steps and lengths, "
      "in "
      "any key. From %zu notes on they are quotations.\n\n"
      "| sample | notes | from bar | to bar | longest in the real piece |\n|---|---:|---:|---:|---:|\n",
      analysis::kQuotation);
  for (const std::size_t index : order) {
    const QualitySample& sample = report.samples[index];
    const MeterMap& meter = sample.score->meter();
    const auto bar = [&](Tick tick) { return static_cast<long long>(meter.at(tick).bar + 1); };
    text += "| " + sampleName(report, index) +
            format(" | %zu | %lld | %lld | %zu |\n", sample.copied.notes, bar(sample.copied.from),
                   bar(sample.copied.to - Tick(1)), sample.inReal.notes);
  }
  return text;
}

constexpr const char* kDefinitions = R"(
## What is measured

- Pitch-class entropy: 0 for one pitch class, 3.58 for all twelve alike. Rhythms alike: share of sixteen places a quarter note at which two bars agree on an onset or none (Jazz Transformer over all pairs of bars, muspy over neighbours).
- Heard in an earlier bar: of a bar's notes and those of the earlier bar most like it, the share that both have at the same place; earlier bars may be the opening's.
- The key is estimated on the opening alone (Krumhansl and Schmuckler); where its two best keys are near, what needs a key is left out. A continuation is in the key when its own estimate is the same. That fails for real pieces too: compare.
- The metre is kept when 95 % of the onsets fall on thirty-seconds or triplet sixteenths and two thirds of the bars that sound begin with an onset.
- Endings are those of the stretch that is compared, which need not be the piece's; the generated one is always cut where it ends.
- Four voices: parallels are two voices in the same direction from one perfect fifth (octave, unison) to another; ranges are C4-A5, F3-D5, C3-A4, E2-D4; phrases end with long held chords and before rests of all voices; cadences are V-I in any key, IV-I and half cadences in that of the opening.
- A difference counts at a glance when its interval is clear of 0 and it is more than half a standard deviation of the real pieces.
- Overlap and divergence (Kullback and Leibler) are of the distances between real pieces and the distances from real to generated ones, as kernel densities on one common grid (Scott's bandwidth, 1000 points); a piece and its own continuation are no pair. Intervals come from 1000 draws of the pieces.
)";

}  // namespace

std::string sampleName(const QualityReport& report, std::size_t sample) {
  std::string name = std::filesystem::path(report.samples[sample].file).stem().string();
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_') c = '-';
  }
  if (name.size() > 40) name.resize(40);
  return format("%02zu-", sample + 1) + name + ".mid";
}

std::string qualityPage(const QualityReport& report, const EvaluateReport& losses,
                        const std::vector<ReportPicture>& shown) {
  return head(report, losses) + glance(report) + pictures(shown) + measures(report) + repetition(report) +
         lengths(report) + copies(report) + kDefinitions;
}

std::string qualityTable(const QualityReport& report) {
  std::string text = format("%s on %zu openings, %s\n", report.style.c_str(), report.samples.size(),
                            decodingSentence(report.settings.decoding).c_str());
  const auto row = [](const std::string& name, const std::string& real, const std::string& generated,
                      const std::string& overlap) {
    // the sign for "plus or minus" is two bytes
    const int wide = real.find("±") == std::string::npos ? 16 : 17;
    return format("  %-56s %*s %*s  %s\n", name.c_str(), wide, real.c_str(), wide, generated.c_str(),
                  overlap.c_str());
  };
  text += row("measure", "real", "generated", "overlap");
  for (const QualityMeasure& measure : report.measures) {
    if (isTheSameInAll(measure.comparison)) continue;
    text += row(qualityName(measure.id), spread(measure.comparison.real),
                spread(measure.comparison.generated), overlapOf(measure.comparison));
  }
  for (const QualityShare& share : report.shares) {
    text += row(qualityName(share.id), format("%d of %d", share.real, share.pieces),
                format("%d of %d", share.generated, share.pieces), "");
  }
  if (report.repetitionError)
    text += format("  difference of the likeness of bars 1 to 16 apart: %.3f\n", *report.repetitionError);
  return text;
}

}  // namespace partimento::cli
