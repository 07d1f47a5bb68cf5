#pragma once

#include <QHash>
#include <QPixmap>
#include <QRect>
#include <span>

#include "ui/score_view/page_geometry.h"
#include "ui/score_view/score_scene.h"

namespace partimento::ui::score {

/// The engraved pages as small pictures in device pixels, painted when first seen: a frame of scrolling
/// copies them. GUI thread only.
class TileCache {
 public:
  static constexpr int kTile = 256;

  struct Look {
    const ScoreScene& scene;
    const ScoreInk& ink;
    int space = 8;
  };

  /// The tile in this column and row of the page.
  const QPixmap& tile(const Look& look, std::size_t page, int column, int row);
  bool holds(std::size_t page, int column, int row) const;
  void clear() { m_tiles.clear(); }
  /// Paints anew only what `after` shows otherwise than `before`, and the lines of notes that are marked
  /// otherwise. Both lie on pages of one size.
  void keepCommon(const engraving::Layout& before, const engraving::Layout& after,
                  std::span<const NoteId> remarked, int space);

 private:
  struct Key {
    std::size_t page;
    int column;
    int row;
    bool operator==(const Key&) const = default;
    friend size_t qHash(const Key& key, size_t seed) {
      return qHashMulti(seed, key.page, key.column, key.row);
    }
  };
  struct Tile {
    QPixmap picture;
    QRect stale;  // to be painted anew before it is shown
  };
  static void paintTile(QPixmap& picture, const Look& look, const Key& key, const QRect& area);
  void makeRoom(std::size_t page);

  QHash<Key, Tile> m_tiles;
};

/// Marks behind the notes that say who wrote them and which rule gave way: part of the page.
void paintNoteMarks(QPainter& painter, const TileCache::Look& look, std::size_t page, QPointF origin,
                    const engraving::Box& clip);

}  // namespace partimento::ui::score
