#include "core/musicxml/document_reader.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "core/base/error.h"
#include "core/musicxml/bar_reader.h"
#include "core/musicxml/head_reader.h"
#include "core/musicxml/xml_value.h"

namespace partimento::musicxml {

namespace {

/// Every metre up to 1/128 has a whole number of units.
constexpr Units kMeterUnits = 32;
constexpr Units kMaxUnits = Units{1} << 22;
/// Units for files whose divisions have no useful common multiple: many small divisors.
constexpr Units kFallbackUnits = 55440 * 32;
constexpr std::size_t kMaxParts = 4096;
constexpr std::size_t kMaxPartBars = 500'000;
/// About 140 hours at 120 a minute.
constexpr Units kMaxQuarters = 1'000'000;

struct Measure {
  pugi::xml_node head;     ///< with the bar's number
  pugi::xml_node content;  ///< may be null: this part has no such bar
};

struct PartMeasures {
  std::string id;
  std::vector<Measure> measures;
};

class FileReader {
 public:
  FileReader(const XmlSource& source, std::string_view name, Warnings& warnings)
      : m_source(source), m_name(name), m_warnings(warnings) {}

  Document read();

 private:
  pugi::xml_node findRoot();
  void gatherByParts(pugi::xml_node root);
  void gatherByTime(pugi::xml_node root);
  void matchParts(std::vector<ListedPart> listed);
  void chooseUnits();
  void readParts();
  void settleBars();
  void settleKeys();
  void checkSize() const;

