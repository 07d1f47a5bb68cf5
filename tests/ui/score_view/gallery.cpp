// score_gallery OUT.png [pixels for a staff space [dark]]: every typical case of engraving, for the eye.
// score_gallery OUT.png SCALE light|dark FILE.mid [first page [line]]: a page of a MIDI file.

#include <QGuiApplication>
#include <QPainter>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "core/formats/midi.h"
#include "core/notation/notate.h"
#include "tests/ui/score_view/score_gallery.h"
#include "ui/score_view/drawing_painter.h"

namespace {

using namespace partimento;

QImage pageOf(const char* file, double scale, const ui::score::ScoreInk& ink, std::size_t page, bool line) {
  const ScorePtr score = formats::readMidiFile(file).score;
  engraving::LayoutSettings settings;
  if (line) settings.form = engraving::LayoutSettings::Form::Line;
  const engraving::LayoutPtr layout = engraving::Layout::make(notation::notate(score), settings);
  page = std::min(page, layout->pages().size() - 1);
  const double width = std::min(layout->pageWidth(), 400.0);
  QImage image(static_cast<int>(width * scale), static_cast<int>(layout->pageHeight() * scale),
               QImage::Format_RGB32);
  image.fill(ink.paper);
  QPainter painter(&image);
  const ui::score::NoteMarks marks(*score);
  ui::score::DrawingPainter drawing(painter, ink, &marks);
  drawing.setTarget({QPointF(), scale, ui::score::DrawingPainter::Edges::Pixels});
  paintPage(drawing, *layout, page, QPointF(), {0, 0, width, layout->pageHeight()});
  return image;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QGuiApplication app(argc, argv);
  if (argc < 2) {
    std::fprintf(stderr,
                 "score_gallery OUT.png [pixels for a staff space [light|dark [FILE.mid [page [line]]]]]\n");
    return 2;
  }
  const double scale = argc > 2 ? std::atof(argv[2]) : 10;
  const bool dark = argc > 3 && std::strcmp(argv[3], "dark") == 0;
  const auto ink =
      ui::score::ScoreInk::of(dark ? ui::score::Paper::Dark : ui::score::Paper::Light, ui::Theme::light());
  const auto page = static_cast<std::size_t>(argc > 5 ? std::atoi(argv[5]) : 0);
  const QImage image =
      argc > 4 ? pageOf(argv[4], scale, ink, page, argc > 6) : test::scoreGallery(scale, ink);
  return image.save(QString::fromLocal8Bit(argv[1])) ? 0 : 1;
}
