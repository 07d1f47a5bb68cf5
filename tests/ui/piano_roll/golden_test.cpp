// The roll looks as it was approved: pictures in tests/data/golden, compared with a tolerance.
// PARTIMENTO_UPDATE_GOLDEN=1 writes them anew.

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <cstdlib>

#include <gtest/gtest.h>

#include "tests/support/paths.h"
#include "tests/ui/support/roll_scenes.h"
#include "ui/common/theme.h"

namespace partimento::test {
namespace {

constexpr QSize kSize(560, 320);
constexpr int kNoticeable = 40;          // of 255, in any channel
constexpr double kAllowedShare = 0.004;  // of the pixels

struct Picture {
  const char* name;
  ui::ThemeChoice theme;
  double scale;
};

double differingShare(const QImage& a, const QImage& b) {
  qint64 differing = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y);
      const QRgb q = b.pixel(x, y);
      const int most = std::max(
          {std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
      if (most > kNoticeable) ++differing;
    }
  }
  return static_cast<double>(differing) / (static_cast<double>(a.width()) * a.height());
}

class GoldenRoll : public ::testing::TestWithParam<Picture> {};

TEST_P(GoldenRoll, LooksAsApproved) {
  ui::Theme::apply(*qApp, GetParam().theme);
  const auto roll = busyRoll(kSize);
  const QImage now = picture(*roll, GetParam().scale).convertToFormat(QImage::Format_RGB32);
  const QString file = QString::fromStdString(
      (dataFolder() / "golden" / (std::string("roll-") + GetParam().name + ".png")).string());
  if (std::getenv("PARTIMENTO_UPDATE_GOLDEN")) {
    QDir().mkpath(QFileInfo(file).path());
    ASSERT_TRUE(now.save(file, "PNG", 0));
  }
  const QImage approved = QImage(file).convertToFormat(QImage::Format_RGB32);
  ASSERT_EQ(approved.size(), now.size()) << file.toStdString();
  const double share = differingShare(approved, now);
  if (share > kAllowedShare) now.save(QStringLiteral("roll-%1-now.png").arg(QLatin1String(GetParam().name)));
  EXPECT_LE(share, kAllowedShare) << "the new picture is roll-" << GetParam().name << "-now.png";
}

TEST(GoldenRollTolerance, TellsPicturesApart) {
  ui::Theme::apply(*qApp, ui::ThemeChoice::Dark);
  const auto roll = busyRoll(kSize);
  const QImage before = picture(*roll, 1.0);
  roll->selectAll();
  EXPECT_GT(differingShare(before, picture(*roll, 1.0)), kAllowedShare);
}

INSTANTIATE_TEST_SUITE_P(Themes, GoldenRoll,
                         ::testing::Values(Picture{"dark", ui::ThemeChoice::Dark, 1.0},
                                           Picture{"light", ui::ThemeChoice::Light, 1.0},
                                           Picture{"dark-200", ui::ThemeChoice::Dark, 2.0}),
                         [](const auto& parameter) {
                           std::string name = parameter.param.name;
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace partimento::test