  const XmlSource& m_source;
  std::string m_name;
  Warnings& m_warnings;
  std::vector<PartMeasures> m_measures;
  std::vector<ListedPart> m_listed;  ///< as m_document.parts
  FileState m_file;
  Document m_document;
};

Document FileReader::read() {
  const pugi::xml_node root = findRoot();
  if (std::string_view(root.name()) == "score-timewise") {
    gatherByTime(root);
  } else {
    gatherByParts(root);
  }
  checkSize();
  if (m_source.brokenAt) m_warnings.add(MusicXmlWarningCode::BrokenOff, std::to_string(*m_source.brokenAt));
  readIdentification(root, m_document);
  matchParts(readPartList(root.child("part-list")));
  chooseUnits();
  readParts();
  readTrackNumbers(root, m_document.parts);
  settleBars();
  settleKeys();
  return std::move(m_document);
}

pugi::xml_node FileReader::findRoot() {
  for (const char* name : {"score-partwise", "score-timewise"}) {
    const pugi::xml_node root = m_source.tree.child(name);
    if (!root) continue;
    const bool hasMusic = root.child("part").child("measure") || root.child("measure").child("part");
    if (!hasMusic && m_source.brokenAt) break;
    return root;
  }
  if (m_source.brokenAt) {
    throw Error(ErrorCode::MusicXmlDamaged, {m_name, "it breaks off before the music"},
                {m_name, *m_source.brokenAt, {}});
  }
  throw Error(ErrorCode::NotMusicXml, {m_name});
}

void FileReader::gatherByParts(pugi::xml_node root) {
  for (const pugi::xml_node part : root.children("part")) {
    PartMeasures measures{std::string(attributeOf(part, "id")), {}};
    for (const pugi::xml_node measure : part.children("measure"))
      measures.measures.push_back({measure, measure});
    m_measures.push_back(std::move(measures));
  }
}

void FileReader::gatherByTime(pugi::xml_node root) {
  std::map<std::string, std::size_t, std::less<>> index;
  std::size_t bar = 0;
  for (const pugi::xml_node measure : root.children("measure")) {
    for (const pugi::xml_node part : measure.children("part")) {
      const std::string_view id = attributeOf(part, "id");
      auto found = index.find(id);
      if (found == index.end()) {
        found = index.emplace(id, m_measures.size()).first;
        m_measures.push_back({std::string(id), {}});
        if (m_measures.size() > kMaxParts) checkSize();
      }
      auto& measures = m_measures[found->second].measures;
      if (measures.size() > bar) continue;
      measures.resize(bar, {measure, {}});
      measures.push_back({measure, part});
    }
    ++bar;
  }
}

/// Parts times bars is bounded before anything is made of them: a file of many empty parts is short.
void FileReader::checkSize() const {
  std::size_t bars = 0;
  for (const PartMeasures& part : m_measures) bars = std::max(bars, part.measures.size());
  if (m_measures.size() > kMaxParts)
    throw Error(ErrorCode::MusicXmlTooLarge, {m_name, "parts", std::to_string(kMaxParts)});
  if (bars * m_measures.size() > kMaxPartBars)
    throw Error(ErrorCode::MusicXmlTooLarge, {m_name, "bars", std::to_string(kMaxPartBars)});
}

/// Brings the music into the order of the list.
void FileReader::matchParts(std::vector<ListedPart> listed) {
  std::vector<PartMeasures> ordered;
  std::vector<bool> used(m_measures.size(), false);
  std::map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < m_measures.size(); ++i) index.emplace(m_measures[i].id, i);
  for (ListedPart& part : listed) {
    const auto found = index.find(part.part.id);
    if (found == index.end()) {
      m_warnings.add(MusicXmlWarningCode::PartMissing, part.part.id);
      continue;
    }
    used[found->second] = true;
    ordered.push_back(m_measures[found->second]);
    m_listed.push_back(std::move(part));
  }
  for (std::size_t i = 0; i < m_measures.size(); ++i) {
    if (used[i]) continue;
    m_warnings.add(MusicXmlWarningCode::PartUnlisted, m_measures[i].id);
    ListedPart part;
    part.part.id = part.part.name = m_measures[i].id;
    m_listed.push_back(std::move(part));
    ordered.push_back(std::move(m_measures[i]));
  }
  m_measures = std::move(ordered);
}

/// One unit that divides all times of the file, so that they add up without fractions.
void FileReader::chooseUnits() {
  Units units = kMeterUnits;
  std::set<std::int64_t> values;
  for (const PartMeasures& part : m_measures) {
    for (const Measure& measure : part.measures) {
      for (const pugi::xml_node attributes : measure.content.children("attributes")) {
        const auto value = wholeIn(attributes, "divisions");
        if (value && *value >= 1 && *value <= kMaxDivisions) values.insert(*value);
      }
    }
  }
  for (const std::int64_t value : values) {
    units = std::lcm(units, value);
    if (units > kMaxUnits) break;
  }
  m_file.unitsPerQuarter = units > kMaxUnits ? kFallbackUnits : units;
  m_document.unitsPerQuarter = m_file.unitsPerQuarter;
  if (values.size() == 1) m_document.divisions = static_cast<int>(*values.begin());
}

void FileReader::readParts() {
  std::size_t bars = 0;
  for (const PartMeasures& part : m_measures) bars = std::max(bars, part.measures.size());
  m_document.bars.resize(bars);
  for (std::size_t p = 0; p < m_measures.size(); ++p) {
    DocumentPart part = std::move(m_listed[p].part);
    part.bars.resize(bars);
    PartState state;
    state.drums = std::move(m_listed[p].drums);
    m_file.quartersPerMinute = 120;
    BarReader reader(state, m_file, m_warnings);
    const std::vector<Measure>& measures = m_measures[p].measures;
    for (std::size_t i = 0; i < measures.size(); ++i) {
      DocumentBar& bar = m_document.bars[i];
      if (p == 0 || bar.number.empty()) {
        bar.number = plainText(attributeOf(measures[i].head, "number"));
        bar.implicit = attributeOf(measures[i].head, "implicit") == "yes";
      }
      m_warnings.setPlace(part.name, bar.number);
      reader.read(measures[i].content, part.bars[i], bar, part.staves);
    }
    m_warnings.setPlace({}, {});
    if (measures.size() < bars) m_warnings.add(MusicXmlWarningCode::BarsMissing, part.name);
    m_document.parts.push_back(std::move(part));
  }
  if (m_file.rounded)
    m_warnings.add(MusicXmlWarningCode::TimesRounded, std::to_string(m_file.unitsPerQuarter));
}

/// Metre and length of the bars: as far as their notes reach, a full bar where there are none.
void FileReader::settleBars() {
  TimeSignature meter;
  Units total = 0;
  for (std::size_t i = 0; i < m_document.bars.size(); ++i) {
    DocumentBar& bar = m_document.bars[i];
    bool stated = false;
    for (const DocumentPart& part : m_document.parts) {
      const PartBar& own = part.bars[i];
      bar.length = std::max(bar.length, own.length);
      if (!own.meter) continue;
      if (!stated) {
        meter = *own.meter;
        stated = m_document.statesMeter = true;
      } else if (*own.meter != meter) {
        m_warnings.setPlace(part.name, bar.number);
        m_warnings.add(MusicXmlWarningCode::MetersDiffer);
      }
    }
    bar.meter = meter;
    if (bar.length == 0) bar.length = 4 * m_document.unitsPerQuarter * meter.numerator / meter.denominator;
    total += bar.length;
    if (total / m_document.unitsPerQuarter > kMaxQuarters)
      throw Error(ErrorCode::MusicXmlTooLarge, {m_name, "quarter notes", std::to_string(kMaxQuarters)});
    const auto earlier = [](const auto& a, const auto& b) { return a.at < b.at; };
    std::stable_sort(bar.tempo.begin(), bar.tempo.end(), earlier);
    std::stable_sort(bar.chords.begin(), bar.chords.end(), earlier);
  }
  m_warnings.setPlace({}, {});
}

void FileReader::settleKeys() {
  const auto isPitched = [](const DocumentPart& part) {
    return std::ranges::any_of(part.bars, [](const PartBar& bar) {
      return std::ranges::any_of(
          bar.notes, [](const DocumentNote& note) { return note.kind == DocumentNote::Kind::Pitched; });
    });
  };
  const DocumentPart* first = nullptr;
  std::vector<std::optional<notation::Key>> keys(m_document.bars.size());
  for (const DocumentPart& part : m_document.parts) {
    if (!isPitched(part)) continue;
    std::optional<notation::Key> own;
    std::optional<notation::Key> meant;
    for (std::size_t i = 0; i < part.bars.size(); ++i) {
      own = part.bars[i].key ? part.bars[i].key : own;
      if (!first || first == &part) {
        first = &part;
        keys[i] = own;
        continue;
      }
      meant = keys[i];
      if (!part.bars[i].key || !meant || own->fifths == meant->fifths) continue;
      m_warnings.setPlace(part.name, m_document.bars[i].number);
      m_warnings.add(MusicXmlWarningCode::KeysDiffer);
    }
  }
  m_warnings.setPlace({}, {});
}

}  // namespace

Document readDocument(const XmlSource& source, std::string_view name, Warnings& warnings) {
  return FileReader(source, name, warnings).read();
}

}  // namespace partimento::musicxml
