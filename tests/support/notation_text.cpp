#include "tests/support/notation_text.h"

#include <map>
#include <sstream>
#include <stdexcept>

namespace partimento::test {

using namespace notation;

namespace {

NoteBase baseOf(int denominator) {
  static const std::map<int, NoteBase> kBases = {
      {1, NoteBase::Whole},      {2, NoteBase::Half},   {4, NoteBase::Quarter}, {8, NoteBase::Eighth},
      {16, NoteBase::Sixteenth}, {32, NoteBase::N32nd}, {64, NoteBase::N64th}};
  return kBases.at(denominator);
}

Accidental signFor(int alter) {
  constexpr std::array<Accidental, 5> kSigns = {Accidental::DoubleFlat, Accidental::Flat, Accidental::Natural,
                                                Accidental::Sharp, Accidental::DoubleSharp};
  return kSigns.at(static_cast<std::size_t>(alter + 2));
}

SpelledPitch pitchOf(const std::string& name) {
  SpelledPitch pitch;
  pitch.step = static_cast<Step>(std::string("CDEFGAB").find(name.at(0)));
  std::size_t i = 1;
  for (; i < name.size() && (name[i] == '#' || name[i] == 'b'); ++i) pitch.alter += name[i] == '#' ? 1 : -1;
  pitch.octave = std::stoi(name.substr(i));
  return pitch;
}

/// One voice of one bar from its text.
class VoiceReader {
 public:
  struct Context {
    Key key;
    Clef clef;
    Fraction length;
    bool alone = true;
    NoteId* nextId;
    std::map<std::pair<std::size_t, int>, NoteRef>* ties;  // by voice and MIDI number
  };

  VoiceReader(std::size_t number, Context context) : m_context(std::move(context)) {
    m_voice.number = static_cast<int>(number);
  }

  Voice read(const std::string& text) {
    std::istringstream stream(text);
    for (std::string token; stream >> token;) readToken(token);
    finishBeams();
    for (Tuplet& tuplet : m_voice.tuplets) {
      for (const BeamGroup& beam : m_voice.beams) {
        if (beam.first == tuplet.first && beam.last == tuplet.last) tuplet.bracket = false;
      }
    }
    return std::move(m_voice);
  }

 private:
  void readToken(std::string token) {
    if (token.starts_with("{")) {
      const std::size_t colon = token.find(':');
      m_ratio = {std::stoi(token.substr(1)), std::stoi(token.substr(colon + 1))};
      m_voice.tuplets.push_back({m_voice.events.size(), 0, m_ratio, NoteBase::Eighth, true});
      return;
    }
    if (token == "}") {
      m_voice.tuplets.back().last = m_voice.events.size() - 1;
      m_ratio = {};
      return;
    }
    if (token.starts_with("g(")) {
      GraceChord grace;
      grace.notes = readNotes(token.substr(1), 0);
      m_graces.push_back(grace);
      return;
    }
    readEvent(token);
  }

  void readEvent(std::string token) {
    const bool bracketed = token.starts_with("!");
    if (bracketed) token.erase(0, 1);
    const bool begins = token.find('[') != std::string::npos;
    const bool ends = token.find(']') != std::string::npos;
    const bool tied = token.find('~') != std::string::npos;
    Event event;
    event.at = m_at;
    if (token == "R") {
      event.kind = EventKind::Rest;
      event.wholeBar = true;
      event.value.base = NoteBase::Whole;
      event.length = m_context.length;
    } else {
      const std::size_t colon = token.rfind(':');
      event.value.base = baseOf(std::stoi(token.substr(colon + 1)));
      for (const char c : token.substr(colon)) event.value.dots += c == '.' ? 1 : 0;
      event.value.ratio = m_ratio;
      event.length = event.value.length();
      event.kind = token[0] == 'r' ? EventKind::Rest : token[0] == 's' ? EventKind::Space : EventKind::Chord;
      if (event.kind == EventKind::Chord) event.notes = readNotes(token.substr(0, colon), tied ? 1 : 0);
    }
    if (event.kind == EventKind::Rest && !m_context.alone) event.restStep = m_voice.number % 2 == 0 ? 4 : -4;
    for (WrittenNote& note : event.notes) note.cautionary = bracketed;
    event.graceBefore = std::move(m_graces);
    m_graces.clear();
    if (event.kind == EventKind::Chord && event.value.base >= NoteBase::Half) event.stem = stemOf(event);
    m_at += event.length;
    if (begins) m_voice.beams.push_back({m_voice.events.size(), 0});
    m_voice.events.push_back(std::move(event));
    if (ends) m_voice.beams.back().last = m_voice.events.size() - 1;
  }

