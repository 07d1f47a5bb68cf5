#include "tests/core/synth/small_soundfont.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

#include <sndfile.h>

namespace partimento::synth::test {
namespace {

constexpr int kSampleRate = 44100;
constexpr int kFrames = 2 * kSampleRate;
constexpr int kKey = 69;
constexpr int kMonoVorbis = 0x11;
constexpr int kInstrument = 41;
constexpr int kSampleId = 53;

/// Little-endian numbers and names of 20 bytes, as the format has them.
class Record {
 public:
  Record& number(std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) m_bytes += static_cast<char>(value >> (8 * i) & 0xFF);
    return *this;
  }
  Record& name(std::string text) {
    text.resize(20);
    m_bytes += text;
    return *this;
  }
  const std::string& bytes() const { return m_bytes; }

 private:
  std::string m_bytes;
};

std::string chunk(const std::string& id, const std::string& content) {
  const auto size = static_cast<std::uint32_t>(content.size());
  return id + Record().number(size, 4).bytes() + content + std::string(content.size() % 2, '\0');
}

std::string list(const std::string& type, const std::string& content) {
  return chunk("LIST", type + content);
}

/// A sine as Ogg Vorbis, written beside `path` and taken away again.
std::string vorbis(const std::filesystem::path& path) {
  const std::filesystem::path ogg = path.string() + ".ogg";
  SF_INFO info{};
  info.samplerate = kSampleRate;
  info.channels = 1;
  info.format = SF_FORMAT_OGG | SF_FORMAT_VORBIS;
  SNDFILE* file = sf_open(ogg.c_str(), SFM_WRITE, &info);
  if (!file) throw std::runtime_error(sf_strerror(nullptr));
  std::array<float, 1000> part;
  for (int frame = 0; frame < kFrames; frame += static_cast<int>(part.size())) {
    for (std::size_t i = 0; i < part.size(); ++i) {
      const double seconds = (frame + static_cast<double>(i)) / kSampleRate;
      part[i] = static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * 440 * seconds));
    }
    sf_writef_float(file, part.data(), static_cast<sf_count_t>(part.size()));
  }
  sf_close(file);
  std::ifstream stream(ogg, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
  std::filesystem::remove(ogg);
  return bytes;
}

std::string presets(std::uint32_t oggBytes) {
  const auto head = [](const char* name, std::uint32_t bag) {
    return Record().name(name).number(0, 2).number(0, 2).number(bag, 2).number(0, 4).number(0, 4).number(0,
                                                                                                         4);
  };
  const auto bags = Record().number(0, 2).number(0, 2).number(1, 2).number(0, 2).bytes();
  const auto generators = [](std::uint32_t kind) {
    return Record().number(kind, 2).number(0, 2).number(0, 2).number(0, 2).bytes();
  };
  const std::string modulators(10, '\0');
  const std::string instruments =
      Record().name("Sine").number(0, 2).bytes() + Record().name("EOI").number(1, 2).bytes();
  // places of a compressed sample are bytes, its loop is counted in frames from its start
  const std::string samples = Record()
                                  .name("Sine")
                                  .number(0, 4)
                                  .number(oggBytes, 4)
                                  .number(8, 4)
                                  .number(kFrames - 8, 4)
                                  .number(kSampleRate, 4)
                                  .number(kKey, 1)
                                  .number(0, 1)
                                  .number(0, 2)
                                  .number(kMonoVorbis, 2)
                                  .bytes() +
                              Record().name("EOS").bytes() + std::string(26, '\0');
  return list("pdta", chunk("phdr", head("Sine", 0).bytes() + head("EOP", 1).bytes()) + chunk("pbag", bags) +
                          chunk("pmod", modulators) + chunk("pgen", generators(kInstrument)) +
                          chunk("inst", instruments) + chunk("ibag", bags) + chunk("imod", modulators) +
                          chunk("igen", generators(kSampleId)) + chunk("shdr", samples));
}

}  // namespace

void writeSmallSf3(const std::filesystem::path& path) {
  const std::string ogg = vorbis(path);
  const std::string info =
      list("INFO", chunk("ifil", Record().number(3, 2).number(1, 2).bytes()) +
                       chunk("isng", std::string("EMU8000\0", 8)) + chunk("INAM", std::string("Small\0", 6)));
  const std::string content =
      "sfbk" + info + list("sdta", chunk("smpl", ogg)) + presets(static_cast<std::uint32_t>(ogg.size()));
  std::ofstream(path, std::ios::binary) << chunk("RIFF", content);
}

}  // namespace partimento::synth::test
