#include "core/models/relative_attention.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <ATen/Parallel.h>

#include "core/models/random_mask.h"
#include "core/models/row_loops.h"

namespace partimento::models {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Queries that are multiplied at once: enough for a fast product, few enough to skip most of the future.
constexpr std::int64_t kBlock = 128;

Tensor view(float* data, std::int64_t rows, std::int64_t columns, std::int64_t stride) {
  return at::from_blob(data, {rows, columns}, {stride, 1}, torch::kFloat32);
}

Tensor view(const float* data, std::int64_t rows, std::int64_t columns, std::int64_t stride) {
  return view(const_cast<float*>(data), rows, columns, stride);
}

struct Sizes {
  std::int64_t batch, time, width, heads, head, window;
  float scale;

  Sizes(const Tensor& qkv, const Tensor& table, std::int64_t headCount)
      : batch(qkv.size(0)),
        time(qkv.size(1)),
        width(qkv.size(2) / 3),
        heads(headCount),
        head(width / headCount),
        window(table.size(0)),
        scale(1.0F / std::sqrt(static_cast<float>(head))) {}
  std::int64_t longest() const { return std::min(time, window + kBlock - 1); }  // keys of a block
};

/// One block of queries of one head: which keys and which distances it sees.
struct Block {
  std::int64_t begin, end;  // queries
  std::int64_t firstKey;    // keys [firstKey, end)
  std::int64_t distances;   // 0 .. distances - 1: the last rows of the table
  std::int64_t keys() const { return end - firstKey; }
  std::int64_t queries() const { return end - begin; }

  Block(const Sizes& sizes, std::int64_t from)
      : begin(from),
        end(std::min(from + kBlock, sizes.time)),
        firstKey(std::max<std::int64_t>(0, from - sizes.window + 1)),
        distances(std::min(sizes.window, end - firstKey)) {}
};

/// What query `i` of a block sees, as columns of its row of scores and of its row of relative scores.
struct Span {
  std::int64_t firstScore, firstRelative, count;

  Span(const Sizes& sizes, const Block& block, std::int64_t query) {
    const std::int64_t key = std::max<std::int64_t>(block.firstKey, query - sizes.window + 1);
    count = query - key + 1;
    firstScore = key - block.firstKey;
    firstRelative = block.distances - count;
  }
};

/// The operands of one head in one sequence.
struct Head {
  const float* q;
  const float* k;
  const float* v;
  std::int64_t stride;  // between tokens
};

Head headAt(const Sizes& s, const float* qkv, std::int64_t pair) {
  const float* base = qkv + pair / s.heads * s.time * 3 * s.width + pair % s.heads * s.head;
  return {base, base + s.width, base + 2 * s.width, 3 * s.width};
}

/// Scores and relative scores of a block, in buffers of their own.
struct Scores {
  std::vector<float> scores, relative;

  explicit Scores(const Sizes& s)
      : scores(static_cast<std::size_t>(kBlock * s.longest())),
        relative(static_cast<std::size_t>(kBlock * std::min(s.window, s.longest()))) {}

