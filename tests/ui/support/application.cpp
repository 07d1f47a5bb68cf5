// Gives every interface test an application on the offscreen platform with one font, so that pictures and
// sizes are the same on every machine.

#include <QApplication>
#include <QFontDatabase>
#include <QStyleFactory>
#include <memory>

#include <gtest/gtest.h>

namespace partimento::test {
namespace {

class Application : public ::testing::Environment {
 public:
  void SetUp() override {
    if (qApp) return;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_SCALE_FACTOR", "1");
    m_application = std::make_unique<QApplication>(m_argc, m_argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(13);
    QApplication::setFont(font);
  }
  void TearDown() override { m_application.reset(); }

 private:
  int m_argc = 1;
  char m_name[5] = "test";
  char* m_argv[2] = {m_name, nullptr};
  std::unique_ptr<QApplication> m_application;
};

[[maybe_unused]] const auto* const kApplication = ::testing::AddGlobalTestEnvironment(new Application);

}  // namespace
}  // namespace partimento::test
