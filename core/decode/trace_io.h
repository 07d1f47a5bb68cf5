#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/decode/trace.h"

namespace partimento::decode {

inline constexpr int kTraceVersion = 1;

/// A compact form of a trace, the same on every machine (little-endian, variable-length integers). Every
/// value survives, floating point bit for bit.
std::vector<std::byte> traceToBytes(const Trace& trace);

/// Reads it back. Every count and index is checked against what is there. Throws ProjectDamaged (source,
/// detail) for bytes that are no trace and ProjectTooNew for a later version.
Trace traceFromBytes(std::span<const std::byte> bytes, const std::string& source = {});

}  // namespace partimento::decode
