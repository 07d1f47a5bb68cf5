#include <cstdio>
#include <exception>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "core/base/error.h"
#include "core/engine/loader.h"

namespace partimento::cli {
namespace {

constexpr AddCommand kCommands[] = {addStyles,   addGenerate, addEvaluate, addTrain,   addPublish,
                                    addFindRate, addCorpus,   addRender,   addConvert, addInspect};

int usage(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success))
    return app.exit(error);  // --help, --version
  const std::vector<std::string> unread = app.remaining();
  if (app.get_subcommands().empty() && !unread.empty()) {
    std::fprintf(stderr, "partimento-cli: '%s' is no command. Try --help.\n", unread.front().c_str());
  } else {
    std::fprintf(stderr, "partimento-cli: %s. Try --help.\n", error.what());
  }
  return kWrongUsage;
}

int run(int argc, char** argv) {
  CLI::App app("Composes with small neural models.", "partimento-cli");
  app.set_version_flag("--version", PARTIMENTO_VERSION);
  app.require_subcommand(1);
  Action action;
  for (AddCommand add : kCommands) add(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return usage(app, error);
  }
  chooseLinearAlgebraKernels();
  try {
    return action();
  } catch (const Error& error) {
    std::fprintf(stderr, "partimento-cli: %s\n", sentenceFor(error).c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "partimento-cli: %s\n",
                 sentenceFor(Error(ErrorCode::Internal, {error.what()})).c_str());
  }
  return kCouldNotBeDone;
}

}  // namespace
}  // namespace partimento::cli

int main(int argc, char** argv) {
  return partimento::cli::run(argc, argv);
}
