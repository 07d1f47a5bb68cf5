#include "ui/settings/settings_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/common/labels.h"
#include "ui/common/theme.h"

namespace partimento::ui {
namespace {

QComboBox* choice(const QString& name, const QString& tooltip, QWidget* parent) {
  auto* box = new QComboBox(parent);
  box->setAccessibleName(name);
  box->setToolTip(tooltip);
  box->setMinimumHeight(space::kControlHeight);
  box->setMinimumWidth(220);
  return box;
}

}  // namespace

SettingsDialog::SettingsDialog(Preferences& preferences, playback::SoundControl& sound, QWidget* parent)
    : QDialog(parent), m_preferences(preferences), m_sound(sound) {
  setWindowTitle(tr("Settings"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid, 2 * space::kGrid);
  column->setSpacing(space::kPanel);
  column->addWidget(titleLabel(tr("Look and language"), this));
  column->addWidget(buildLook());
  column->addWidget(titleLabel(tr("Piano roll"), this));
  column->addWidget(buildRoll());
  column->addWidget(titleLabel(tr("Sound"), this));
  column->addWidget(buildSound());
  auto* buttons = new QDialogButtonBox(this);
  buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setToolTip(tr("Close this window"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  column->addWidget(buttons);
}

QWidget* SettingsDialog::buildLook() {
  auto* box = new QWidget(this);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->setSpacing(space::kGrid);
  QComboBox* theme = choice(tr("Theme"), tr("Colours of the window"), box);
  theme->addItems({tr("As the system"), tr("Light"), tr("Dark"), tr("High contrast")});
  theme->setCurrentIndex(static_cast<int>(m_preferences.theme()));
  connect(theme, &QComboBox::activated, this,
          [this](int index) { m_preferences.setTheme(static_cast<ThemeChoice>(index)); });
  QComboBox* naming = choice(tr("Note names"), tr("How notes are called everywhere"), box);
  naming->addItems({tr("C D E (English)"), tr("Do Re Mi"), tr("C D E with H (German)")});
  naming->setCurrentIndex(static_cast<int>(m_preferences.noteNaming()));
  connect(naming, &QComboBox::activated, this,
          [this](int index) { m_preferences.setNoteNaming(static_cast<NoteNaming>(index)); });
  QComboBox* language = choice(tr("Language"), tr("Takes effect when Partimento starts again"), box);
  language->addItem(tr("As the system"), QString());
  language->addItem(QStringLiteral("English"), QStringLiteral("en"));
  language->addItem(QStringLiteral("Español"), QStringLiteral("es"));
  language->setCurrentIndex(std::max(0, language->findData(m_preferences.language())));
  connect(language, &QComboBox::activated, this,
          [this, language] { m_preferences.setLanguage(language->currentData().toString()); });
  form->addRow(tr("&Theme"), theme);
  if (const auto shown = m_preferences.themeOverride()) {
    QLabel* note =
        secondLabel(tr("This run was started with --theme and shows “%1”. A choice here takes its place.")
                        .arg(theme->itemText(static_cast<int>(*shown))),
                    box);
    form->addRow(QString(), note);
    connect(&m_preferences, &Preferences::themeChanged, note, &QLabel::hide);
  }
  form->addRow(tr("&Note names"), naming);
  form->addRow(tr("&Language"), language);
  form->addRow(QString(), secondLabel(tr("The language changes when Partimento starts again."), box));
  if (const auto shown = m_preferences.languageOverride()) {
    const int known = language->findData(*shown);
    form->addRow(
        QString(),
        secondLabel(tr("This run was started with --language and speaks “%1”. The choice here counts "
                       "when it is left out.")
                        .arg(known < 0 ? *shown : language->itemText(known)),
                    box));
  }
  return box;
}

QWidget* SettingsDialog::buildRoll() {
  auto* box = new QWidget(this);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->setSpacing(space::kGrid);
  QComboBox* right =
      choice(tr("Right mouse button"), tr("What the right mouse button does on the roll"), box);
  right->addItems({tr("Erases while dragged"), tr("Opens the menu")});
  right->setCurrentIndex(static_cast<int>(m_preferences.rightDrag()));
  connect(right, &QComboBox::activated, this,
          [this](int index) { m_preferences.setRightDrag(static_cast<RightDrag>(index)); });
  form->addRow(tr("&Right mouse button"), right);
  return box;
}

QWidget* SettingsDialog::buildSound() {
  auto* box = new QWidget(this);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->setSpacing(space::kGrid);
  QComboBox* driver = choice(tr("Audio driver"), tr("How the sound reaches your loudspeakers"), box);
  driver->addItem(tr("The first that works"), QString());
  for (const std::string& name : m_sound.drivers())
    driver->addItem(QString::fromStdString(name), QString::fromStdString(name));
  driver->setCurrentIndex(std::max(0, driver->findData(m_preferences.audioDriver())));
  connect(driver, &QComboBox::activated, this,
          [this, driver] { m_preferences.setAudioDriver(driver->currentData().toString()); });
  m_soundFont = new QLabel(box);
  m_soundFont->setTextFormat(Qt::PlainText);
  auto* other = new QPushButton(tr("Choose…"), box);
  other->setAccessibleName(tr("Choose a SoundFont"));
  other->setToolTip(tr("A .sf2 or .sf3 file: the instruments that are heard"));
  auto* usual = new QPushButton(tr("Default"), box);
  usual->setAccessibleName(tr("Default SoundFont"));
  usual->setToolTip(tr("Use the SoundFont that is installed with the system"));
  auto* row = new QHBoxLayout;
  row->addWidget(m_soundFont, 1);
  row->addWidget(other);
  row->addWidget(usual);
  connect(other, &QPushButton::clicked, this, &SettingsDialog::chooseSoundFont);
  connect(usual, &QPushButton::clicked, this, [this] { m_preferences.setSoundFont(QString()); });
  auto* test = new QPushButton(tr("Test tone"), box);
  test->setAccessibleName(test->text());
  test->setToolTip(tr("A soft tone of one second"));
  connect(test, &QPushButton::clicked, this, [this] { m_sound.testTone(); });
  for (QPushButton* button : {other, usual, test}) button->setAutoDefault(false);
  form->addRow(tr("Audio &driver"), driver);
  form->addRow(tr("SoundFont"), row);
  form->addRow(QString(), test);
  connect(&m_preferences, &Preferences::soundChanged, this, &SettingsDialog::showSoundFont);
  showSoundFont();
  return box;
}

void SettingsDialog::chooseSoundFont() {
  auto* dialog = new QFileDialog(this, tr("Choose a SoundFont"), QStringLiteral("/usr/share/sounds/sf2"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(tr("SoundFonts (*.sf2 *.sf3)"));
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& path) { m_preferences.setSoundFont(path); });
  dialog->open();
}

void SettingsDialog::showSoundFont() {
  const QString chosen = m_preferences.soundFont();
  const QString present = QString::fromStdU16String(m_sound.state().soundFont.u16string());
  m_soundFont->setText(chosen.isEmpty() ? tr("Default (%1)").arg(QFileInfo(present).fileName())
                                        : QFileInfo(chosen).fileName());
  m_soundFont->setToolTip(chosen.isEmpty() ? present : chosen);
}

}  // namespace partimento::ui
