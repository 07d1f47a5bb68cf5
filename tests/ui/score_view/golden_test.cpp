// Engraving looks as it was approved: one picture of typical cases, compared with a tolerance.
// PARTIMENTO_UPDATE_GOLDEN=1 writes it anew.

#include <QFileInfo>
#include <cstdlib>

#include <gtest/gtest.h>

#include "tests/support/paths.h"
#include "tests/ui/score_view/score_gallery.h"

namespace partimento::test {
namespace {

constexpr int kNoticeable = 60;          // of 255
constexpr double kAllowedShare = 0.003;  // of the pixels: text differs a little from machine to machine

double differingShare(const QImage& a, const QImage& b) {
  qint64 differing = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x)
      differing += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > kNoticeable ? 1 : 0;
  }
  return static_cast<double>(differing) / (static_cast<double>(a.width()) * a.height());
}

QImage galleryNow() {
  return scoreGallery(8, ui::score::ScoreInk::print());
}

TEST(GoldenScore, LooksAsApproved) {
  const QImage now = galleryNow();
  const QString file = QString::fromStdString((dataFolder() / "golden" / "score.png").string());
  if (std::getenv("PARTIMENTO_UPDATE_GOLDEN")) {
    ASSERT_TRUE(now.convertToFormat(QImage::Format_Grayscale8).save(file, "PNG", 0));
  }
  const QImage approved = QImage(file).convertToFormat(QImage::Format_RGB32);
  ASSERT_EQ(approved.size(), now.size()) << file.toStdString();
  const double share = differingShare(approved, now);
  if (share > kAllowedShare) now.save(QStringLiteral("score-now.png"));
  EXPECT_LE(share, kAllowedShare) << "the new picture is score-now.png";
}

TEST(GoldenScore, ToleranceTellsPicturesApart) {
  const QImage now = galleryNow();
  const QImage moved = now.copy(1, 0, now.width(), now.height());
  EXPECT_GT(differingShare(now, moved), kAllowedShare);
}

}  // namespace
}  // namespace partimento::test
