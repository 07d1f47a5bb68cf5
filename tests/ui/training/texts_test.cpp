#include <gtest/gtest.h>

#include "ui/training/job_text.h"
#include "ui/training/line_names.h"
#include "ui/training/smoothing.h"

namespace partimento::ui {
namespace {

TEST(TrainingTexts, DurationsAreRoundedAsPeopleSayThem) {
  EXPECT_EQ(durationText(Seconds(45)), QStringLiteral("45 s"));
  EXPECT_EQ(durationText(Seconds(200)), QStringLiteral("3 min"));
  EXPECT_EQ(durationText(Seconds(3600)), QStringLiteral("1 h"));
  EXPECT_EQ(durationText(Seconds(3900)), QStringLiteral("1 h 5 min"));
}

TEST(TrainingTexts, RatesHaveARealExponent) {
  EXPECT_EQ(rateText(2.9e-4), QStringLiteral("2.9·10⁻⁴"));
  EXPECT_EQ(rateText(1e-3), QStringLiteral("1.0·10⁻³"));
  EXPECT_EQ(rateText(0), QStringLiteral("0"));
}

TEST(TrainingTexts, EverySkipReasonIsASentence) {
  for (int reason = 0; reason <= static_cast<int>(SkipReason::Copy); ++reason) {
    const QString text = skipText({"a.mid", static_cast<SkipReason>(reason), "9 of 16"});
    EXPECT_TRUE(text.endsWith(QLatin1Char('.'))) << text.toStdString();
  }
}

TEST(TrainingTexts, ADamagedFileIsSpokenOfInSentences) {
  EXPECT_EQ(skipText({"a.mid", SkipReason::Damaged, "track"}),
            QStringLiteral("It is damaged. It has no track."));
  EXPECT_EQ(skipText({"a.mid", SkipReason::Damaged, "header"}),
            QStringLiteral("It is damaged. It ends within its first bytes."));
  EXPECT_EQ(skipText({"a.mid", SkipReason::Damaged, "internal"}), QStringLiteral("It is damaged."));
}

TEST(LineNames, AreMovedApartNoFurtherThanNeeded) {
  using Heights = std::vector<double>;
  EXPECT_EQ(ui::movedApart({10, 50, 90}, 12), Heights({10, 50, 90}));
  EXPECT_EQ(ui::movedApart({50, 50}, 12), Heights({44, 56}));
  EXPECT_EQ(ui::movedApart({52, 50}, 12), Heights({57, 45})) << "the order stays";
  EXPECT_EQ(ui::movedApart({50, 52, 60}, 12), Heights({42, 54, 66}));
  EXPECT_TRUE(ui::movedApart({}, 12).empty());
}

TEST(Smoothing, NeitherLooksAheadNorLeansToTheBeginning) {
  const std::vector<double> values{4, 2, 2, 2, 2, 2};
  const std::vector<double> smooth = smoothed(values, 0.9);
  ASSERT_EQ(smooth.size(), values.size());
  EXPECT_DOUBLE_EQ(smooth[0], 4) << "the first is itself";
  const std::vector<double> first(values.begin(), values.begin() + 3);
  EXPECT_DOUBLE_EQ(smoothed(first, 0.9)[2], smooth[2]) << "later values have no say";
  EXPECT_EQ(smoothed(values, 0), values);
  EXPECT_EQ(smoothed({3, 3, 3}, 0.5), std::vector<double>({3, 3, 3}));
}

}  // namespace
}  // namespace partimento::ui
