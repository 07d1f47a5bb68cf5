#include "core/notation/bar_builder.h"

#include <algorithm>

#include "core/notation/written_values.h"

namespace partimento::notation {

namespace {

class BarBuilder {
 public:
  BarBuilder(const VoiceLineNotes& line, const BarGrid::Entry& bar, std::size_t index) : m_bar(bar) {
    const auto found = line.tuplets.find(index);
    if (found != line.tuplets.end()) m_windows = found->second;
  }

  void add(const LineNote& note) {
    m_sounding.push_back(&note);
    m_cuts.push_back(std::max(note.from - m_bar.at, Units{0}));
    m_cuts.push_back(std::min(note.to - m_bar.at, m_bar.length));
  }

  bool empty() const { return m_sounding.empty(); }

  DraftVoice build() {
    m_cuts.push_back(0);
    m_cuts.push_back(m_bar.length);
    std::sort(m_cuts.begin(), m_cuts.end());
    m_cuts.erase(std::unique(m_cuts.begin(), m_cuts.end()), m_cuts.end());
    shortenWindows();
    std::erase_if(m_windows, [&](const TupletWindow& window) {
      return std::none_of(m_cuts.begin(), m_cuts.end(),
                          [&](Units cut) { return cut > window.at && cut < window.until(); });
    });
    for (std::size_t i = 0; i + 1 < m_cuts.size(); ++i) writeStretch(m_cuts[i], m_cuts[i + 1]);
    addTuplets();
    return std::move(m_draft);
  }

 private:
  bool isCut(Units at) const { return std::binary_search(m_cuts.begin(), m_cuts.end(), at); }

  /// Tuplets are counted as players count: one a beat where every beat begins with a note (one a quarter
  /// where beats are longer and every quarter does), and by the notes that are there (six sixteenths rather
  /// than three eighths).
  void shortenWindows() {
    const Units beat = m_bar.metre->beat();
    splitWindows(beat);
    if (!m_bar.metre->compound() && beat > kQuarter) splitWindows(kQuarter);
    for (TupletWindow& window : m_windows) window = countedFinely(window);
  }

  void splitWindows(Units beat) {
    std::vector<TupletWindow> shorter;
    for (const TupletWindow& window : m_windows) {
      const Units parts = window.length % beat == 0 ? window.length / beat : 1;
      bool split = parts == 2 || parts == 4;
      for (Units part = 1; part < parts; ++part) split = split && isCut(window.at + part * beat);
      for (Units part = 0; part < (split ? parts : 1); ++part) {
        TupletWindow one = window;
        one.length = split ? beat : window.length;
        one.at = window.at + part * one.length;
        shorter.push_back(one);
      }
    }
    m_windows = std::move(shorter);
  }

  TupletWindow countedFinely(TupletWindow window) const {
    const Units cell = window.length / window.cells;
    bool halved = window.cells == 3 && window.normal == 2;
    for (int i = 0; i < window.cells; ++i) {
      halved = halved && isCut(window.at + i * cell + cell / 2) && (i == 0 || isCut(window.at + i * cell));
    }
    // Finer notes than that are groups of their own again.
    for (int i = 0; i < 4 * window.cells; i += 1)
      halved = halved && (i % 2 == 0 || !isCut(window.at + i * cell / 4));
    if (halved) {
      window.cells *= 2;
      window.normal *= 2;
    }
    return window;
  }

  void writeStretch(Units from, Units to) {
    std::vector<const LineNote*> notes;
    for (const LineNote* note : m_sounding) {
      if (note->from - m_bar.at <= from && note->to - m_bar.at >= to) notes.push_back(note);
    }
    std::vector<Piece> pieces;
    writeValues(*m_bar.metre, m_windows, from, to, notes.empty() ? PieceKind::Rest : PieceKind::Note, pieces);
    for (const Piece& piece : pieces) {
      DraftEvent draft;
      draft.event.kind = notes.empty() ? EventKind::Rest : EventKind::Chord;
      draft.event.at = quarters(piece.at);
      draft.event.length = quarters(piece.length);
      draft.event.value = piece.value;
      draft.notes = notes;
      for (const LineNote* note : notes) {
        WrittenNote head;
        head.tieStop = note->from - m_bar.at < piece.at;
        head.tieStart = note->to - m_bar.at > piece.at + piece.length;
        head.ref = {note->track, note->note->id, 0, 1};
        draft.event.notes.push_back(head);
      }
      m_draft.events.push_back(std::move(draft));
      m_tupletOf.push_back(piece.tuplet);
    }
  }

  void addTuplets() {
    for (std::size_t first = 0; first < m_tupletOf.size();) {
      std::size_t last = first;
      while (last + 1 < m_tupletOf.size() && m_tupletOf[last + 1] == m_tupletOf[first]) ++last;
      if (m_tupletOf[first] >= 0) {
        const TupletWindow& window = m_windows[static_cast<std::size_t>(m_tupletOf[first])];
        const auto unit = singleValue(quarters(window.unit()), 0);
        m_draft.voice.tuplets.push_back(
            {first, last, {window.cells, window.normal}, unit ? unit->base : NoteBase::Eighth, true});
      }
      first = last + 1;
    }
  }

  const BarGrid::Entry& m_bar;
  std::vector<TupletWindow> m_windows;
  std::vector<const LineNote*> m_sounding;
  std::vector<Units> m_cuts;
  DraftVoice m_draft;
  std::vector<int> m_tupletOf;
};

}  // namespace

DraftVoice buildVoice(const VoiceLineNotes& line, std::size_t first, const BarGrid::Entry& bar,
                      std::size_t index) {
  BarBuilder builder(line, bar, index);
  for (std::size_t i = first; i < line.notes.size() && line.notes[i]->from < bar.until(); ++i) {
    if (line.notes[i]->to > bar.at) builder.add(*line.notes[i]);
  }
  return builder.empty() ? DraftVoice{} : builder.build();
}

DraftVoice restingVoice(const BarGrid::Entry& bar, EventKind kind) {
  DraftVoice draft;
  DraftEvent rest;
  rest.event.kind = kind;
  rest.event.wholeBar = true;
  rest.event.value = {NoteBase::Whole, 0, {}};
  rest.event.length = quarters(bar.length);
  draft.events.push_back(std::move(rest));
  return draft;
}

void hideOuterRests(std::vector<Event>& events, const Metre& metre) {
  const auto sounds = [](const Event& event) { return event.kind != EventKind::Rest; };
  const auto first = std::find_if(events.begin(), events.end(), sounds);
  const auto last = std::find_if(events.rbegin(), events.rend(), sounds);
  const auto onBeat = [&](const Fraction& at) {
    return std::any_of(metre.pulses().begin(), metre.pulses().end(),
                       [&](const Pulse& pulse) { return quarters(pulse.at) == at; });
  };
  auto shown = first;  // the rests since the beat
  while (first != events.end() && shown != events.begin() && !onBeat(shown->at)) --shown;
  for (auto event = events.begin(); event != shown; ++event) event->kind = EventKind::Space;
  auto end = last.base();  // the first rest after the last note
  while (end != events.end() && !onBeat(end->at)) ++end;
  for (; end != events.end(); ++end) end->kind = EventKind::Space;
}

}  // namespace partimento::notation
