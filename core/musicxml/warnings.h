#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/musicxml/musicxml.h"

namespace partimento::musicxml {

/// Collects warnings. The same thing found many times is one warning with its first place and a count.
class Warnings {
 public:
  /// Where reading is: the place of warnings that follow.
  void setPlace(std::string part, std::string bar);

  /// Listed once for each text of `argument`; where the code counts, the count is the second argument.
  void add(MusicXmlWarningCode code, std::string_view argument = {});
  void addLeftOut(LeftOut what);
  /// In the order in which they were first met; call once.
  std::vector<MusicXmlWarning> take();

 private:
  struct Entry {
    MusicXmlWarning warning;
    std::uint64_t count = 0;
  };

  std::string m_part;
  std::string m_bar;
  std::vector<Entry> m_list;
  std::map<std::pair<MusicXmlWarningCode, std::string>, std::size_t> m_index;
  std::uint64_t m_unlisted = 0;
};

}  // namespace partimento::musicxml
