#include "core/formats/note_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "core/base/error.h"

namespace partimento::formats {

namespace {

struct NoteValue {
  int denominator = 4;
  bool triplet = false;
  int dots = 0;

  Tick ticks(int ticksPerQuarter) const {
    std::int64_t length = 4LL * ticksPerQuarter / denominator;
    if (triplet) length = length * 2 / 3;
    std::int64_t total = length;
    for (int dot = 0; dot < dots; ++dot) total += length >>= 1;
    return Tick(total);
  }

  std::string text() const {
    return '/' + std::to_string(denominator) + (triplet ? "t" : "") +
           std::string(static_cast<std::size_t>(dots), '.');
  }
};

constexpr std::array<int, 6> kDenominators = {1, 2, 4, 8, 16, 32};

bool isSeparator(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0 || c == ',' || c == '|';
}

// Reads "/8", "/8.", "/8t", "." at the start of `text`, which it must fill; without "/n" the value before
// holds.
std::optional<NoteValue> readValue(std::string_view text, NoteValue before) {
  if (text.empty()) return before;
  NoteValue value = before;
  if (text.front() == '/') {
    std::size_t at = 1;
    int number = 0;
    while (at < text.size() && at <= 2 && std::isdigit(static_cast<unsigned char>(text[at]))) {
      number = 10 * number + (text[at++] - '0');
    }
    if (std::find(kDenominators.begin(), kDenominators.end(), number) == kDenominators.end())
      return std::nullopt;
    value = NoteValue{number};
    text.remove_prefix(at);
    if (text.starts_with('t')) {
      value.triplet = true;
      text.remove_prefix(1);
    }
  } else {
    value.dots = 0;
  }
  for (; text.starts_with('.') && value.dots < 3; text.remove_prefix(1)) ++value.dots;
  return text.empty() ? std::optional(value) : std::nullopt;
}

class Reader {
 public:
  explicit Reader(int ticksPerQuarter) : m_ticksPerQuarter(ticksPerQuarter) {}

  void read(std::string_view word, std::size_t offset) {
    const bool rest =
        (word[0] == 'R' || word[0] == 'r') && (word.size() == 1 || word[1] == '/' || word[1] == '.');
    std::size_t length = 1;
    Pitch pitch = 0;
    if (!rest) {
      const auto parsed = parsePitch(word, m_octave);
      if (!parsed) fail(word, offset);
      pitch = parsed->pitch;
      length = parsed->length;
    }
    const auto value = readValue(word.substr(length), m_value);
    if (!value) fail(word, offset);
    m_value = *value;
    const Tick duration = m_value.ticks(m_ticksPerQuarter);
    if (!rest) {
      m_octave = writtenOctave(word.substr(0, length));
      Note note;
      note.onset = m_time;
      note.duration = duration;
      note.pitch = pitch;
      m_notes.push_back(note);
    }
    m_time += duration;
  }

  std::vector<Note> take() { return std::move(m_notes); }

 private:
  [[noreturn]] static void fail(std::string_view word, std::size_t offset) {
    throw Error(ErrorCode::NoteNameInvalid, {std::string(word)}, {{}, offset, std::nullopt});
  }

  // The octave as written: B#4 sounds in octave 5 but is written in 4.
  int writtenOctave(std::string_view name) const {
    const char last = name.back();
    if (!std::isdigit(static_cast<unsigned char>(last))) return m_octave;
    const bool negative = name.size() > 1 && name[name.size() - 2] == '-';
    return negative ? -(last - '0') : last - '0';
  }

  int m_ticksPerQuarter;
  int m_octave = 4;
  NoteValue m_value;
  Tick m_time;
  std::vector<Note> m_notes;
};

// Values from long to short, each with its plain, dotted and triplet form.
std::vector<NoteValue> valuesFromLongToShort(int ticksPerQuarter) {
  std::vector<NoteValue> values;
  for (int denominator : kDenominators) {
    for (int dots = 0; dots <= 2; ++dots) values.push_back({denominator, false, dots});
    values.push_back({denominator, true, 0});
  }
  std::stable_sort(values.begin(), values.end(), [&](const NoteValue& a, const NoteValue& b) {
    return a.ticks(ticksPerQuarter) > b.ticks(ticksPerQuarter);
  });
  return values;
}

NoteValue longestThatFits(Tick length, const std::vector<NoteValue>& values, int ticksPerQuarter) {
  for (const NoteValue& value : values) {
    if (value.ticks(ticksPerQuarter) <= length) return value;
  }
  return values.back();
}

}  // namespace

std::vector<Note> parseNoteText(std::string_view text, int ticksPerQuarter) {
  Reader reader(ticksPerQuarter);
  for (std::size_t at = 0; at < text.size();) {
    if (isSeparator(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !isSeparator(text[end])) ++end;
    reader.read(text.substr(at, end - at), at);
    at = end;
  }
  return reader.take();
}

std::string writeNoteText(const std::vector<Note>& notes, int ticksPerQuarter, NoteNaming naming) {
  const std::vector<NoteValue> values = valuesFromLongToShort(ticksPerQuarter);
  const Tick shortest = values.back().ticks(ticksPerQuarter);
  std::string text;
  Tick time;
  const auto write = [&](const std::string& name, Tick length) {
    const NoteValue value = longestThatFits(length, values, ticksPerQuarter);
    if (!text.empty()) text += ' ';
    text += name + value.text();
    time += value.ticks(ticksPerQuarter);
  };
  for (const Note& note : notes) {
    while (note.onset - time >= shortest) write("R", note.onset - time);
    write(pitchName(note.pitch, naming), note.duration);
  }
  return text;
}

}  // namespace partimento::formats
