#include <algorithm>
#include <cstring>
#include <utility>

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/formats/midi.h"
#include "core/formats/midi_assembly.h"
#include "core/formats/midi_track_reader.h"
#include "core/formats/midi_warnings.h"

namespace partimento::formats {

namespace {

constexpr int kDefaultTicksPerQuarter = 480;
constexpr std::size_t kChunkHeader = 8;
constexpr std::size_t kFileHeader = 14;
constexpr std::size_t kMaxReadTracks = 65535;
constexpr auto kNotFound = std::string_view::npos;

struct Header {
  int format = 1;
  std::optional<std::size_t> tracks;
  int ticksPerQuarter = kDefaultTicksPerQuarter;
  std::uint32_t filmTempo = 0;  ///< microseconds a quarter note; 0: time is musical
  std::size_t at = 0;           ///< offset of "MThd"; of the first byte where there is none
  std::size_t firstChunk = 0;
};

class FileReader {
 public:
  FileReader(std::span<const std::uint8_t> file, std::string_view name)
      : m_file(file), m_text(reinterpret_cast<const char*>(file.data()), file.size()), m_name(name) {}

  MidiImport read();

 private:
  void unwrapRiff();
  Header readHeader();
  Header headerAt(std::size_t at);
  void readDivision(std::size_t at, Header& header);
  void readChunks(const Header& header, MidiAssembly& assembly);
  std::size_t readTrackChunk(std::size_t at, MidiTrackReader& reader, MidiAssembly& assembly);
  std::size_t skipChunk(std::size_t at);
  void warnAboutCount(const Header& header, std::size_t found);
  bool looksLikeChunk(std::size_t at) const;
  std::size_t findTrackOrEnd(std::size_t from) const {
    return std::min(m_text.find("MTrk", from), m_file.size());
  }
  std::uint32_t number(std::size_t at, std::size_t bytes) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) value = (value << 8U) | m_file[at + i];
    return value;
  }
  [[noreturn]] void fail(ErrorCode code, std::optional<std::size_t> byte,
                         const char* expected = nullptr) const {
    std::vector<std::string> arguments = {m_name};
    if (expected) arguments.emplace_back(expected);
    throw Error(code, std::move(arguments), {m_name, byte, {}});
  }

  std::span<const std::uint8_t> m_file;
  std::string_view m_text;  ///< the same bytes, to search in
  std::string m_name;
  std::size_t m_start = 0;
  MidiWarnings m_warnings;
};

/// A RIFF file of type RMID holds the MIDI file in its chunk "data"; numbers in it are little-endian.
void FileReader::unwrapRiff() {
  constexpr std::size_t kRiffHeader = 12;
  if (m_text.size() < kRiffHeader || !m_text.starts_with("RIFF") || m_text.substr(8, 4) != "RMID") return;
  for (std::size_t at = kRiffHeader; at + kChunkHeader <= m_file.size();) {
    std::size_t length = 0;
    for (std::size_t i = 4; i > 0; --i) length = (length << 8U) | m_file[at + 3 + i];
    const std::size_t body = at + kChunkHeader;
    if (m_text.substr(at, 4) == "data") {
      m_start = body;
      m_file = m_file.first(std::min(m_file.size(), body + length));
      m_text = m_text.substr(0, m_file.size());
      return;
    }
    at = body + length + (length & 1U);
  }
}

Header FileReader::readHeader() {
  const std::size_t at = m_text.find("MThd", m_start);
  if (at == m_start) {
    if (m_file.size() - at < kFileHeader) fail(ErrorCode::MidiFileDamaged, m_file.size(), "header");
    return headerAt(at);
  }
  if (at != kNotFound && m_file.size() - at >= kFileHeader && number(at + 4, 4) < 65536 &&
      m_text.find("MTrk", at) != kNotFound) {
    m_warnings.add(MidiWarningCode::BytesBeforeHeader, m_start, {std::to_string(at - m_start)});
    return headerAt(at);
  }
  Header header;
  header.at = m_start;
  header.firstChunk = m_text.find("MTrk", m_start);
  if (header.firstChunk == kNotFound || m_file.size() - header.firstChunk < kChunkHeader ||
      number(header.firstChunk + 4, 4) > m_file.size() - header.firstChunk - kChunkHeader) {
    fail(ErrorCode::NotAMidiFile, m_start);
  }
  m_warnings.add(MidiWarningCode::HeaderMissing, m_start);
  return header;
}

