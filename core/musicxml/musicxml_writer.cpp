#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/base/file_io.h"
#include "core/formats/midi.h"
#include "core/musicxml/bar_writer.h"
#include "core/musicxml/container.h"
#include "core/musicxml/head_reader.h"
#include "core/musicxml/write_plan.h"
#include "core/musicxml/writer.h"
#include "core/musicxml/xml_text.h"

namespace partimento::musicxml {

namespace {

constexpr std::string_view kProlog =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"
    "<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\" "
    "\"http://www.musicxml.org/dtds/partwise.dtd\">\n";

class FileWriter {
 public:
  FileWriter(const notation::Notation& notation, const MusicXmlWriteOptions& options)
      : m_notation(notation), m_options(options), m_plan(notation) {}

  std::string write() {
    m_out.raw(kProlog);
    m_out.open("score-partwise", " version=\"4.0\"");
    if (!m_notation.title().empty()) {
      m_out.open("work");
      m_out.element("work-title", m_notation.title());
      m_out.close();
    }
    writeIdentification();
    m_out.open("part-list");
    for (std::size_t i = 0; i < m_notation.parts().size(); ++i) writePartHead(i);
    m_out.close();
    for (std::size_t i = 0; i < m_notation.parts().size(); ++i) writePart(i);
    m_out.close();
    return m_out.take();
  }

 private:
  static std::string idOf(std::size_t part) { return 'P' + std::to_string(part + 1); }

  const Track& track(std::size_t index) const { return m_notation.score()->track(index); }

  void writeIdentification() {
    m_out.open("identification");
    const std::string composer =
        m_notation.composer().empty() ? composerOf(*m_notation.score()) : m_notation.composer();
    if (!composer.empty()) m_out.element("creator", composer, " type=\"composer\"");
    m_out.open("encoding");
    m_out.element("software", "Partimento");
    for (const char* element : {"accidental", "beam", "stem"})
      m_out.empty("supports", attribute("element", element) + " type=\"yes\"");
    m_out.close();
    m_out.open("miscellaneous");
    const auto field = [this](const char* name, const std::string& text) {
      m_out.element("miscellaneous-field", text, attribute("name", name));
    };
    field(kTicksField, std::to_string(m_notation.score()->ticksPerQuarter()));
    field(kTracksField, trackNumbers());
    const auto recipes =
        m_options.recipes.empty() ? formats::recipesIn(*m_notation.score()) : m_options.recipes;
    for (const std::string& recipe : recipes) field(kRecipeField, recipe);
    m_out.close();
    m_out.close();
  }

  std::string trackNumbers() const {
    std::string text;
    for (std::size_t i = 0; i < m_notation.parts().size(); ++i) {
      std::string list;
      for (const std::size_t track : m_notation.parts()[i].tracks)
        list += (list.empty() ? "" : ",") + std::to_string(track + 1);
      text += (text.empty() ? "" : " ") + idOf(i) + '=' + list;
    }
    return text;
  }

  void writePartHead(std::size_t index) {
    const notation::Part& part = m_notation.parts()[index];
    m_out.open("score-part", attribute("id", idOf(index)));
    m_out.element("part-name", part.name);
    struct Instrument {
      std::string id;
      std::size_t track = 0;
      int key = -1;
    };
    std::vector<Instrument> instruments;
    for (std::size_t i = 0; i < part.tracks.size(); ++i) {
      if (part.percussion) {
        std::set<Pitch> keys;
        for (const Note& note : track(part.tracks[i]).notes) keys.insert(note.pitch);
        for (const Pitch key : keys) {
          const std::string id = drumId(idOf(index), key);
          if (std::ranges::find(instruments, id, &Instrument::id) == instruments.end())
            instruments.push_back({id, part.tracks[i], key});
        }
      } else {
        instruments.push_back({idOf(index) + "-I" + std::to_string(i + 1), part.tracks[i], -1});
      }
    }
    for (const Instrument& instrument : instruments) {
      m_out.open("score-instrument", attribute("id", instrument.id));
      m_out.element("instrument-name", track(instrument.track).name);
      m_out.close();
    }
    for (const Instrument& instrument : instruments) {
      const Track& sound = track(instrument.track);
      m_out.open("midi-instrument", attribute("id", instrument.id));
      m_out.element("midi-channel", (part.percussion ? kPercussionChannel : sound.channel) + 1);
      if (sound.bank > 0) m_out.element("midi-bank", sound.bank * 128 + 1);
      m_out.element("midi-program", sound.program + 1);
      if (instrument.key >= 0) m_out.element("midi-unpitched", instrument.key + 1);
      m_out.close();
    }
    m_out.close();
  }

  void writePart(std::size_t index) {
    const notation::Part& part = m_notation.parts()[index];
    PartContext context{index, idOf(index), part.tracks, part.percussion, false};
    for (const notation::Bar& bar : m_notation.bars()) {
      context.statesAllVelocities =
          context.statesAllVelocities || std::ranges::any_of(bar.marks, [index](const notation::Mark& mark) {
            return mark.kind == notation::Mark::Kind::Dynamic && mark.part == index;
          });
    }
    m_out.open("part", attribute("id", idOf(index)));
    BarWriter bars(m_plan, std::move(context), m_out);
    for (std::size_t bar = 0; bar < m_notation.bars().size(); ++bar) bars.write(bar);
    m_out.close();
  }

  const notation::Notation& m_notation;
  const MusicXmlWriteOptions& m_options;
  WritePlan m_plan;
  XmlText m_out;
};

}  // namespace

std::vector<std::byte> writeMusicXml(const notation::Notation& notation,
                                     const MusicXmlWriteOptions& options) {
  const std::string text = FileWriter(notation, options).write();
  const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
  return {bytes.begin(), bytes.end()};
}

void writeMusicXmlFile(const std::filesystem::path& path, const notation::Notation& notation,
                       const MusicXmlWriteOptions& options) {
  std::vector<std::byte> bytes = writeMusicXml(notation, options);
  const std::string suffix = path.extension().string();
  if (suffix == ".mxl" || suffix == ".MXL") bytes = packScore(std::move(bytes));
  writeFileAtomically(path, bytes);
}

}  // namespace partimento::musicxml
