#include "core/decode/trace_io.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

#include "core/base/error.h"

namespace partimento::decode {

namespace {

constexpr std::uint32_t kMagic = 0x52545450;  // "PTTR"
constexpr auto kLastReason = static_cast<std::uint8_t>(PruneReason::Merged);
constexpr auto kLastKind = static_cast<std::uint8_t>(Symbol::kLastKind);
constexpr std::uint8_t kHasConstrained = 0x80;

class Writer {
 public:
  void byte(std::uint8_t value) { m_bytes.push_back(std::byte{value}); }
  void fixed(std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
  }
  void number(float value) { fixed(std::bit_cast<std::uint32_t>(value)); }
  void count(std::size_t value) {
    for (; value >= 0x80; value >>= 7) byte(static_cast<std::uint8_t>(value | 0x80));
    byte(static_cast<std::uint8_t>(value));
  }
  /// Zigzag: small numbers of either sign stay short.
  void integer(std::int32_t value) {
    count((static_cast<std::uint32_t>(value) << 1) ^ static_cast<std::uint32_t>(value >> 31));
  }
  void candidates(const std::vector<TraceCandidate>& candidates) {
    count(candidates.size());
    for (const TraceCandidate& c : candidates) {
      const bool removed =
          std::bit_cast<std::uint32_t>(c.constrained) == std::bit_cast<std::uint32_t>(kRemoved);
      byte(static_cast<std::uint8_t>(static_cast<std::uint8_t>(c.reason) | (removed ? 0 : kHasConstrained)));
      integer(c.token);
      number(c.raw);
      if (!removed) number(c.constrained);
    }
  }
  std::vector<std::byte> take() { return std::move(m_bytes); }

 private:
  std::vector<std::byte> m_bytes;
};

class Reader {
 public:
  Reader(std::span<const std::byte> bytes, const std::string& source) : m_bytes(bytes), m_source(source) {}

  [[noreturn]] void fail(const char* detail) const {
    throw Error(ErrorCode::ProjectDamaged, {m_source, detail}, {m_source, m_at, std::nullopt});
  }
  bool atEnd() const { return m_at == m_bytes.size(); }

  std::uint8_t byte() {
    if (atEnd()) fail("the trace ends early");
    return std::to_integer<std::uint8_t>(m_bytes[m_at++]);
  }
  std::uint32_t fixed() {
    std::uint32_t value = 0;
    for (int shift = 0; shift < 32; shift += 8) value |= std::uint32_t{byte()} << shift;
    return value;
  }
  float number() { return std::bit_cast<float>(fixed()); }
  std::uint32_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      const std::uint8_t next = byte();
      value |= std::uint64_t{next & 0x7FU} << shift;
      if ((next & 0x80) == 0) {
        if (value > std::numeric_limits<std::uint32_t>::max()) break;
        return static_cast<std::uint32_t>(value);
      }
    }
    fail("a number of the trace is too long");
  }
  /// A count of items of at least `itemBytes` each: more than fit the rest cannot be true.
  std::size_t count(std::size_t itemBytes) {
    const std::size_t value = varint();
    if (value > (m_bytes.size() - m_at) / itemBytes) fail("a count of the trace is impossible");
    return value;
  }
  std::int32_t integer() {
    const std::uint32_t value = varint();
    return static_cast<std::int32_t>((value >> 1) ^ (0U - (value & 1U)));
  }
  std::int32_t index(std::int32_t lowest, std::size_t end) {
    const std::int32_t value = integer();
    if (value < lowest || value >= static_cast<std::int64_t>(end)) fail("an index of the trace is outside");
    return value;
  }
  PruneReason reason(std::uint8_t value) const {
    if (value > kLastReason) fail("a reason of the trace is unknown");
    return static_cast<PruneReason>(value);
  }
  std::vector<TraceCandidate> candidates(std::size_t vocabulary) {
    std::vector<TraceCandidate> found(count(6));
    for (TraceCandidate& c : found) {
      const std::uint8_t tag = byte();
      c.reason = reason(tag & 0x7FU);
      c.token = index(0, vocabulary);
      c.raw = number();
      c.constrained = (tag & kHasConstrained) != 0 ? number() : kRemoved;
    }
    return found;
  }

 private:
  std::span<const std::byte> m_bytes;
  const std::string& m_source;
  std::size_t m_at = 0;
};

void writeNode(Writer& writer, const TraceNode& node) {
  writer.integer(node.parent);
  writer.integer(node.token);
  writer.number(node.score);
  writer.number(node.constrainedScore);
  writer.byte(static_cast<std::uint8_t>(node.fate));
  writer.candidates(node.candidates);
}

TraceStep readStep(Reader& reader, std::size_t vocabulary, std::size_t parents) {
  TraceStep step;
  step.nodes.resize(reader.count(12));
  for (TraceNode& node : step.nodes) {
    node.parent = reader.index(-1, parents);
    node.token = reader.index(0, vocabulary);
    node.score = reader.number();
    node.constrainedScore = reader.number();
    node.fate = reader.reason(reader.byte());
    node.candidates = reader.candidates(vocabulary);
  }
  return step;
}

}  // namespace

std::vector<std::byte> traceToBytes(const Trace& trace) {
  Writer writer;
  writer.fixed(kMagic);
  writer.count(kTraceVersion);
  writer.byte(trace.truncated ? 1 : 0);
  writer.count(trace.vocabulary.size());
  for (const Symbol& symbol : trace.vocabulary) {
    writer.byte(static_cast<std::uint8_t>(symbol.kind));
    writer.integer(symbol.value);
  }
  writer.candidates(trace.firstCandidates);
  writer.count(trace.steps.size());
  for (const TraceStep& step : trace.steps) {
    writer.count(step.nodes.size());
    for (const TraceNode& node : step.nodes) writeNode(writer, node);
  }
  writer.count(trace.path.size());
  for (std::int32_t node : trace.path) writer.integer(node);
  return writer.take();
}

Trace traceFromBytes(std::span<const std::byte> bytes, const std::string& source) {
  Reader reader(bytes, source);
  if (reader.fixed() != kMagic) reader.fail("no trace");
  const std::uint32_t version = reader.varint();
  if (version > kTraceVersion) {
    throw Error(ErrorCode::ProjectTooNew, {source, std::to_string(version), std::to_string(kTraceVersion)});
  }
  Trace trace;
  const std::uint8_t truncated = reader.byte();
  if (truncated > 1) reader.fail("a mark of the trace is unknown");
  trace.truncated = truncated == 1;
  trace.vocabulary.resize(reader.count(2));
  for (Symbol& symbol : trace.vocabulary) {
    const std::uint8_t kind = reader.byte();
    if (kind > kLastKind) reader.fail("a symbol of the trace is unknown");
    symbol = {static_cast<Symbol::Kind>(kind), reader.integer()};
  }
  const std::size_t vocabulary = trace.vocabulary.size();
  trace.firstCandidates = reader.candidates(vocabulary);
  const std::size_t steps = reader.count(1);
  for (std::size_t i = 0; i < steps; ++i) {
    const std::size_t parents = trace.steps.empty() ? 0 : trace.steps.back().nodes.size();
    trace.steps.push_back(readStep(reader, vocabulary, parents));
  }
  trace.path.resize(reader.count(1));
  if (trace.path.size() > trace.steps.size()) reader.fail("the path of the trace is too long");
  for (std::size_t i = 0; i < trace.path.size(); ++i) {
    trace.path[i] = reader.index(0, trace.steps[i].nodes.size());
  }
  if (!reader.atEnd()) reader.fail("bytes follow the trace");
  return trace;
}

}  // namespace partimento::decode