Header FileReader::headerAt(std::size_t at) {
  Header header;
  header.at = at;
  const std::size_t length = number(at + 4, 4);
  header.format = static_cast<int>(number(at + 8, 2));
  header.tracks = number(at + 10, 2);
  readDivision(at + 12, header);
  header.firstChunk = at + kChunkHeader + length;
  const bool plausible = length >= 6 && length < m_file.size() && looksLikeChunk(header.firstChunk);
  if (!plausible) {
    const std::size_t behind = std::min(at + kFileHeader, m_file.size());
    header.firstChunk = looksLikeChunk(behind) ? behind : findTrackOrEnd(behind);
    if (length != 6) m_warnings.add(MidiWarningCode::HeaderLengthWrong, at + 4, {std::to_string(length)});
  }
  if (header.format > 2) {
    m_warnings.add(MidiWarningCode::FormatUnknown, at + 8, {std::to_string(header.format)});
    header.format = 1;
  }
  return header;
}

/// Ticks a quarter note, or frames a second (negative) and ticks a frame. Film time is turned into a tempo
/// at which every tick lasts exactly as long as the file says.
void FileReader::readDivision(std::size_t at, Header& header) {
  const int division = static_cast<int>(number(at, 2));
  if (division < 0x8000 && division > 0) {
    header.ticksPerQuarter = division;
    return;
  }
  const int frames = 256 - (division >> 8);
  const int ticks = division & 0xFF;
  const bool known = frames == 24 || frames == 25 || frames == 29 || frames == 30;
  if (division == 0 || !known || ticks == 0) {
    m_warnings.add(MidiWarningCode::DivisionInvalid, at, {hexadecimal(static_cast<unsigned>(division))});
  } else if (frames == 29) {
    // 30000/1001 frames a second: 15 ticks' worth of frames last 500.5 ms.
    header.ticksPerQuarter = 15 * ticks;
    header.filmTempo = 500500;
  } else if (frames * ticks % 2 == 0) {
    header.ticksPerQuarter = frames * ticks / 2;
    header.filmTempo = 500000;
  } else {
    header.ticksPerQuarter = frames * ticks;
    header.filmTempo = 1000000;
  }
}

bool FileReader::looksLikeChunk(std::size_t at) const {
  if (at > m_file.size() || m_file.size() - at < kChunkHeader) return false;
  if (m_text.substr(at, 4) == "MTrk") return true;
  const auto printable = [](std::uint8_t byte) { return byte >= 0x20 && byte < 0x7F; };
  const auto id = m_file.subspan(at, 4);
  return std::all_of(id.begin(), id.end(), printable) &&
         number(at + 4, 4) <= m_file.size() - at - kChunkHeader;
}

void FileReader::readChunks(const Header& header, MidiAssembly& assembly) {
  const auto clock = header.filmTempo ? MidiTrackReader::Clock::Film : MidiTrackReader::Clock::Musical;
  MidiTrackReader reader(m_file, clock, m_warnings);
  for (std::size_t at = header.firstChunk; at < m_file.size();) {
    if (assembly.chunks() == kMaxReadTracks) {
      m_warnings.add(MidiWarningCode::TooManyTracks, at, {std::to_string(kMaxReadTracks)});
      break;
    }
    if (!looksLikeChunk(at)) {
      const std::size_t next = findTrackOrEnd(at);
      m_warnings.add(MidiWarningCode::BytesAfterEnd, at, {std::to_string(next - at)});
      at = next;
      if (m_file.size() - at < kChunkHeader) break;
    } else if (m_text.substr(at, 4) == "MTrk") {
      at = readTrackChunk(at, reader, assembly);
    } else {
      at = skipChunk(at);
    }
  }
}

