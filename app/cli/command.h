#pragma once

#include <functional>

#include <CLI/CLI.hpp>

namespace partimento::cli {

/// Exit statuses of the program.
inline constexpr int kDone = 0;
inline constexpr int kCouldNotBeDone = 1;
inline constexpr int kWrongUsage = 2;

/// What the chosen command does once the command line has been read; returns an exit status. May throw Error,
/// which main turns into one line on stderr.
using Action = std::function<int()>;

/// Adds a command with its options to `app`; when it is the one that the user chose, it sets `action`.
using AddCommand = void (*)(CLI::App& app, Action& action);

void addConvert(CLI::App& app, Action& action);
void addCorpus(CLI::App& app, Action& action);
void addEvaluate(CLI::App& app, Action& action);
void addFindRate(CLI::App& app, Action& action);
void addGenerate(CLI::App& app, Action& action);
void addInspect(CLI::App& app, Action& action);
void addPublish(CLI::App& app, Action& action);
void addRender(CLI::App& app, Action& action);
void addStyles(CLI::App& app, Action& action);
void addTrain(CLI::App& app, Action& action);

}  // namespace partimento::cli
