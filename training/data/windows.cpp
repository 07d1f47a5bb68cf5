#include "training/data/windows.h"

#include <algorithm>

namespace partimento::training {

namespace {

/// Lengths within one of these steps count as alike.
constexpr std::int64_t kAlike = 16;

template <typename T>
void shuffle(std::vector<T>& items, Random& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
}

/// The last place in (from, to] where a window may end: before a token that begins something.
std::int64_t cutBefore(const Stream& stream, std::int64_t from, std::int64_t to) {
  std::int64_t cut = to;
  while (cut > from + 1 && !stream.whole[static_cast<std::size_t>(cut)]) --cut;
  return stream.whole[static_cast<std::size_t>(cut)] ? cut : to;
}

void cutStream(const std::vector<Stream>& streams, std::size_t index, std::int64_t length, Random& random,
               std::vector<Window>& windows) {
  const Stream& stream = streams[index];
  const std::int64_t predicted = stream.predicted();
  std::int64_t begin = 0;
  std::int64_t end = predicted;
  // A whole stream stays whole; a longer one is cut at a drawn phase.
  if (predicted > length) {
    const auto phase = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(length)));
    end = cutBefore(stream, 0, 1 + phase);
  }
  while (begin < predicted) {
    windows.push_back({index, begin, end});
    begin = end;
    end = begin + length >= predicted ? predicted : cutBefore(stream, begin, begin + length);
  }
}

}  // namespace

std::vector<Group> drawGroups(const std::vector<Stream>& streams, std::int64_t length, std::size_t batch,
                              Random& random) {
  std::vector<Window> windows;
  for (std::size_t i = 0; i < streams.size(); ++i) cutStream(streams, i, length, random, windows);
  shuffle(windows, random);
  std::stable_sort(windows.begin(), windows.end(), [](const Window& a, const Window& b) {
    return a.length() / kAlike < b.length() / kAlike;
  });
  std::vector<Group> groups;
  for (std::size_t at = 0; at < windows.size(); at += batch) {
    const std::size_t end = std::min(windows.size(), at + batch);
    groups.emplace_back(windows.begin() + static_cast<std::ptrdiff_t>(at),
                        windows.begin() + static_cast<std::ptrdiff_t>(end));
  }
  shuffle(groups, random);
  return groups;
}

std::vector<Group> wholeGroups(const std::vector<Stream>& streams, std::int64_t tokens) {
  std::vector<Window> windows;
  for (std::size_t i = 0; i < streams.size(); ++i) {
    if (streams[i].predicted() > 0) windows.push_back({i, 0, streams[i].predicted()});
  }
  std::stable_sort(windows.begin(), windows.end(),
                   [](const Window& a, const Window& b) { return a.length() < b.length(); });
  std::vector<Group> groups;
  for (const Window& window : windows) {
    const bool fits = !groups.empty() &&
                      window.length() * (std::ssize(groups.back()) + 1) <= tokens;  // padded to the longest
    if (!fits) groups.emplace_back();
    groups.back().push_back(window);
  }
  return groups;
}

Batch Batch::to(const torch::Device& device) const {
  Batch moved = *this;
  moved.tokens = tokens.to(device);
  if (context.defined()) moved.context = context.to(device);
  moved.targets = targets.to(device);
  moved.said = said.to(device);
  return moved;
}

Batch makeBatch(const std::vector<Stream>& streams, const Group& group) {
  std::int64_t time = 1;
  bool hasContext = false;
  for (const Window& window : group) {
    time = std::max(time, window.length());
    hasContext = hasContext || !streams[window.stream].context.empty();
  }
  const std::int64_t rows = std::ssize(group);
  Batch batch;
  batch.tokens = torch::zeros({rows, time}, torch::kInt64);
  batch.targets = torch::full({rows, time}, -1, torch::kInt64);
  batch.said = torch::zeros({rows, time}, torch::kInt64);
  if (hasContext) batch.context = torch::zeros({rows, time, models::kContextColumns}, torch::kInt64);
  auto* tokens = batch.tokens.data_ptr<std::int64_t>();
  auto* targets = batch.targets.data_ptr<std::int64_t>();
  auto* said = batch.said.data_ptr<std::int64_t>();
  auto* context = hasContext ? batch.context.data_ptr<std::int64_t>() : nullptr;
  for (std::int64_t row = 0; row < rows; ++row) {
    const Window& window = group[static_cast<std::size_t>(row)];
    const Stream& stream = streams[window.stream];
    for (std::int64_t at = window.begin; at < window.end; ++at) {
      const std::int64_t cell = row * time + at - window.begin;
      const auto index = static_cast<std::size_t>(at);
      tokens[cell] = stream.tokens[index];
      targets[cell] = stream.tokens[index + 1];
      said[cell] = static_cast<std::int64_t>(stream.said[index + 1]);
      if (!stream.context.empty())
        std::copy(stream.context[index].begin(), stream.context[index].end(),
                  context + cell * models::kContextColumns);
    }
    batch.predicted += window.length();
  }
  return batch;
}

}  // namespace partimento::training
