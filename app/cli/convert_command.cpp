#include <memory>

#include "app/cli/command.h"
#include "app/cli/score_file.h"
#include "app/cli/score_pages.h"
#include "app/cli/sound.h"
#include "core/base/error.h"

namespace partimento::cli {

namespace {

struct ConvertOptions {
  std::string input;
  std::string output;
  std::string soundFont;
  bool playRepeats = false;
};

bool isAudio(const std::string& suffix) {
  return suffix == ".wav" || suffix == ".flac" || suffix == ".ogg";
}

RepeatSigns repeatsOf(const ConvertOptions& options) {
  return options.playRepeats ? RepeatSigns::Play : RepeatSigns::Keep;
}

int convert(const ConvertOptions& options) {
  const std::string to = suffixOf(options.output);
  if (!writesScore(to) && !isAudio(to) && !isPages(to))
    throw Error(ErrorCode::UnknownFormat, {options.output, to});
  const ScorePtr score = readScoreAloud(options.input, repeatsOf(options));
  if (isAudio(to)) return renderWithProgress(*score, options.output, options.soundFont);
  if (isPages(to)) return writePages(score, options.output);
  writeScoreFile(options.output, score);
  return kDone;
}

int render(const ConvertOptions& options) {
  const std::string to = suffixOf(options.output);
  if (!isAudio(to)) throw Error(ErrorCode::UnknownFormat, {options.output, to});
  return renderWithProgress(*readScoreAloud(options.input, repeatsOf(options)), options.output,
                            options.soundFont);
}

void addRepeats(CLI::App& command, ConvertOptions& options) {
  command.add_flag("--play-repeats", options.playRepeats,
                   "Play the repeats, endings, D.C. and D.S. of a MusicXML file out");
}

}  // namespace

bool isPages(const std::string& suffix) {
  return suffix == ".pdf" || suffix == ".svg" || suffix == ".png";
}

void addConvert(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("convert", "Convert a file; the suffixes say from what to what");
  auto options = std::make_shared<ConvertOptions>();
  command->add_option("input", options->input, ".mid, .musicxml, .xml or .mxl file")->required();
  command
      ->add_option("output", options->output,
                   ".mid, .musicxml, .mxl, .pdf, .svg, .png, .wav, .flac or .ogg file")
      ->required();
  command->add_option("--soundfont", options->soundFont, "SoundFont (.sf2, .sf3) for audio");
  addRepeats(*command, *options);
  command->callback([&action, options] { action = [options] { return convert(*options); }; });
}

void addRender(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("render", "Render a MIDI or MusicXML file to audio");
  auto options = std::make_shared<ConvertOptions>();
  command->add_option("input", options->input, ".mid, .musicxml, .xml or .mxl file")->required();
  command->add_option("output", options->output, ".wav, .flac or .ogg file")->required();
  command->add_option("--soundfont", options->soundFont, "SoundFont (.sf2, .sf3)");
  addRepeats(*command, *options);
  command->callback([&action, options] { action = [options] { return render(*options); }; });
}

}  // namespace partimento::cli