  void make(const Sizes& s, const Head& head, const float* table, const Block& block) {
    const Tensor q = view(head.q + block.begin * head.stride, block.queries(), s.head, head.stride);
    const Tensor k = view(head.k + block.firstKey * head.stride, block.keys(), s.head, head.stride);
    const Tensor e = view(table + (s.window - block.distances) * s.head, block.distances, s.head, s.head);
    Tensor out = view(scores.data(), block.queries(), block.keys(), block.keys());
    at::mm_out(out, q, k.t());
    Tensor relativeOut = view(relative.data(), block.queries(), block.distances, block.distances);
    at::mm_out(relativeOut, q, e.t());
  }
};

void clearOutside(float* row, const Span& span, std::int64_t first, std::int64_t width) {
  std::fill(row, row + first, 0.0F);
  std::fill(row + first + span.count, row + width, 0.0F);
}

void forwardHead(const Sizes& s, const Head& head, const float* table, Scores& work, float* out,
                 float* logSums, std::int64_t pair, const loops::DropoutMask& mask) {
  for (std::int64_t from = 0; from < s.time; from += kBlock) {
    const Block block(s, from);
    work.make(s, head, table, block);
    for (std::int64_t i = block.begin; i < block.end; ++i) {
      const Span span(s, block, i);
      float* row = work.scores.data() + (i - block.begin) * block.keys();
      const float* relative = work.relative.data() + (i - block.begin) * block.distances;
      float* p = row + span.firstScore;
      logSums[i] = loops::softmaxRow(p, relative + span.firstRelative, span.count, s.scale);
      if (mask.rate > 0) loops::dropoutScale(p, p, {pair * s.time + i, 1, span.count}, mask);
      clearOutside(row, span, span.firstScore, block.keys());
    }
    const Tensor v = view(head.v + block.firstKey * head.stride, block.keys(), s.head, head.stride);
    Tensor result = view(out + block.begin * s.width, block.queries(), s.head, s.width);
    at::mm_out(result, view(work.scores.data(), block.queries(), block.keys(), block.keys()), v);
  }
}

/// Where the gradients of one head go.
struct HeadGradients {
  float* q;
  float* k;
  float* v;
  float* table;  // a thread's own sum
  const float* out;
  const float* gradOut;
};

void backwardHead(const Sizes& s, const Head& head, const float* table, Scores& work, Scores& grads,
                  const HeadGradients& g, const float* logSums, std::int64_t pair,
                  const loops::DropoutMask& mask) {
  // From the end: where the last block sees all keys, it writes what the others add to.
  const std::int64_t last = (s.time - 1) / kBlock * kBlock;
  const bool writesAll = Block(s, last).firstKey == 0;
  for (std::int64_t from = last; from >= 0; from -= kBlock) {
    const Block block(s, from);
    const double kept = writesAll && from == last ? 0 : 1;
    work.make(s, head, table, block);
    const std::int64_t keys = block.keys();
    const std::int64_t queries = block.queries();
    const Tensor gradOut = view(g.gradOut + block.begin * s.width, queries, s.head, s.width);
    const Tensor v = view(head.v + block.firstKey * head.stride, keys, s.head, head.stride);
    Tensor dp = view(grads.scores.data(), queries, keys, keys);
    at::mm_out(dp, gradOut, v.t());
    for (std::int64_t i = block.begin; i < block.end; ++i) {
      const Span span(s, block, i);
      float* p = work.scores.data() + (i - block.begin) * keys;
      float* ds = grads.scores.data() + (i - block.begin) * keys;
      const float* relative = work.relative.data() + (i - block.begin) * block.distances;
      float* dr = grads.relative.data() + (i - block.begin) * block.distances;
      loops::softmaxRowAgain(p + span.firstScore, relative + span.firstRelative, span.count, s.scale,
                             logSums[i]);
      const float delta = loops::dot(g.out + i * s.width, g.gradOut + i * s.width, s.head);
      loops::softmaxBackwardRow(
          {p + span.firstScore, ds + span.firstScore, span.count, delta, s.scale, pair * s.time + i}, mask);
      clearOutside(p, span, span.firstScore, keys);
      clearOutside(ds, span, span.firstScore, keys);
      std::copy_n(ds + span.firstScore, span.count, dr + span.firstRelative);
      clearOutside(dr, span, span.firstRelative, block.distances);
    }
    const Tensor dr = view(grads.relative.data(), queries, block.distances, block.distances);
    const Tensor q = view(head.q + block.begin * head.stride, queries, s.head, head.stride);
    const Tensor k = view(head.k + block.firstKey * head.stride, keys, s.head, head.stride);
    const std::int64_t firstRow = (s.window - block.distances) * s.head;
    const Tensor e = view(table + firstRow, block.distances, s.head, s.head);
    Tensor dq = view(g.q + block.begin * head.stride, queries, s.head, head.stride);
    Tensor dk = view(g.k + block.firstKey * head.stride, keys, s.head, head.stride);
    Tensor dv = view(g.v + block.firstKey * head.stride, keys, s.head, head.stride);
    Tensor de = view(g.table + firstRow, block.distances, s.head, s.head);
    at::mm_out(dq, dp, k);
    dq.addmm_(dr, e);
    dk.addmm_(dp.t(), q, kept);
    dv.addmm_(view(work.scores.data(), queries, keys, keys).t(), gradOut, kept);
    de.addmm_(dr.t(), q);
  }
}

class BlockedAttention : public torch::autograd::Function<BlockedAttention> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& qkv, const Tensor& table, std::int64_t heads,
                        double dropout) {
    const Sizes s(qkv, table, heads);
    const loops::DropoutMask mask = drawMask(dropout);
    Tensor out = torch::empty({s.batch, s.time, s.width}, qkv.options());
    Tensor logSums = torch::empty({s.batch * s.heads, s.time}, qkv.options());
    const auto* from = qkv.data_ptr<float>();
    const auto* rows = table.data_ptr<float>();
    auto* to = out.data_ptr<float>();
    auto* sums = logSums.data_ptr<float>();
    at::parallel_for(0, s.batch * s.heads, 1, [&](std::int64_t begin, std::int64_t end) {
      const at::AutoDispatchBelowADInplaceOrView below;
      Scores work(s);
      for (std::int64_t pair = begin; pair < end; ++pair) {
        float* target = to + pair / s.heads * s.time * s.width + pair % s.heads * s.head;
        forwardHead(s, headAt(s, from, pair), rows, work, target, sums + pair * s.time, pair, mask);
      }
    });
    context->save_for_backward({qkv, table, out, logSums});
    context->saved_data["heads"] = heads;
    context->saved_data["seed"] = static_cast<std::int64_t>(mask.seed);
    context->saved_data["rate"] = static_cast<double>(mask.rate);
    return out;
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const variable_list saved = context->get_saved_variables();
    const Sizes s(saved[0], saved[1], context->saved_data["heads"].toInt());
    const loops::DropoutMask mask{static_cast<std::uint64_t>(context->saved_data["seed"].toInt()),
                                  static_cast<float>(context->saved_data["rate"].toDouble())};
    const Tensor gradOut = gradients[0].contiguous();
    Tensor gradQkv = torch::empty_like(saved[0]);
    if (Block(s, (s.time - 1) / kBlock * kBlock).firstKey > 0) gradQkv.zero_();
    const std::int64_t pairs = s.batch * s.heads;
    const std::int64_t parts = std::clamp<std::int64_t>(at::get_num_threads(), 1, pairs);
    Tensor gradTables = torch::zeros({parts, s.window, s.head}, saved[1].options());
    // Parts are fixed by the number of threads alone, so that sums come out the same every time.
    at::parallel_for(0, parts, 1, [&](std::int64_t begin, std::int64_t end) {
      const at::AutoDispatchBelowADInplaceOrView below;
      Scores work(s), grads(s);
      for (std::int64_t part = begin; part < end; ++part) {
        for (std::int64_t pair = part * pairs / parts; pair < (part + 1) * pairs / parts; ++pair) {
          const std::int64_t offset = pair / s.heads * s.time * s.width + pair % s.heads * s.head;
          const Head to = headAt(s, gradQkv.data_ptr<float>(), pair);
          const HeadGradients g{const_cast<float*>(to.q),
                                const_cast<float*>(to.k),
                                const_cast<float*>(to.v),
                                gradTables.data_ptr<float>() + part * s.window * s.head,
                                saved[2].data_ptr<float>() + offset,
                                gradOut.data_ptr<float>() + offset};
          backwardHead(s, headAt(s, saved[0].data_ptr<float>(), pair), saved[1].data_ptr<float>(), work,
                       grads, g, saved[3].data_ptr<float>() + pair * s.time, pair, mask);
        }
      }
    });
    return {gradQkv, gradTables.sum(0), Tensor(), Tensor()};
  }
};

