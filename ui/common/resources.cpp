#include "ui/common/resources.h"

#include <QtGlobal>

// The macro declares a function of the global namespace and must be used there.
static void initLinkedResources() {
  Q_INIT_RESOURCE(partimento);
}

namespace partimento::ui {

void initResources() {
  initLinkedResources();
}

}  // namespace partimento::ui
