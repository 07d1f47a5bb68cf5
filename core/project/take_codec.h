#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>

#include "core/project/bytes.h"
#include "core/project/project_state.h"

namespace partimento::project {

/// The result of a take: notes, log-probabilities, relaxations, where it belongs. Without recipe and trace.
Bytes encodeResult(const StoredTake& take);
/// Fills what encodeResult wrote. Throws Error(ProjectDamaged, {"", what}).
void decodeResult(std::span<const std::byte> bytes, StoredTake& take);

/// Favourite and rejected as bits; others are ignored when read.
std::int64_t encodeMarks(const StoredTake& take);
void decodeMarks(std::int64_t marks, StoredTake& take);

/// Times are kept in milliseconds since 1970; those out of reach are moved to the nearest that a clock can
/// hold.
std::int64_t encodeTime(std::chrono::system_clock::time_point time);
std::chrono::system_clock::time_point decodeTime(std::int64_t milliseconds);

/// The record of a search as a blob: 10 bytes a candidate, 13 a node.
Bytes encodeTrace(const decode::Trace& trace);
/// Throws Error(ProjectDamaged, {"", what}). Tokens, parents and path of what is returned are in range.
std::shared_ptr<const decode::Trace> decodeTrace(std::span<const std::byte> bytes);

}  // namespace partimento::project