  std::vector<WrittenNote> readNotes(std::string names, int tied) {
    for (char& c : names) c = c == '(' || c == ')' || c == ',' ? ' ' : c;
    std::istringstream stream(names);
    std::vector<WrittenNote> notes;
    for (std::string name; stream >> name;) {
      WrittenNote note;
      note.pitch = pitchOf(name);
      const auto place = std::pair{note.pitch.octave, note.pitch.step};
      const auto known = m_inForce.find(place);
      const int inForce = known != m_inForce.end() ? known->second : alterIn(m_context.key, note.pitch.step);
      const auto tie = m_context.ties->find({static_cast<std::size_t>(m_voice.number), note.pitch.midi()});
      if (tie != m_context.ties->end()) {
        note.ref = tie->second;
        ++note.ref.part;
        note.tieStop = true;
        m_context.ties->erase(tie);
      } else {
        note.ref = {0, (*m_context.nextId)++, 0, 1};
        if (note.pitch.alter != inForce) note.accidental = signFor(note.pitch.alter);
      }
      if (tied > 0) {
        note.tieStart = true;
        (*m_context.ties)[{static_cast<std::size_t>(m_voice.number), note.pitch.midi()}] = note.ref;
      }
      m_inForce[place] = note.pitch.alter;
      notes.push_back(note);
    }
    return notes;
  }

  Stem stemOf(const Event& event) const {
    if (!m_context.alone) return m_voice.number % 2 == 0 ? Stem::Up : Stem::Down;
    const int sum = event.notes.front().pitch.diatonic() + event.notes.back().pitch.diatonic();
    return sum < 2 * m_context.clef.middleLine() ? Stem::Up : Stem::Down;
  }

  void finishBeams() {
    for (const BeamGroup& group : m_voice.beams) {
      int sum = 0;
      for (std::size_t i = group.first; i <= group.last; ++i)
        sum += m_voice.events[i].stem == Stem::Up ? 1 : -1;
      for (std::size_t i = group.first; i <= group.last; ++i) {
        Event& event = m_voice.events[i];
        event.stem = sum > 0 ? Stem::Up : Stem::Down;
        const int beams = flagCount(event.value.base);
        for (int level = 0; level < beams; ++level) {
          const bool before = i > group.first && flagCount(m_voice.events[i - 1].value.base) > level;
          const bool after = i < group.last && flagCount(m_voice.events[i + 1].value.base) > level;
          event.beams[static_cast<std::size_t>(level)] = before && after    ? Beam::Continue
                                                         : before           ? Beam::End
                                                         : after            ? Beam::Begin
                                                         : i == group.first ? Beam::ForwardHook
                                                                            : Beam::BackwardHook;
        }
      }
    }
  }

  Context m_context;
  Voice m_voice;
  Fraction m_at = 0;
  Ratio m_ratio;
  std::vector<GraceChord> m_graces;
  std::map<std::pair<int, Step>, int> m_inForce;
};

Staff staffOf(const StaffText& text, const NotationText& all, NoteId& nextId) {
  Staff staff;
  std::map<std::pair<std::size_t, int>, NoteRef> ties;
  const Fraction length(4 * all.signature.numerator, all.signature.denominator);
  for (const auto& voices : text.bars) {
    auto bar = std::make_shared<StaffBar>();
    bar->clef = text.clef;
    for (std::size_t v = 0; v < voices.size(); ++v) {
      VoiceReader reader(v, {all.key, text.clef, length, voices.size() == 1, &nextId, &ties});
      bar->voices.push_back(reader.read(voices[v]));
    }
    staff.bars.push_back(std::move(bar));
  }
  return staff;
}

}  // namespace

NotationPtr notationOf(const NotationText& text) {
  NotationParts parts;
  parts.score = Score::empty();
  parts.title = text.title;
  parts.composer = text.composer;
  NoteId nextId = 1;
  for (std::size_t p = 0; p < text.parts.size(); ++p) {
    Part part;
    if (p < text.names.size()) part.name = text.names[p];
    for (const StaffText& staff : text.parts[p]) part.staves.push_back(staffOf(staff, text, nextId));
    parts.parts.push_back(std::move(part));
  }
  const std::size_t bars = text.parts.front().front().bars.size();
  const Fraction length(4 * text.signature.numerator, text.signature.denominator);
  Tick at(0);
  for (std::size_t b = 0; b < bars; ++b) {
    Bar bar;
    bar.start = at;
    bar.length = length;
    at += Tick((length * Fraction(480)).floor());
    bar.end = at;
    bar.signature = text.signature;
    bar.showSignature = b == 0;
    bar.key = text.key;
    bar.showKey = b == 0;
    bar.number = static_cast<int>(b) + 1;
    if (b + 1 == bars) bar.barlines.right = Barline::Final;
    parts.bars.push_back(std::move(bar));
  }
  return Notation::make(std::move(parts));
}

}  // namespace partimento::test
