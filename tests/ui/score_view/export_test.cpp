#include <QFile>
#include <QImage>
#include <QSvgRenderer>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/support/notation_text.h"
#include "tests/support/paths.h"
#include "tests/ui/score_view/score_cases.h"
#include "ui/score_view/score_export.h"

namespace partimento::test {
namespace {

namespace fs = std::filesystem;

engraving::LayoutPtr manyPages() {
  NotationText text;
  text.title = "Long";
  StaffText staff;
  for (int i = 0; i < 160; ++i) staff.bars.push_back({"C5:8[ D5:8 E5:8 F5:8] G5:4 A4:4"});
  text.parts = {{staff}};
  return engraving::Layout::make(notationOf(text), {});
}

QByteArray contentOf(const fs::path& path) {
  QFile file(QString::fromStdString(path.string()));
  EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path;
  return file.readAll();
}

int darkPixels(const QImage& image) {
  int dark = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) dark += qGray(image.pixel(x, y)) < 128 ? 1 : 0;
  }
  return dark;
}

TEST(ScoreExport, PdfHoldsAllPagesWithoutFonts) {
  TemporaryFolder folder;
  const engraving::LayoutPtr layout = manyPages();
  ASSERT_GT(layout->pages().size(), 1U);
  const auto files = ui::score::exportScore(*layout, {folder.path() / "a.pdf"});
  ASSERT_EQ(files.size(), 1U);
  const QByteArray pdf = contentOf(files.front());
  EXPECT_TRUE(pdf.startsWith("%PDF-"));
  EXPECT_EQ(pdf.count("/Type /Page\n"), static_cast<qsizetype>(layout->pages().size()));
  EXPECT_EQ(pdf.count("/FontFile"), 0);
}

TEST(ScoreExport, SvgHoldsAPageEachAsOutlines) {
  TemporaryFolder folder;
  const engraving::LayoutPtr layout = manyPages();
  const auto files = ui::score::exportScore(*layout, {folder.path() / "a.svg"});
  ASSERT_EQ(files.size(), layout->pages().size());
  EXPECT_EQ(files.front().filename(), "a-1.svg");
  const QByteArray svg = contentOf(files.front());
  EXPECT_FALSE(svg.contains("<text"));
  QSvgRenderer renderer(svg);
  ASSERT_TRUE(renderer.isValid());
  EXPECT_NEAR(renderer.viewBoxF().width() / renderer.viewBoxF().height(), 210.0 / 297, 0.002);
}

TEST(ScoreExport, PngShowsTheMusic) {
  TemporaryFolder folder;
  for (const ScoreCase& shown : scoreCases()) {
    if (shown.name != "piano") continue;
    const auto layout = engraving::Layout::make(shown.notation, {});
    const auto files = ui::score::exportScore(*layout, {folder.path() / "a.png", 100});
    ASSERT_EQ(files.size(), 1U);
    const QImage image(QString::fromStdString(files.front().string()));
    EXPECT_NEAR(image.width(), 210 / 25.4 * 100, 3);
    EXPECT_NEAR(image.height(), 297 / 25.4 * 100, 3);
    EXPECT_GT(darkPixels(image), 2000);
  }
}

TEST(ScoreExport, SaysWhatItCannotDo) {
  TemporaryFolder folder;
  const auto layout = engraving::Layout::make(scoreCases().front().notation, {});
  const auto codeOf = [&](const fs::path& target) {
    try {
      ui::score::exportScore(*layout, {target});
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::Internal;
  };
  EXPECT_EQ(codeOf(folder.path() / "a.doc"), ErrorCode::UnknownFormat);
  EXPECT_EQ(codeOf(folder.path() / "missing" / "a.pdf"), ErrorCode::FileNotWritable);
}

}  // namespace
}  // namespace partimento::test
