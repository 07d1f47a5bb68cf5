#include "ui/main_window/step_names.h"

#include <QCoreApplication>

namespace partimento::ui {
namespace {

class StepNames {
  Q_DECLARE_TR_FUNCTIONS(StepNames)
};

constexpr const char* kNames[] = {
    QT_TRANSLATE_NOOP("StepNames", "Accept take"),     QT_TRANSLATE_NOOP("StepNames", "Type notes"),
    QT_TRANSLATE_NOOP("StepNames", "Play note"),       QT_TRANSLATE_NOOP("StepNames", "Delete notes"),
    QT_TRANSLATE_NOOP("StepNames", "Change tempo"),    QT_TRANSLATE_NOOP("StepNames", "Change metre"),
    QT_TRANSLATE_NOOP("StepNames", "Change key"),      QT_TRANSLATE_NOOP("StepNames", "Change instrument"),
    QT_TRANSLATE_NOOP("StepNames", "Change volume"),   QT_TRANSLATE_NOOP("StepNames", "Mute track"),
    QT_TRANSLATE_NOOP("StepNames", "Solo track"),      QT_TRANSLATE_NOOP("StepNames", "Add note"),
    QT_TRANSLATE_NOOP("StepNames", "Move notes"),      QT_TRANSLATE_NOOP("StepNames", "Resize notes"),
    QT_TRANSLATE_NOOP("StepNames", "Change velocity"), QT_TRANSLATE_NOOP("StepNames", "Duplicate notes"),
    QT_TRANSLATE_NOOP("StepNames", "Copy notes"),      QT_TRANSLATE_NOOP("StepNames", "Cut notes"),
    QT_TRANSLATE_NOOP("StepNames", "Paste"),           QT_TRANSLATE_NOOP("StepNames", "Quantise"),
    QT_TRANSLATE_NOOP("StepNames", "Import MIDI"),     QT_TRANSLATE_NOOP("StepNames", "Record"),
    QT_TRANSLATE_NOOP("StepNames", "Capture"),         QT_TRANSLATE_NOOP("StepNames", "Step entry"),
    QT_TRANSLATE_NOOP("StepNames", "Insert MIDI"),     QT_TRANSLATE_NOOP("StepNames", "Change voice"),
    QT_TRANSLATE_NOOP("StepNames", "Move bar lines"),  QT_TRANSLATE_NOOP("StepNames", "Transpose"),
    QT_TRANSLATE_NOOP("StepNames", "Write rest"),      QT_TRANSLATE_NOOP("StepNames", "Change accidental"),
    QT_TRANSLATE_NOOP("StepNames", "Respell"),
};

}  // namespace

QString stepName(const std::string& identifier) {
  return StepNames::tr(identifier.c_str());
}

}  // namespace partimento::ui
