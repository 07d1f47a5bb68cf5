// The program that kill_test starts and kills: it edits and saves a document for ever and reports each step.
// Arguments: state folder, file to save to, seed.

#include <chrono>
#include <cstdlib>
#include <future>
#include <optional>
#include <thread>

#include <unistd.h>

#include "core/base/error.h"
#include "tests/core/project/kill_script.h"

namespace partimento::project::test {
namespace {

void report(KillReport::Kind kind, std::uint32_t operation) {
  const KillReport message{kind, operation, std::chrono::steady_clock::now().time_since_epoch().count()};
  if (::write(STDOUT_FILENO, &message, sizeof message) != sizeof message) std::_Exit(1);
}

/// At most one save at a time, on its own thread, while editing goes on.
class Saver {
 public:
  Saver(Document& document, const char* path) : m_document(document), m_path(path) {}

  void begin(std::uint32_t operation) {
    if (m_result.valid()) return;
    m_operation = operation;
    auto promise = std::make_shared<std::promise<SaveResult>>();
    m_result = promise->get_future();
    report(KillReport::Kind::SaveBegins, operation);
    m_document.saveInBackground(m_path, IfChanged::Refuse,
                                [promise](SaveResult result) { promise->set_value(std::move(result)); });
  }

  void finishIfDone() {
    if (!m_result.valid() || m_result.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    const SaveResult result = m_result.get();
    if (result.error) std::_Exit(2);
    m_document.finishSave(result);
    report(KillReport::Kind::SaveDone, m_operation);
  }

 private:
  Document& m_document;
  const char* m_path;
  std::uint32_t m_operation = 0;
  std::future<SaveResult> m_result;
};

int play(const StateFolder& state, const char* path, std::uint64_t seed) {
  const KillScript script(seed);
  const auto document = Document::create(state, KillScript::beginning());
  Saver saver(*document, path);
  for (std::uint32_t operation = 1;; ++operation) {
    script.operate(*document, operation);
    KillScript::note(*document, operation);
    report(KillReport::Kind::Edited, operation);
    saver.finishIfDone();
    if (KillScript::savesAt(operation)) saver.begin(operation);
    std::this_thread::sleep_for(std::chrono::milliseconds(1 + operation % 11));  // the pace of a user's drag
  }
}

}  // namespace
}  // namespace partimento::project::test

int main(int argc, char** argv) {
  if (argc != 4) return 3;
  using namespace partimento::project;
  return test::play(StateFolder{argv[1]}, argv[2], std::strtoull(argv[3], nullptr, 10));
}