/// relative (..., time, time), column c of the table's last rows -> the same storage read along its
/// diagonals: [.., i, j] = relative[.., i, time - 1 - i + j]. What lies above the diagonal is of no meaning.
class Diagonals : public torch::autograd::Function<Diagonals> {
 public:
  static Tensor strided(const Tensor& relative) {
    const std::int64_t time = relative.size(-1);
    std::vector<std::int64_t> strides = relative.strides().vec();
    strides[strides.size() - 2] = time - 1;
    return relative.as_strided(relative.sizes(), strides, relative.storage_offset() + time - 1);
  }

  static Tensor forward(AutogradContext*, const Tensor& relative) { return strided(relative); }

  static variable_list backward(AutogradContext*, const variable_list& gradients) {
    const Tensor& grad = gradients[0];
    const std::int64_t time = grad.size(-1);
    Tensor result = torch::zeros(grad.sizes(), grad.options());
    // The last column overlaps the next row's first and has a meaning in the last row alone.
    strided(result).narrow(-1, 0, time - 1).copy_(grad.narrow(-1, 0, time - 1));
    result.select(-2, time - 1).select(-1, time - 1).copy_(grad.select(-2, time - 1).select(-1, time - 1));
    return {result};
  }
};

}  // namespace

Tensor relativeAttentionByViews(const Tensor& qkv, const Tensor& table, const AttentionShape& shape) {
  const std::int64_t batch = qkv.size(0), time = qkv.size(1), width = qkv.size(2) / 3;
  const std::int64_t head = width / shape.heads, window = table.size(0);
  const Tensor parts = qkv.view({batch, time, 3, shape.heads, head}).permute({2, 0, 3, 1, 4});
  const Tensor q = parts[0] * (1.0 / std::sqrt(static_cast<double>(head)));  // (batch, heads, time, head)
  Tensor rows = table.to(qkv.scalar_type());
  if (window < time) {
    rows = torch::cat({rows.new_zeros({time - window, head}), rows});
  } else {
    rows = rows.narrow(0, window - time, time);
  }
  Tensor scores = torch::matmul(q, parts[1].transpose(-1, -2));  // (batch, heads, time, time)
  if (time > 1) {
    scores = scores + Diagonals::apply(torch::matmul(q, rows.t()).contiguous());
  } else {
    scores = scores + torch::matmul(q, rows.t());
  }
  Tensor seen = torch::ones({time, time}, qkv.options().dtype(torch::kBool)).tril();
  if (window < time) seen = seen.triu(1 - window);
  scores = scores.masked_fill(seen.logical_not(), -std::numeric_limits<float>::infinity());
  const Tensor p = torch::dropout(torch::softmax(scores, -1), shape.dropout, shape.dropout > 0);
  return torch::matmul(p, parts[2]).transpose(1, 2).reshape({batch, time, width});
}

Tensor relativeAttention(const Tensor& qkv, const Tensor& table, const AttentionShape& shape) {
  const bool blocked =
      qkv.device().is_cpu() && qkv.scalar_type() == torch::kFloat32 && table.scalar_type() == torch::kFloat32;
  if (!blocked) return relativeAttentionByViews(qkv, table, shape);
  return BlockedAttention::apply(qkv.contiguous(), table.contiguous(), shape.heads, shape.dropout);
}

}  // namespace partimento::models
