#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "core/models/tcn_architecture.h"
#include "core/tokens/melody_tokenizer.h"

namespace partimento::models {

enum class Family : std::uint8_t { Tcn, Lstm, Gpt };

/// "tcn", "lstm", "gpt". Throws Error(SettingInvalid) for anything else.
Family parseFamily(std::string_view name);
const char* familyName(Family family);

/// Decoder-only transformer with relative positions (Huang et al. 2018, "Music Transformer") and layer
/// normalisation before each part (Radford et al. 2019). No absolute positions.
struct GptShape {
  int layers = 4;
  int width = 256;
  int heads = 4;  ///< width / heads is a multiple of 16
  int feedForward = 1024;
  int window =
      512;  ///< tokens that attention sees, the current one included; relative distances 0 .. window-1

  bool operator==(const GptShape&) const = default;
};

/// Recurrent network that reads what stood one, two, four and eight bars back, with attention over its last
/// outputs.
struct LstmShape {
  int layers = 2;
  int width = 256;
  int heads = 4;    ///< of the attention; width / heads is a multiple of 16
  int window = 64;  ///< outputs that attention sees, the current one included

  bool operator==(const LstmShape&) const = default;
};

/// What a network reads beside its tokens. Read: metre, place in the bar and what stood some bars back.
/// ReadToEnd: also how far the end of the piece is, where that is known.
enum class ContextUse : std::uint8_t { None, Read, ReadToEnd };

/// "none", "read", "read-to-end".
const char* contextUseName(ContextUse use);

/// Everything that fixes the names and shapes of a network's weights, and what its tokens are.
struct ModelConfig {
  std::string tokenizer = tokens::MelodyTokenizer::kName;  ///< name and version, as makeTokenizer knows it
  std::optional<tokens::PitchRange> range;                 ///< of the tokenizer, where it has one
  int vocabulary = 0;                                      ///< tokens; tcn: follows from its range
  ContextUse context = ContextUse::Read;                   ///< tcn: Read is metre and place alone
  std::variant<GptShape, LstmShape, TcnArchitecture> shape;

  Family family() const;
  /// What it answers depends on more than any number of last tokens: it reads what stood some bars ago,
  /// however many tokens that is.
  bool remembers() const;
  bool operator==(const ModelConfig&) const = default;
};

/// Of a TCN over melody tokens. Throws Error(SettingInvalid) where a number is out of bounds.
ModelConfig tcnConfig(const TcnArchitecture& architecture);

/// Throws Error(SettingInvalid) where a number is out of bounds.
void requireValid(const ModelConfig& config);

/// JSON of one line, keys in a fixed order.
std::string toJson(const ModelConfig& config);
/// Throws Error(SettingInvalid) for what is no valid configuration.
ModelConfig configFromJson(std::string_view json);

/// "tiny", "small", "medium", "large", "document".
std::span<const std::string_view> presetNames();

struct PresetRequest {
  Family family = Family::Gpt;
  std::string preset = "small";
  std::string tokenizer = tokens::MelodyTokenizer::kName;
  std::optional<tokens::PitchRange> range;
  int vocabulary = 0;
  ContextUse context = ContextUse::Read;
};

/// Sizes for a name. Parameters of "gpt" over 90 tokens with context: tiny 0.3, small 0.9, medium 3.7, large
/// 14, document 103 million; the last is the shape of the source document on GPT fine-tuning (16 layers of
/// 1024, 16 heads, 1024 hidden) without its table of absolute positions.
/// Throws Error(SettingInvalid) for an unknown name.
ModelConfig presetConfig(const PresetRequest& request);

}  // namespace partimento::models
