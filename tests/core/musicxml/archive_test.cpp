#include "core/musicxml/archive.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/musicxml/container.h"

namespace partimento::musicxml {
namespace {

std::vector<std::byte> bytesOf(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
  return {bytes.begin(), bytes.end()};
}

std::string textOf(const std::vector<std::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<std::byte> archiveOf(const std::vector<std::pair<std::string, std::string>>& files) {
  std::vector<ArchiveFile> list;
  for (const auto& [name, text] : files)
    list.push_back({ArchiveFile::Packing::Deflated, name, bytesOf(text)});
  return writeArchive(list);
}

std::string containerFor(const std::string& path) {
  return "<container><rootfiles><rootfile full-path=\"" + path + "\"/></rootfiles></container>";
}

ErrorCode codeOf(const std::vector<std::byte>& file) {
  try {
    unpackScore(file, "test.mxl");
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::Internal;
}

TEST(Archive, GivesBackWhatWasPacked) {
  Random random(1);
  std::vector<ArchiveFile> files;
  for (int i = 0; i < 8; ++i) {
    std::vector<std::byte> content;
    for (std::uint64_t left = random.below(200000); left > 0; --left)
      content.push_back(static_cast<std::byte>(random.below(i % 2 == 0 ? 256 : 4)));
    const auto packing = i % 3 == 0 ? ArchiveFile::Packing::Stored : ArchiveFile::Packing::Deflated;
    files.push_back({packing, "folder/file" + std::to_string(i), std::move(content)});
  }
  const auto bytes = writeArchive(files);
  EXPECT_EQ(bytes, writeArchive(files));
  const Archive archive(bytes, "test.zip");
  ASSERT_EQ(archive.entries().size(), files.size());
  for (const ArchiveFile& file : files) {
    const ArchiveEntry* entry = archive.find(file.name);
    ASSERT_NE(entry, nullptr) << file.name;
    EXPECT_EQ(archive.read(*entry, 1U << 20U), file.content);
  }
  EXPECT_EQ(archive.find("folder"), nullptr);
}

TEST(Archive, StopsAtTheLimitWhateverIsStated) {
  std::vector<ArchiveFile> files = {
      {ArchiveFile::Packing::Deflated, "bomb", std::vector<std::byte>(50U << 20U)}};
  auto bytes = writeArchive(files);
  EXPECT_LT(bytes.size(), 100000U);
  for (const bool lies : {false, true}) {
    if (lies) {
      // The table of contents states a size of ten bytes.
      const std::string text = textOf(bytes);
      const std::size_t central = text.rfind("PK\x01\x02");
      bytes[central + 24] = std::byte{10};
      for (std::size_t i = 25; i < 28; ++i) bytes[central + i] = std::byte{0};
    }
    const Archive archive(bytes, "bomb.mxl");
    try {
      archive.read(archive.entries().at(0), 1U << 20U);
      ADD_FAILURE();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::MusicXmlTooLarge);
    }
  }
}

TEST(Archive, DamageIsNoticed) {
  const auto whole = archiveOf({{"a.xml", "<score-partwise/>"}, {"b", std::string(1000, 'x')}});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::vector<std::byte> cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_THROW(Archive(cut, "cut"), Error) << size;
  }
  int noticed = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto copy = whole;
    copy[at] ^= std::byte{0x11};
    try {
      const Archive archive(copy, "test");
      for (const ArchiveEntry& entry : archive.entries()) archive.read(entry, 1U << 20U);
    } catch (const Error& error) {
      EXPECT_TRUE(error.code() == ErrorCode::ArchiveDamaged || error.code() == ErrorCode::MusicXmlTooLarge);
      ++noticed;
    }
  }
  EXPECT_GT(noticed, 100);
}

TEST(Container, RoundTrip) {
  const std::string score = "<score-partwise version=\"4.0\"/>";
  const auto packed = packScore(bytesOf(score));
  EXPECT_EQ(textOf(unpackScore(packed, "test")), score);
  // The media type stands where programs look for it.
  EXPECT_EQ(textOf(packed).substr(30, 42), "mimetypeapplication/vnd.recordare.musicxml");
}

TEST(Container, FindsTheScore) {
  EXPECT_EQ(textOf(unpackScore(archiveOf({{"x.xml", "no"},
                                          {"META-INF/container.xml", containerFor("in/song.xml")},
                                          {"in/song.xml", "yes"}}),
                               "test")),
            "yes");
  EXPECT_EQ(textOf(unpackScore(archiveOf({{"META-INF/container.xml", "<container><rootfiles><rootf"},
                                          {"a.png", "no"},
                                          {"a.musicxml", "yes"}}),
                               "test")),
            "yes");
  EXPECT_EQ(codeOf(archiveOf({{"a.txt", "no"}})), ErrorCode::NotMusicXml);
  EXPECT_EQ(codeOf(archiveOf({})), ErrorCode::NotMusicXml);
}

TEST(Container, PathsThatLeadOutsideAreRefused) {
  for (const char* path :
       {"../secret.xml", "a/../../b.xml", "/etc/passwd", "C:\\x.xml", "..\\x.xml", "a/..\\x.xml"}) {
    EXPECT_EQ(codeOf(archiveOf({{"META-INF/container.xml", containerFor(path)}, {"ok.xml", "x"}})),
              ErrorCode::ArchiveUnsafe)
        << path;
  }
  EXPECT_EQ(codeOf(archiveOf({{"../evil.xml", "x"}})), ErrorCode::ArchiveUnsafe);
}

TEST(Container, EntitiesInTheContainerAreRefused) {
  EXPECT_EQ(codeOf(archiveOf({{"META-INF/container.xml",
                               "<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><container/>"},
                              {"ok.xml", "x"}})),
            ErrorCode::MusicXmlEntities);
}

}  // namespace
}  // namespace partimento::musicxml
