// A build without MusicXML: such files are of a kind that it does not know.

#include "app/cli/score_file.h"
#include "core/base/error.h"

namespace partimento::cli {

bool isMusicXml(std::span<const std::byte>) {
  return false;
}

ScoreFile readMusicXmlScore(std::span<const std::byte>, const std::string& path, RepeatSigns) {
  throw Error(ErrorCode::UnknownFormat, {path, suffixOf(path)});
}

void writeMusicXmlScore(const std::string& path, const ScorePtr&, const std::vector<std::string>&) {
  throw Error(ErrorCode::UnknownFormat, {path, suffixOf(path)});
}

}  // namespace partimento::cli
