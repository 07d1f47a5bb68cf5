#pragma once

#include <QFrame>
#include <functional>

class QHBoxLayout;
class QLabel;

namespace partimento::ui {

struct BannerAction {
  QString text;
  QString tooltip;
  std::function<void()> run;
};

/// One thing a person should know, with what to do about it; stays until closed or withdrawn, never in the
/// way.
class Banner : public QFrame {
  Q_OBJECT

 public:
  enum class Kind { Information, Warning };

  Banner(Kind kind, const QString& text, const std::vector<BannerAction>& actions, QWidget* parent = nullptr);
  void setText(const QString& text);
  QString text() const;

 Q_SIGNALS:
  void closed();

 private:
  QLabel* m_text;
};

/// The banners of a window, one above the other, each known by a key so that it shows once.
class BannerArea : public QWidget {
  Q_OBJECT

 public:
  explicit BannerArea(QWidget* parent = nullptr);

  /// Shows a banner, in the place of the one with the same key.
  void announce(const QString& key, Banner::Kind kind, const QString& text,
                const std::vector<BannerAction>& actions = {});
  void withdraw(const QString& key);
  bool has(const QString& key) const;

 private:
  Banner* find(const QString& key) const;
};

}  // namespace partimento::ui
