#include "core/devices/port_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partimento::devices {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(const std::vector<std::string>& raw) {
  std::vector<std::string> all;
  for (const NamedPort& port : namePorts(raw, "Partimento")) all.push_back(port.name);
  return all;
}

TEST(PortNames, LoseTheNumbersThatShift) {
  EXPECT_THAT(names({"Keystation 61 MK3:Keystation 61 MK3 MIDI 1 20:0"}),
              ElementsAre("Keystation 61 MK3 MIDI 1"));
  EXPECT_EQ(names({"Nord:Nord 20:0"}), names({"Nord:Nord 24:0"}));
  EXPECT_EQ(names({"a2j:Nord [20] (capture): Nord MIDI 1"}), names({"a2j:Nord [28] (capture): Nord MIDI 1"}));
}

TEST(PortNames, TellDevicesOfOneNameApart) {
  EXPECT_THAT(names({"Nord:Nord 20:0", "Nord:Nord 24:0", "Organ:Organ 28:0"}),
              ElementsAre("Nord", "Nord (2)", "Organ"));
}

TEST(PortNames, LeaveOutTheLoopBackAndOurOwn) {
  EXPECT_THAT(
      names({"Midi Through:Midi Through Port-0 14:0", "Partimento:MIDI out 128:0", "", "Organ:1 20:0"}),
      ElementsAre("Organ:1"));
}

TEST(PortNames, KeepRtMidisNumbers) {
  const auto ports = namePorts({"Midi Through:Midi Through Port-0 14:0", "Organ:Organ 20:0"}, "Partimento");
  ASSERT_EQ(ports.size(), 1U);
  EXPECT_EQ(ports[0].number, 1U);
}

}  // namespace
}  // namespace partimento::devices
