#include "ui/score_view/score_export.h"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <functional>

#include <QtPrintSupport/QPrinter>

#include "core/base/error.h"
#include "ui/score_view/drawing_painter.h"

namespace partimento::ui::score {
namespace {

constexpr double kInch = 25.4;
constexpr double kSpaceMillimetres = 1.75;  // staves 7 mm high
constexpr int kPdfResolution = 1200;

QString toQt(const std::filesystem::path& path) {
  return QString::fromStdU16String(path.u16string());
}

/// Writes through a temporary file: what stood there stays until the new one is whole.
void save(const std::filesystem::path& path, const std::function<bool(QIODevice&)>& write) {
  QSaveFile file(toQt(path));
  if (!file.open(QIODevice::WriteOnly) || !write(file) || !file.commit())
    throw Error(ErrorCode::FileNotWritable, {path.string(), file.errorString().toStdString()});
}

/// A page with `unit` of the painter's coordinates to a staff space.
void paint(QPainter& painter, const engraving::Layout& layout, std::size_t page, double unit) {
  const ScoreInk ink = ScoreInk::print();
  DrawingPainter drawing(painter, ink, nullptr);
  drawing.setTarget({QPointF(), unit, DrawingPainter::Edges::Exact});
  paintPage(drawing, layout, page, QPointF(), {-10, -10, layout.pageWidth() + 10, layout.pageHeight() + 10});
}

void writePdf(const engraving::Layout& layout, const std::filesystem::path& path) {
  save(path, [&layout](QIODevice& device) {
    QPdfWriter writer(&device);
    writer.setResolution(kPdfResolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(QString::fromStdString(layout.notation()->title()));
    writer.setCreator(QStringLiteral("Partimento"));
    QPainter painter;
    if (!painter.begin(&writer)) return false;
    for (std::size_t page = 0; page < layout.pages().size(); ++page) {
      if (page > 0 && !writer.newPage()) return false;
      paint(painter, layout, page, kSpaceMillimetres / kInch * kPdfResolution);
    }
    return painter.end();
  });
}

void writeSvg(const engraving::Layout& layout, std::size_t page, const std::filesystem::path& path) {
  save(path, [&layout, page](QIODevice& device) {
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    constexpr double kUnit = 10;  // user units to a staff space
    const QRectF box(0, 0, layout.pageWidth() * kUnit, layout.pageHeight() * kUnit);
    generator.setViewBox(box);
    // The generator counts its size in dots of this resolution.
    generator.setResolution(static_cast<int>(kUnit / kSpaceMillimetres * kInch));
    generator.setSize(box.size().toSize());
    generator.setTitle(QString::fromStdString(layout.notation()->title()));
    QPainter painter;
    if (!painter.begin(&generator)) return false;
    paint(painter, layout, page, kUnit);
    return painter.end();
  });
}

void writePng(const engraving::Layout& layout, std::size_t page, const ScoreExport& how,
              const std::filesystem::path& path) {
  const double unit = kSpaceMillimetres / kInch * how.pngDotsPerInch;
  QImage image(static_cast<int>(layout.pageWidth() * unit), static_cast<int>(layout.pageHeight() * unit),
               QImage::Format_RGB32);
  image.fill(Qt::white);
  image.setDotsPerMeterX(static_cast<int>(how.pngDotsPerInch / kInch * 1000));
  image.setDotsPerMeterY(image.dotsPerMeterX());
  QPainter painter(&image);
  paint(painter, layout, page, unit);
  painter.end();
  save(path, [&image](QIODevice& device) { return image.save(&device, "PNG"); });
}

std::filesystem::path numbered(const std::filesystem::path& path, std::size_t page, std::size_t pages) {
  if (pages == 1) return path;
  std::filesystem::path name = path.stem();
  name += "-" + std::to_string(page + 1);
  name += path.extension();
  return path.parent_path() / name;
}

}  // namespace

std::vector<std::filesystem::path> exportScore(const engraving::Layout& layout, const ScoreExport& how) {
  const QString suffix = toQt(how.target.extension()).toLower();
  if (suffix == QLatin1String(".pdf")) {
    writePdf(layout, how.target);
    return {how.target};
  }
  const bool svg = suffix == QLatin1String(".svg");
  if (!svg && suffix != QLatin1String(".png"))
    throw Error(ErrorCode::UnknownFormat, {how.target.string(), suffix.toStdString()});
  std::vector<std::filesystem::path> written;
  for (std::size_t page = 0; page < layout.pages().size(); ++page) {
    written.push_back(numbered(how.target, page, layout.pages().size()));
    svg ? writeSvg(layout, page, written.back()) : writePng(layout, page, how, written.back());
  }
  return written;
}

void printScore(const engraving::Layout& layout, QPrinter& printer) {
  printer.setFullPage(true);
  QPainter painter(&printer);
  const QRectF paper = printer.paperRect(QPrinter::DevicePixel);
  const double unit = std::min(paper.width() / layout.pageWidth(), paper.height() / layout.pageHeight());
  for (std::size_t page = 0; page < layout.pages().size(); ++page) {
    if (page > 0) printer.newPage();
    paint(painter, layout, page, unit);
  }
}

}  // namespace partimento::ui::score
