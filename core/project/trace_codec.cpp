#include <algorithm>
#include <cstdint>

#include "core/project/score_codec.h"
#include "core/project/take_codec.h"

namespace partimento::project {

namespace {

using decode::PruneReason;
using decode::Trace;
using decode::TraceCandidate;
using decode::TraceNode;

constexpr std::size_t kLeastCandidateBytes = 10;
constexpr std::size_t kLeastNodeBytes = 12;

void writeCandidates(ByteWriter& out, const std::vector<TraceCandidate>& candidates) {
  out.number(candidates.size());
  for (const TraceCandidate& candidate : candidates) {
    out.number(static_cast<std::uint32_t>(candidate.token));
    out.single(candidate.raw);
    out.single(candidate.constrained);
    out.byte(static_cast<std::uint8_t>(candidate.reason));
  }
}

// Views look tokens, parents and paths up without a look at their range: a hostile trace must not lead them
// out.
class TraceReader {
 public:
  explicit TraceReader(std::span<const std::byte> bytes) : m_in(bytes) {}

  Trace read() {
    if (m_in.byte() != kCodecVersion) throwDamaged("a trace has an unknown version");
    Trace trace;
    trace.truncated = m_in.byte() != 0;
    trace.vocabulary.resize(m_in.count(2));
    m_vocabulary = trace.vocabulary.size();
    for (Symbol& symbol : trace.vocabulary) readSymbol(symbol);
    readCandidates(trace.firstCandidates);
    trace.steps.resize(m_in.count(1));
    std::size_t parents = 0;
    for (decode::TraceStep& step : trace.steps) {
      step.nodes.resize(m_in.count(kLeastNodeBytes));
      for (TraceNode& node : step.nodes) readNode(node, parents);
      parents = step.nodes.size();
    }
    readPath(trace);
    m_in.end();
    return trace;
  }

 private:
  void readSymbol(Symbol& symbol) {
    symbol.kind = static_cast<Symbol::Kind>(
        std::min<std::uint8_t>(m_in.byte(), static_cast<std::uint8_t>(Symbol::kLastKind)));
    symbol.value = static_cast<int>(std::clamp<std::int64_t>(m_in.signedNumber(), INT32_MIN, INT32_MAX));
  }

  Token readToken() {
    const std::uint64_t token = m_in.number();
    if (token >= m_vocabulary) throwDamaged("a trace names a token outside its vocabulary");
    return static_cast<Token>(token);
  }

  PruneReason readReason() {
    return static_cast<PruneReason>(
        std::min<std::uint8_t>(m_in.byte(), static_cast<std::uint8_t>(decode::kLastPruneReason)));
  }

  void readCandidates(std::vector<TraceCandidate>& candidates) {
    candidates.resize(m_in.count(kLeastCandidateBytes));
    for (TraceCandidate& candidate : candidates) {
      candidate.token = readToken();
      candidate.raw = m_in.single();
      candidate.constrained = m_in.single();
      candidate.reason = readReason();
    }
  }

  void readNode(TraceNode& node, std::size_t parents) {
    const std::uint64_t parent = m_in.number();  // 0: none
    node.parent = parent <= parents ? static_cast<std::int32_t>(parent) - 1 : -1;
    node.token = readToken();
    node.score = m_in.single();
    node.constrainedScore = m_in.single();
    node.fate = readReason();
    readCandidates(node.candidates);
  }

  void readPath(Trace& trace) {
    const std::size_t length = m_in.count(1);
    for (std::size_t i = 0; i < length; ++i) {
      const std::uint64_t node = m_in.number();
      if (i >= trace.steps.size() || node >= trace.steps[i].nodes.size()) {
        throwDamaged("a trace has a path outside its steps");
      }
      trace.path.push_back(static_cast<std::int32_t>(node));
    }
  }

  ByteReader m_in;
  std::size_t m_vocabulary = 0;
};

}  // namespace

Bytes encodeTrace(const Trace& trace) {
  ByteWriter out;
  out.byte(kCodecVersion);
  out.byte(trace.truncated ? 1 : 0);
  out.number(trace.vocabulary.size());
  for (const Symbol& symbol : trace.vocabulary) {
    out.byte(static_cast<std::uint8_t>(symbol.kind));
    out.signedNumber(symbol.value);
  }
  writeCandidates(out, trace.firstCandidates);
  out.number(trace.steps.size());
  for (const decode::TraceStep& step : trace.steps) {
    out.number(step.nodes.size());
    for (const TraceNode& node : step.nodes) {
      out.number(static_cast<std::uint32_t>(node.parent + 1));
      out.number(static_cast<std::uint32_t>(node.token));
      out.single(node.score);
      out.single(node.constrainedScore);
      out.byte(static_cast<std::uint8_t>(node.fate));
      writeCandidates(out, node.candidates);
    }
  }
  out.number(trace.path.size());
  for (const std::int32_t node : trace.path) out.number(static_cast<std::uint32_t>(node));
  return out.take();
}

std::shared_ptr<const Trace> decodeTrace(std::span<const std::byte> bytes) {
  return std::make_shared<const Trace>(TraceReader(bytes).read());
}

}  // namespace partimento::project
