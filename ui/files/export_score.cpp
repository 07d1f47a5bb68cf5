// The part of FileDesk that puts the score on paper.

#include <QFileInfo>
#include <QPrintPreviewDialog>
#include <QPrinter>

#include "core/musicxml/music_file.h"
#include "core/notation/notate.h"
#include "ui/files/file_desk.h"
#include "ui/score_view/score_export.h"
#include "ui/score_view/score_options.h"

namespace partimento::ui {
namespace {

engraving::LayoutPtr pagesOf(const ScorePtr& score, notation::ChordChoice chords) {
  return engraving::Layout::make(notation::notate(score, {.chords = chords}), {});
}

}  // namespace

void FileDesk::exportScoreWithDialog() {
  chooseTarget(tr("Export score"), QStringLiteral("pdf"),
               {tr("PDF documents (*.pdf)"), tr("SVG drawings (*.svg)"), tr("PNG pictures (*.png)"),
                tr("MusicXML scores (*.musicxml *.mxl)")},
               [this](const QString& path) { exportScore(path); });
}

void FileDesk::exportScore(const QString& path) {
  if (musicxml::hasMusicXmlSuffix(std::filesystem::path(path.toStdU16String()))) {
    exportMusicXml(path);
    return;
  }
  m_worker.post([this, path, score = m_session.score(),
                 chords = score::chordChoice(m_session.preferences())](std::stop_token) {
    try {
      const auto files =
          score::exportScore(*pagesOf(score, chords), {std::filesystem::path(path.toStdU16String())});
      const auto count = static_cast<int>(files.size());
      const QString first = QFileInfo(QString::fromStdU16String(files.front().u16string())).fileName();
      callLater(this, [this, first, count] {
        Q_EMIT notice(count == 1 ? tr("Exported to “%1”.").arg(first)
                                 : tr("Exported %n page(s), the first to “%1”.", nullptr, count).arg(first));
      });
    } catch (...) {
      callLater(this, [this, message = currentErrorMessage()] { Q_EMIT failed(message); });
    }
  });
}

void FileDesk::printScore() {
  auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
  printer->setPageSize(QPageSize(QPageSize::A4));
  auto* preview = new QPrintPreviewDialog(printer.get(), m_window);
  preview->setAttribute(Qt::WA_DeleteOnClose);
  preview->setWindowTitle(tr("Print the score"));
  const engraving::LayoutPtr layout = pagesOf(m_session.score(), score::chordChoice(m_session.preferences()));
  // The printer lives as long as the dialog that shows it.
  connect(preview, &QPrintPreviewDialog::paintRequested, preview,
          [printer, layout](QPrinter* target) { score::printScore(*layout, *target); });
  preview->open();
}

}  // namespace partimento::ui
