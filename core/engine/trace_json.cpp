#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/engine/recipe_json.h"

namespace partimento {

namespace {

using Json = nlohmann::json;

const char* kindName(Symbol::Kind kind) {
  constexpr std::array<const char*, 17> kNames = {
      "padding", "begin",    "end",   "pitch", "rest", "duration", "hold",  "note-off", "shift",
      "length",  "velocity", "tempo", "meter", "bar",  "position", "track", "separator"};
  static_assert(kNames.size() == static_cast<std::size_t>(Symbol::kLastKind) + 1);
  return kNames.at(static_cast<std::size_t>(kind));
}

const char* reasonName(decode::PruneReason reason) {
  constexpr std::array<const char*, 13> kNames = {
      "kept",  "grammar", "repetition",   "tabu",      "range",  "scale",  "exclusion",
      "top-k", "top-p",   "outside-beam", "not-drawn", "merged", "opening"};
  static_assert(kNames.size() == static_cast<std::size_t>(decode::kLastPruneReason) + 1);
  return kNames.at(static_cast<std::size_t>(reason));
}

/// JSON has no infinity: a removed candidate's score becomes null.
Json number(float value) {
  return std::isfinite(value) ? Json(value) : Json();
}

Json candidatesJson(const std::vector<decode::TraceCandidate>& candidates) {
  Json array = Json::array();
  for (const decode::TraceCandidate& candidate : candidates) {
    array.push_back({{"token", candidate.token},
                     {"raw", number(candidate.raw)},
                     {"constrained", number(candidate.constrained)},
                     {"reason", reasonName(candidate.reason)}});
  }
  return array;
}

Json nodeJson(const decode::TraceNode& node) {
  Json json = {{"parent", node.parent},
               {"token", node.token},
               {"score", number(node.score)},
               {"constrained_score", number(node.constrainedScore)},
               {"fate", reasonName(node.fate)}};
  if (!node.candidates.empty()) json["candidates"] = candidatesJson(node.candidates);
  return json;
}

}  // namespace

std::string traceToJson(const decode::Trace& trace) {
  Json vocabulary = Json::array();
  for (const Symbol& symbol : trace.vocabulary) {
    vocabulary.push_back({{"kind", kindName(symbol.kind)}, {"value", symbol.value}});
  }
  Json steps = Json::array();
  for (const decode::TraceStep& step : trace.steps) {
    Json nodes = Json::array();
    for (const decode::TraceNode& node : step.nodes) nodes.push_back(nodeJson(node));
    steps.push_back({{"nodes", std::move(nodes)}});
  }
  const Json json = {
      {"format", "partimento-trace"},        {"version", 1},
      {"vocabulary", std::move(vocabulary)}, {"first_candidates", candidatesJson(trace.firstCandidates)},
      {"steps", std::move(steps)},           {"path", trace.path},
      {"truncated", trace.truncated}};
  return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

}  // namespace partimento
