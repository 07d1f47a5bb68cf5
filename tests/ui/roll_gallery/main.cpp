// Writes pictures of the piano roll into a folder (the argument): for looking at them, not for comparing.

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFont>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QSpinBox>

#include "tests/ui/support/roll_scenes.h"
#include "ui/common/theme.h"

using namespace partimento;

namespace {

constexpr QSize kSize(1200, 640);

void save(QWidget& widget, double scale, const QDir& folder, const QString& name) {
  test::picture(widget, scale).save(folder.filePath(name + QStringLiteral(".png")));
}

std::unique_ptr<QWidget> controls() {
  auto page = std::make_unique<QWidget>();
  page->setAttribute(Qt::WA_DontShowOnScreen);
  auto* form = new QFormLayout(page.get());
  auto* buttons = new QHBoxLayout;
  auto* primary = new QPushButton(QStringLiteral("Generate"));
  primary->setProperty("role", QStringLiteral("primary"));
  auto* checked = new QPushButton(QStringLiteral("Solo"));
  checked->setCheckable(true);
  checked->setChecked(true);
  auto* disabled = new QPushButton(QStringLiteral("Remix"));
  disabled->setEnabled(false);
  for (QPushButton* button : {primary, new QPushButton(QStringLiteral("Accept")), checked, disabled})
    buttons->addWidget(button);
  form->addRow(QStringLiteral("Buttons"), buttons);
  auto* combo = new QComboBox;
  combo->addItems({QStringLiteral("Beam with chance"), QStringLiteral("Sampling")});
  form->addRow(QStringLiteral("Search"), combo);
  auto* spin = new QSpinBox;
  spin->setSuffix(QStringLiteral(" bars"));
  spin->setValue(8);
  form->addRow(QStringLiteral("Length"), spin);
  form->addRow(QStringLiteral("Notes"), new QLineEdit(QStringLiteral("C4 D4 E4/8")));
  auto* slider = new QSlider(Qt::Horizontal);
  slider->setValue(40);
  form->addRow(QStringLiteral("Temperature"), slider);
  auto* off = new QSlider(Qt::Horizontal);
  off->setValue(60);
  off->setEnabled(false);
  form->addRow(QStringLiteral("Off"), off);
  auto* checks = new QHBoxLayout;
  for (bool on : {false, true}) {
    auto* check = new QCheckBox(QStringLiteral("Same random seed"));
    check->setChecked(on);
    checks->addWidget(check);
    auto* radio = new QRadioButton(QStringLiteral("Notes"));
    radio->setChecked(on);
    checks->addWidget(radio);
  }
  form->addRow(QStringLiteral("Choices"), checks);
  page->resize(640, 320);
  page->show();
  return page;
}

void writeTheme(ui::ThemeChoice choice, const QString& name, const QDir& folder) {
  ui::Theme::apply(*qApp, choice);
  const auto busy = test::busyRoll(kSize);
  save(*busy, 1.0, folder, name);
  save(*busy, 2.0, folder, name + QStringLiteral("-200"));
  save(*busy, 1.25, folder, name + QStringLiteral("-125"));
  const auto empty = test::makeRoll(Score::empty(), kSize);
  save(*empty, 1.0, folder, name + QStringLiteral("-empty"));
  const auto dense = test::makeRoll(test::denseScore(3000, 600), kSize);
  dense->zoomToFit();
  save(*dense, 1.0, folder, name + QStringLiteral("-dense"));
  const auto page = controls();
  save(*page, 2.0, folder, name + QStringLiteral("-controls"));
  const auto folded = test::busyRoll(kSize);
  folded->setFold(ui::roll::Fold::Scale);
  folded->setNoteNaming(NoteNaming::Solfege);
  folded->setHorizontalZoom(120);
  folded->setVerticalZoom(24);
  save(*folded, 1.0, folder, name + QStringLiteral("-folded"));
}

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  QFont font(QStringLiteral("DejaVu Sans"));
  font.setPixelSize(13);
  QApplication::setFont(font);
  const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
  writeTheme(ui::ThemeChoice::Dark, QStringLiteral("dark"), folder);
  writeTheme(ui::ThemeChoice::Light, QStringLiteral("light"), folder);
  writeTheme(ui::ThemeChoice::HighContrast, QStringLiteral("contrast"), folder);
  return 0;
}
