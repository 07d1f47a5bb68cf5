#include "ui/score_view/accessible_score.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QCoreApplication>
#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "ui/score_view/score_canvas.h"
#include "ui/score_view/staff_commands.h"

namespace partimento::ui::score {
namespace {

using notation::EventKind;

/// A note, or a rest.
struct Item {
  RestPlace place;  // the event
  NoteId note = 0;  // 0: the rest itself
  std::size_t head = 0;
};

/// What is written in a bar, in order of time, then from the top down.
std::vector<Item> itemsOf(const notation::Notation& notation, std::size_t bar) {
  std::vector<std::pair<notation::Fraction, Item>> items;
  for (std::size_t part = 0; part < notation.parts().size(); ++part) {
    for (std::size_t staff = 0; staff < notation.parts()[part].staves.size(); ++staff) {
      const notation::StaffBar& here = notation.staffBar(part, staff, bar);
      for (std::size_t v = 0; v < here.voices.size(); ++v) {
        for (std::size_t e = 0; e < here.voices[v].events.size(); ++e) {
          const notation::Event& event = here.voices[v].events[e];
          const RestPlace place{part, staff, bar, v, e};
          if (event.kind == EventKind::Rest) items.push_back({event.at, {place}});
          for (std::size_t head = event.notes.size(); head-- > 0;)
            items.push_back({event.at, {place, event.notes[head].ref.id, head}});
        }
      }
    }
  }
  std::stable_sort(items.begin(), items.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Item> sorted;
  for (const auto& [at, item] : items) sorted.push_back(item);
  return sorted;
}

/// A bar or a note: what both have in common.
class AccessiblePlace : public QAccessibleInterface {
 public:
  explicit AccessiblePlace(ScoreCanvas& canvas) : m_canvas(&canvas) {}

  bool isValid() const override { return m_canvas != nullptr; }
  QObject* object() const override { return nullptr; }
  QWindow* window() const override { return isValid() ? m_canvas->window()->windowHandle() : nullptr; }
  void setText(QAccessible::Text, const QString&) override {}
  QAccessibleInterface* childAt(int x, int y) const override {
    for (int i = 0; i < childCount(); ++i) {
      if (child(i)->rect().contains(x, y)) return child(i);
    }
    return nullptr;
  }

 protected:
  ScoreCanvas* m_canvas;
  const ScoreScene& scene() const { return m_canvas->state().scene(); }
  const notation::Notation& notation() const { return *scene().layout->notation(); }
  QRect onScreen(const HeadPlace& place) const {
    const QRect inWidget = m_canvas->placeOf(place);
    return {m_canvas->mapToGlobal(inWidget.topLeft()), inWidget.size()};
  }
};

class AccessibleNote : public AccessiblePlace, public QAccessibleActionInterface {
 public:
  AccessibleNote(ScoreCanvas& canvas, QAccessibleInterface& bar, Item item)
      : AccessiblePlace(canvas), m_bar(bar), m_item(item) {}

  const Item& item() const { return m_item; }
  QAccessibleInterface* parent() const override { return &m_bar; }
  QAccessibleInterface* child(int) const override { return nullptr; }
  int childCount() const override { return 0; }
  int indexOfChild(const QAccessibleInterface*) const override { return -1; }
  QAccessible::Role role() const override { return QAccessible::ListItem; }

  QString text(QAccessible::Text kind) const override {
    if (kind != QAccessible::Name || !isValid()) return {};
    const RestPlace& place = m_item.place;
    const notation::Event& event = eventOf(notation(), place);
    const notation::StaffBar& bar = notation().staffBar(place.part, place.staff, place.bar);
    QStringList words{spokenBeat(notation(), place.bar, event.at)};
    if (event.kind == EventKind::Rest) {
      words << QCoreApplication::translate("ScoreView", "rest");
    } else {
      words << spokenPitch(event.notes.at(m_item.head).pitch, scene().naming);
    }
    words << (event.wholeBar ? QCoreApplication::translate("ScoreView", "whole bar")
                             : spokenValue(event.value));
    if (event.kind != EventKind::Rest && event.notes.at(m_item.head).tieStop)
      words << QCoreApplication::translate("ScoreView", "tied");
    const QString voice = spokenVoice(bar, place.voice);
    if (!voice.isEmpty()) words << voice;
    return words.join(QStringLiteral(", "));
  }

  QRect rect() const override {
    if (!isValid()) return {};
    HeadPlace place = placeOf(*scene().layout, m_item.place);
    if (m_item.note != 0) {
      for (const HeadPlace& head : headsOf(*scene().layout, {m_item.note})) {
        if (head.page == place.page && head.box.overlaps(place.box.grown(0.1))) place = head;
      }
    }
    return onScreen(place);
  }

  bool selected() const {
    return m_item.note != 0 ? scene().selection.contains(m_item.note) : scene().rest == m_item.place;
  }
  QAccessible::State state() const override {
    QAccessible::State state;
    if (!isValid()) {
      state.invalid = true;
      return state;
    }
    state.selectable = true;
    state.focusable = true;
    state.selected = selected();
    state.focused = state.selected && m_canvas->hasFocus();
    return state;
  }

  void* interface_cast(QAccessible::InterfaceType type) override {
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
  }
  QStringList actionNames() const override { return {setFocusAction(), pressAction()}; }
  QStringList keyBindingsForAction(const QString&) const override { return {}; }
  void doAction(const QString& name) override {
    // While the pages lag this is about to be forgotten.
    if (!isValid() || m_canvas->state().lags() || !actionNames().contains(name)) return;
    m_canvas->setFocus(Qt::OtherFocusReason);
    if (m_item.note == 0) return commands::selectRest(m_canvas->state(), m_item.place);
    commands::clickNote(m_canvas->state(), m_item.note, Qt::NoModifier);
  }

 private:
  QAccessibleInterface& m_bar;
  Item m_item;
};

class AccessibleBar : public AccessiblePlace {
 public:
  AccessibleBar(ScoreCanvas& canvas, std::size_t bar) : AccessiblePlace(canvas), m_index(bar) {
    for (const Item& item : itemsOf(notation(), bar)) {
      m_notes.push_back(new AccessibleNote(canvas, *this, item));
      m_ids.push_back(QAccessible::registerAccessibleInterface(m_notes.back()));
    }
  }
  ~AccessibleBar() override {
    for (const QAccessible::Id id : m_ids) QAccessible::deleteAccessibleInterface(id);
  }

  const std::vector<AccessibleNote*>& notes() const { return m_notes; }
  QAccessibleInterface* parent() const override {
    return isValid() ? QAccessible::queryAccessibleInterface(m_canvas) : nullptr;
  }
  QAccessibleInterface* child(int index) const override {
    return index >= 0 && index < childCount() ? m_notes[static_cast<std::size_t>(index)] : nullptr;
  }
  int childCount() const override { return static_cast<int>(m_notes.size()); }
  int indexOfChild(const QAccessibleInterface* child) const override {
    const auto found = std::find(m_notes.begin(), m_notes.end(), child);
    return found == m_notes.end() ? -1 : static_cast<int>(found - m_notes.begin());
  }
  QAccessible::Role role() const override { return QAccessible::Grouping; }
  QString text(QAccessible::Text kind) const override {
    if (kind != QAccessible::Name || !isValid()) return {};
    return QCoreApplication::translate("ScoreView", "bar %1").arg(notation().bars().at(m_index).number);
  }
  QRect rect() const override {
    if (!isValid()) return {};
    const engraving::Layout& layout = *scene().layout;
    const engraving::PlacedSystem& placed = layout.systems()[layout.systemOf(m_index)];
    const engraving::SystemBar& bar = placed.system->bars.at(m_index - placed.firstBar);
    engraving::Box box{bar.left, placed.system->staves.front().y - 2, bar.right,
                       placed.system->staves.back().y + 2};
    return onScreen({0, placed.page, box.moved(placed.at)});
  }
  QAccessible::State state() const override { return {}; }

 private:
  std::size_t m_index;
  std::vector<AccessibleNote*> m_notes;  // owned by Qt's cache, by their ids
  std::vector<QAccessible::Id> m_ids;
};

class AccessibleCanvas : public QAccessibleWidget {
 public:
  explicit AccessibleCanvas(ScoreCanvas* canvas)
      : QAccessibleWidget(canvas, QAccessible::List), m_canvas(*canvas) {
    // Bars and notes of an earlier layout must not be asked any more.
    m_pages = QObject::connect(&canvas->state(), &ScoreState::changed, canvas, [this](Changes what) {
      if (what & Changes(Change::Pages)) forget();
    });
  }
  ~AccessibleCanvas() override {
    QObject::disconnect(m_pages);
    forget();
  }

  int childCount() const override { return static_cast<int>(layout().notation()->bars().size()); }
  QAccessibleInterface* child(int index) const override {
    if (index < 0 || index >= childCount()) return nullptr;
    return &bar(static_cast<std::size_t>(index));
  }
  int indexOfChild(const QAccessibleInterface* child) const override {
    for (const auto& [index, entry] : m_bars) {
      if (entry.bar == child) return static_cast<int>(index);
    }
    return -1;
  }
  QAccessibleInterface* childAt(int x, int y) const override {
    const PagePoint at = m_canvas.pageAt(m_canvas.mapFromGlobal(QPoint(x, y)));
    const auto spot = layout().musicAt(at.page, at.at);
    return spot ? child(static_cast<int>(spot->bar)) : nullptr;
  }
  QAccessibleInterface* focusChild() const override {
    const ScoreScene& scene = m_canvas.state().scene();
    std::optional<std::size_t> index;
    if (scene.rest) index = scene.rest->bar;
    if (!scene.selection.empty()) {
      for (const Note& note : edits::notesWithIds(*scene.score, scene.track, scene.selection)) {
        const auto places = layout().notation()->find(note.id);
        if (places.empty()) continue;
        index = places.front().bar;
        break;
      }
    }
    if (!index) return nullptr;
    for (AccessibleNote* note : bar(*index).notes()) {
      if (note->selected()) return note;
    }
    return nullptr;
  }

 private:
  struct Entry {
    AccessibleBar* bar = nullptr;  // owned by Qt's cache, by its id
    QAccessible::Id id = 0;
  };

  const engraving::Layout& layout() const { return *m_canvas.state().scene().layout; }
  AccessibleBar& bar(std::size_t index) const {
    Entry& entry = m_bars[index];
    if (!entry.bar) {
      entry.bar = new AccessibleBar(m_canvas, index);
      entry.id = QAccessible::registerAccessibleInterface(entry.bar);
    }
    return *entry.bar;
  }
  void forget() const {
    for (const auto& [index, entry] : m_bars) QAccessible::deleteAccessibleInterface(entry.id);
    m_bars.clear();
  }

  ScoreCanvas& m_canvas;
  QMetaObject::Connection m_pages;
  mutable std::map<std::size_t, Entry> m_bars;
};

QAccessibleInterface* describe(const QString&, QObject* object) {
  auto* canvas = qobject_cast<ScoreCanvas*>(object);
  return canvas ? new AccessibleCanvas(canvas) : nullptr;
}

}  // namespace

void installAccessibleScore() {
  QAccessible::installFactory(describe);
}

void announceFocus(ScoreCanvas& canvas) {
  if (!QAccessible::isActive() || !canvas.hasFocus()) return;
  QAccessibleInterface* described = QAccessible::queryAccessibleInterface(&canvas);
  QAccessibleInterface* focus = described ? described->focusChild() : nullptr;
  if (!focus) return;
  QAccessibleEvent event(focus, QAccessible::Focus);
  QAccessible::updateAccessibility(&event);
}

}  // namespace partimento::ui::score
