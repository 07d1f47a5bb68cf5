#include "core/synth/sound_file.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <sndfile.h>

#include "core/base/error.h"
#include "core/synth/atomic_file.h"

namespace partimento::synth {

namespace {

// libsndfile's Vorbis encoder puts what it is given on the stack: small pieces keep it there.
constexpr std::size_t kPieceFrames = 1024;
constexpr double kVorbisQuality = 0.6;

AtomicFile& file(void* user) {
  return *static_cast<AtomicFile*>(user);
}

SF_VIRTUAL_IO stream() {
  SF_VIRTUAL_IO io{};
  io.get_filelen = [](void* user) -> sf_count_t { return file(user).length(); };
  io.seek = [](sf_count_t offset, int whence, void* user) -> sf_count_t {
    return file(user).seek(offset, whence);
  };
  io.read = [](void* data, sf_count_t count, void* user) -> sf_count_t {
    return static_cast<sf_count_t>(
        file(user).read({static_cast<std::byte*>(data), static_cast<std::size_t>(count)}));
  };
  io.write = [](const void* data, sf_count_t count, void* user) -> sf_count_t {
    return static_cast<sf_count_t>(
        file(user).write({static_cast<const std::byte*>(data), static_cast<std::size_t>(count)}));
  };
  io.tell = [](void* user) -> sf_count_t { return file(user).seek(0, SEEK_CUR); };
  return io;
}

int formatNumber(AudioFormat format) {
  switch (format) {
    case AudioFormat::Flac:
      return SF_FORMAT_FLAC | SF_FORMAT_PCM_16;
    case AudioFormat::Ogg:
      return SF_FORMAT_OGG | SF_FORMAT_VORBIS;
    case AudioFormat::Wav:
      break;
  }
  return SF_FORMAT_WAV | SF_FORMAT_PCM_16;
}

struct CloseSound {
  void operator()(SNDFILE* sound) const { sf_close(sound); }
};

}  // namespace

struct SoundFile::State {
  explicit State(const std::filesystem::path& path) : name(path.string()), file(path) {}

  std::string name;
  AtomicFile file;
  SF_VIRTUAL_IO io = stream();
  std::unique_ptr<SNDFILE, CloseSound> sound;  // last: its end writes to the file
};

SoundFile::SoundFile(const std::filesystem::path& path, AudioFormat format, double sampleRate)
    : m_state(std::make_unique<State>(path)) {
  SF_INFO info{};
  info.samplerate = static_cast<int>(std::lround(sampleRate));
  info.channels = 2;
  info.format = formatNumber(format);
  m_state->sound.reset(sf_open_virtual(&m_state->io, SFM_WRITE, &info, &m_state->file));
  m_state->file.check();
  if (!m_state->sound) throw Error(ErrorCode::FileNotWritable, {m_state->name, sf_strerror(nullptr)});
  SNDFILE* sound = m_state->sound.get();
  sf_command(sound, SFC_SET_CLIPPING, nullptr, SF_TRUE);
  double quality = kVorbisQuality;
  sf_command(sound, SFC_SET_VBR_ENCODING_QUALITY, &quality, sizeof(quality));
}

SoundFile::~SoundFile() = default;

void SoundFile::write(std::span<const float> samples) {
  SNDFILE* sound = m_state->sound.get();
  while (!samples.empty()) {
    const auto piece = samples.first(std::min(samples.size(), kPieceFrames * 2));
    const auto frames = static_cast<sf_count_t>(piece.size() / 2);
    const sf_count_t written = sf_writef_float(sound, piece.data(), frames);
    m_state->file.check();
    if (written != frames) throw Error(ErrorCode::FileNotWritable, {m_state->name, sf_strerror(sound)});
    samples = samples.subspan(piece.size());
  }
}

void SoundFile::finish() {
  m_state->sound.reset();
  m_state->file.commit();
}

}  // namespace partimento::synth
