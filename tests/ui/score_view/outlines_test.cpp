// The table of signs against the font they were measured from, where it is installed.

#include <QFile>
#include <QRawFont>

#include <gtest/gtest.h>

#include "ui/score_view/glyph_paths.h"

namespace partimento::test {
namespace {

using engraving::Glyph;

constexpr double kUnitsPerEm = 1000;
constexpr double kUnitsPerSpace = 244;  // the font draws its staff so

QString musicFont() {
  for (const char* folder : {"/usr/share/fonts/truetype/noto/", "/usr/share/fonts/noto/"}) {
    const QString file = QLatin1String(folder) + QStringLiteral("NotoMusic-Regular.ttf");
    if (QFile::exists(file)) return file;
  }
  return {};
}

TEST(Outlines, AreThoseOfTheFont) {
  const QString file = musicFont();
  if (file.isEmpty()) GTEST_SKIP() << "Noto Music is not installed";
  const QRawFont font(file, kUnitsPerEm);
  ASSERT_TRUE(font.isValid());
  const std::pair<Glyph, char32_t> signs[] = {{Glyph::ClefG, 0x1D11E},
                                              {Glyph::ClefF, 0x1D122},
                                              {Glyph::ClefC, 0x1D121},
                                              {Glyph::HeadFilled, 0x1D158},
                                              {Glyph::HeadHalf, 0x1D157},
                                              {Glyph::HeadWhole, 0x1D15D},
                                              {Glyph::RestQuarter, 0x1D13D},
                                              {Glyph::Rest8, 0x1D13E},
                                              {Glyph::Rest16, 0x1D13F},
                                              {Glyph::Flag8Up, 0x1D16E},
                                              {Glyph::Flag16Up, 0x1D16F},
                                              {Glyph::Dot, 0x1D16D},
                                              {Glyph::AccidentalDoubleSharp, 0x1D12A}};
  for (const auto& [glyph, code] : signs) {
    const QList<quint32> indexes = font.glyphIndexesForString(QString::fromUcs4(&code, 1));
    ASSERT_EQ(indexes.size(), 1) << std::hex << static_cast<unsigned>(code);
    const QRectF theirs = font.pathForGlyph(indexes.front()).boundingRect();
    const QRectF ours = ui::score::glyphPath(glyph).boundingRect();
    EXPECT_NEAR(ours.width() * kUnitsPerSpace, theirs.width(), 3) << std::hex << static_cast<unsigned>(code);
    EXPECT_NEAR(ours.height() * kUnitsPerSpace, theirs.height(), 3)
        << std::hex << static_cast<unsigned>(code);
  }
}

}  // namespace
}  // namespace partimento::test
