#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/engine/run_settings.h"

namespace partimento {

/// What a network of a family and preset would do on this machine.
struct NetworkPace {
  std::string family;
  std::string preset;
  std::int64_t parameters = 0;
  double tokensPerSecond = 0;
  bool measured = false;  ///< else scaled from a measured one by operations a token
};

struct MachineProbe {
  std::string device;      ///< "cpu", "cuda"
  std::string deviceName;  ///< for people
  int threads = 1;
  double gigaflops = 0;  ///< of matrix products in single precision
  std::vector<NetworkPace> paces;
};

/// What is wanted when sizes are to be proposed.
struct ProposalRequest {
  std::string family = "gpt";
  std::string tokenizer = "melody";
  double minutes = 10;
  std::int64_t corpusNotes = 0;  ///< of the training part
  int threads = 1;
};

/// Settings that fit the time, and why.
struct Proposal {
  RunSettings settings;
  double epochs = 0;   ///< passes over the corpus
  double minutes = 0;  ///< that they take: what was asked for, or less
  std::int64_t parameters = 0;
  bool endsEarly = false;       ///< more passes would only learn the corpus by heart
  bool corpusTooSmall = false;  ///< fewer than 20 pieces' worth of notes: it will be learnt by heart
};

}  // namespace partimento
