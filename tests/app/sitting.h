#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/ui/main_window/window_fixture.h"

namespace partimento::test {

/// The engine that was built, with the styles of the sources. Throws EngineMissing.
std::shared_ptr<Engine> realEngine();

/// One sitting at the window, in a folder of its own.
struct Sitting {
  /// `engine`: "real", or anything else for the one written by hand.
  Sitting(const std::filesystem::path& folder, const std::string& engine);

  ui::Preferences preferences;
  playback::Player player;
  FakeSound sound;
  ui::MainWindow window;
};

/// An empty piece with six notes drawn by the mouse.
void drawSeed(ui::MainWindow& window);

}  // namespace partimento::test