std::size_t FileReader::readTrackChunk(std::size_t at, MidiTrackReader& reader, MidiAssembly& assembly) {
  const std::size_t body = at + kChunkHeader;
  const std::size_t length = number(at + 4, 4);
  const bool inside = length <= m_file.size() - body;
  const std::size_t claimed = inside ? body + length : m_file.size();
  const bool plausible = inside && (claimed == m_file.size() || looksLikeChunk(claimed));
  const std::size_t limit = plausible ? claimed : findTrackOrEnd(body);
  ChunkEvents events = reader.read(body, limit);
  const std::size_t stopped = events.stopped;
  const bool closed = events.closed;
  assembly.add(std::move(events));
  if (stopped == claimed && closed) return claimed;
  // Bytes behind the end may be a track that a wrong length has swallowed.
  const std::size_t next = plausible && closed ? std::min(findTrackOrEnd(stopped), claimed) : limit;
  if (!plausible || next != claimed) {
    m_warnings.add(MidiWarningCode::ChunkLengthWrong, at + 4, {std::to_string(length)});
  }
  if (stopped < next) {
    m_warnings.add(MidiWarningCode::BytesAfterEnd, stopped, {std::to_string(next - stopped)});
  }
  return next;
}

std::size_t FileReader::skipChunk(std::size_t at) {
  m_warnings.add(MidiWarningCode::ChunkUnknown, at, {std::string(m_text.substr(at, 4))});
  const std::size_t next = at + kChunkHeader + number(at + 4, 4);
  return next == m_file.size() || looksLikeChunk(next) ? next : findTrackOrEnd(at + kChunkHeader);
}

void FileReader::warnAboutCount(const Header& header, std::size_t found) {
  const std::string count = std::to_string(found);
  if (header.format == 0 && found > 1)
    m_warnings.add(MidiWarningCode::FormatZeroWithTracks, header.at + 8, {count});
  if (header.format == 2 && found > 1)
    m_warnings.add(MidiWarningCode::SequencesJoined, header.at + 8, {count});
  if (header.tracks && *header.tracks != found) {
    m_warnings.add(MidiWarningCode::TrackCountWrong, header.at + 10, {std::to_string(*header.tracks), count});
  }
}

MidiImport FileReader::read() {
  if (m_file.empty()) fail(ErrorCode::FileEmpty, std::nullopt);
  unwrapRiff();
  const Header header = readHeader();
  auto layout = header.format == 2 ? MidiAssembly::Layout::Sequences : MidiAssembly::Layout::Parallel;
  if (header.format == 0 && header.tracks.value_or(1) <= 1) layout = MidiAssembly::Layout::Single;
  MidiAssembly assembly(header.ticksPerQuarter, layout);
  if (header.filmTempo) assembly.setFilmTempo(header.filmTempo);
  readChunks(header, assembly);
  const std::size_t found = assembly.chunks();
  if (found == 0) fail(ErrorCode::MidiFileDamaged, header.firstChunk, "track");
  warnAboutCount(header, found);
  MidiImport import;
  import.score = assembly.take();
  if (import.score->noteCount() == 0) m_warnings.add(MidiWarningCode::NoNotes, m_start);
  import.warnings = m_warnings.take();
  return import;
}

}  // namespace

MidiImport readMidi(std::span<const std::byte> file, std::string_view name) {
  return FileReader({reinterpret_cast<const std::uint8_t*>(file.data()), file.size()}, name).read();
}

MidiImport readMidiFile(const std::filesystem::path& path) {
  return readMidi(readFile(path), path.string());
}

}  // namespace partimento::formats
