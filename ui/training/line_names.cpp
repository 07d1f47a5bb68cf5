#include "ui/training/line_names.h"

#include <QFontMetrics>
#include <algorithm>
#include <numeric>

#include "ui/training/qcustomplot_header.h"

namespace partimento::ui {

std::vector<double> movedApart(std::vector<double> wanted, double least) {
  std::vector<std::size_t> order(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  // Neighbours that are too near become a block around the mean of what they wanted.
  struct Block {
    double middle;
    std::size_t count;
  };
  std::vector<Block> blocks;
  for (const std::size_t index : order) {
    blocks.push_back({wanted[index], 1});
    while (blocks.size() > 1) {
      Block& last = blocks.back();
      Block& before = blocks[blocks.size() - 2];
      const double room = least * static_cast<double>(last.count + before.count) / 2;
      if (last.middle - before.middle >= room) break;
      const auto weight = static_cast<double>(before.count);
      const auto more = static_cast<double>(last.count);
      before = {(before.middle * weight + last.middle * more) / (weight + more), before.count + last.count};
      blocks.pop_back();
    }
  }
  std::size_t at = 0;
  for (const Block& block : blocks) {
    const double top = block.middle - least * static_cast<double>(block.count - 1) / 2;
    for (std::size_t i = 0; i < block.count; ++i) wanted[order[at++]] = top + least * static_cast<double>(i);
  }
  return wanted;
}

namespace {

constexpr double kColumn = 60;

void spreadColumn(const std::vector<QCPItemText*>& items) {
  std::vector<double> heights;
  for (const QCPItemText* item : items) heights.push_back(item->position->pixelPosition().y());
  heights = movedApart(std::move(heights), QFontMetrics(items.front()->font()).height());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const double left = items[i]->position->pixelPosition().x();
    items[i]->position->setPixelPosition({left, heights[i]});
  }
}

}  // namespace

void LineNames::spread() {
  std::vector<QCPItemText*> items;
  for (const auto& [item, end] : m_ends) {
    if (!item->visible()) continue;
    item->position->setCoords(end);
    items.push_back(item);
  }
  const auto left = [](const QCPItemText* item) { return item->position->pixelPosition().x(); };
  std::stable_sort(items.begin(), items.end(), [&](auto* a, auto* b) { return left(a) < left(b); });
  // Only names of one column are in each other's way.
  for (auto begin = items.begin(); begin != items.end();) {
    const double first = left(*begin);
    const auto end =
        std::find_if(begin, items.end(), [&](auto* item) { return left(item) > first + kColumn; });
    spreadColumn({begin, end});
    begin = end;
  }
}

}  // namespace partimento::ui
