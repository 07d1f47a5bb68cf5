#include "app/cli/error_text.h"

#include <map>

namespace partimento::cli {

namespace {

// {0}, {1}: the error's arguments (see ErrorCode).
const std::map<ErrorCode, const char*>& sentences() {
  static const std::map<ErrorCode, const char*> kSentences = {
      {ErrorCode::FileNotFound, "There is no file '{0}'. Check the path."},
      {ErrorCode::FileNotReadable, "'{0}' cannot be read: {1}. Check its permissions."},
      {ErrorCode::FileNotWritable, "'{0}' cannot be written: {1}. Choose another place."},
      {ErrorCode::DiskFull, "The disk is full: '{0}' was not written. Free some space and try again."},
      {ErrorCode::FolderReadOnly, "The folder of '{0}' is read-only. Choose another folder."},
      {ErrorCode::FileEmpty, "'{0}' is empty. Choose another file."},
      {ErrorCode::NotAMidiFile, "'{0}' is not a MIDI file. Export it as .mid and try again."},
      {ErrorCode::MidiFileDamaged, "'{0}' is damaged: {1}. Get another copy of the file."},
      {ErrorCode::NotMusicXml,
       "'{0}' is not a MusicXML score. Export it as .musicxml or .mxl and try again."},
      {ErrorCode::MusicXmlDamaged, "'{0}' is damaged: {1}. Export it again."},
      {ErrorCode::MusicXmlEntities,
       "'{0}' declares XML entities of its own, which no notation program does and which are not expanded "
       "because they can do harm. Export it again."},
      {ErrorCode::MusicXmlTooLarge,
       "'{0}' holds too much: at most {2} {1} are read from one file. Export it in parts."},
      {ErrorCode::ArchiveDamaged, "The archive '{0}' is damaged: {1}. Export or download it again."},
      {ErrorCode::ArchiveUnsafe,
       "The archive '{0}' points to '{1}', which lies outside of it, so it was not opened. Export the score "
       "again as .mxl or .musicxml."},
      {ErrorCode::NoNotes, "'{0}' holds no notes. Choose a file with music in it."},
      {ErrorCode::UnknownFormat,
       "'{0}': files ending in '{1}' are not supported. Use .mid, .musicxml, .mxl, .wav, .flac or .ogg."},
      {ErrorCode::ProjectDamaged, "The project '{0}' is damaged: {1}. Open a backup of it."},
      {ErrorCode::ProjectTooNew,
       "'{0}' was made by a newer Partimento (file version {1}, this one reads {2}). Update Partimento."},
      {ErrorCode::ProjectInUse, "'{0}' is open in another Partimento. Close it there first."},
      {ErrorCode::PackDamaged, "The style in '{0}' is damaged: {1}. Install it again."},
      {ErrorCode::PackTooNew,
       "The style in '{0}' was made for a newer Partimento (version {1}, this one reads {2}). Update "
       "Partimento."},
      {ErrorCode::StyleNotFound, "There is no style '{0}'. Known styles: {1}."},
      {ErrorCode::TensorFileDamaged, "The weights in '{0}' are damaged: {1}. Install the style again."},
      {ErrorCode::SeedEmpty, "The seed holds no notes. Give at least one note to continue from."},
      {ErrorCode::SeedPolyphonic,
       "The seed has up to {0} notes sounding at once. A style of one line needs --track N and --voice top "
       "or "
       "--voice bottom; one of several voices or tracks continues everything with --track all."},
      {ErrorCode::SeedVoices,
       "The seed has {0} voices, and this style sings in {1}: give it all {1}, or one line, which it "
       "harmonises "
       "(--voice top)."},
      {ErrorCode::SeedUnusable, "The seed cannot be continued: {0}."},
      {ErrorCode::NoteNameInvalid, "'{0}' is no note. Write notes as C4, F#5/8, Do4 or R/4."},
      {ErrorCode::RangeInvalid,
       "'{0}' is no range. Write two MIDI note numbers from low to high, such as 55-84."},
      {ErrorCode::ScaleInvalid,
       "'{0}' is no scale. Write a tonic and a mode, such as 'D dorian' or 'Bb major'."},
      {ErrorCode::SettingInvalid, "{0} cannot be {1}; it must be {2}."},
      {ErrorCode::RequestInfeasible, "No melody can meet these wishes: {0}. Loosen one of them."},
      {ErrorCode::EngineMissing,
       "The engine '{0}' cannot be loaded: {1}. Build the target partimento-engine or install Partimento "
       "again."},
      {ErrorCode::EngineFailed, "The linear-algebra library failed: {0}."},
      {ErrorCode::NumbersBroken,
       "The network gave values that are not numbers ({0}). Its weights are damaged; install the style "
       "again."},
      {ErrorCode::CorpusEmpty,
       "'{0}' holds no MIDI file that could be used. Choose a folder with .mid files."},
      {ErrorCode::CorpusVanished,
       "The folder '{0}' is no longer there. Bring it back and resume the run; what it learnt is kept."},
      {ErrorCode::RunExists,
       "'{0}' holds a run already. Go on with it by --resume, or choose another folder."},
      {ErrorCode::RunInUse, "The run in '{0}' is being trained by another Partimento. Pause it there first."},
      {ErrorCode::RunDamaged, "The run in '{0}' cannot be used: {1}. Start a new one in another folder."},
      {ErrorCode::TrainingDiverged,
       "The loss was no number any more at step {0}, with a learning rate of {1}. What was learnt before is "
       "kept; start again with a smaller --lr."},
      {ErrorCode::OutOfMemory,
       "There was not enough memory for {0}. Close other programs, or choose a smaller preset or batch."},
      {ErrorCode::NothingToPublish,
       "The run in '{0}' has no checkpoint yet. Train it until its first validation."},
      {ErrorCode::SoundFontMissing,
       "There is no SoundFont '{0}'. Install timgm6mb-soundfont or name a file with --soundfont."},
      {ErrorCode::SoundFontDamaged, "'{0}' is not a usable SoundFont. Choose an .sf2 or .sf3 file."},
      {ErrorCode::AudioFailed, "The sound system {0} failed: {1}."},
      {ErrorCode::RecipeInvalid, "'{0}' is no recipe: {1}."},
      {ErrorCode::RecipeMismatch,
       "The recipe cannot be replayed here: {0} is {1} in the recipe and {2} here. Install the style that "
       "the recipe was made with."},
      {ErrorCode::Cancelled, "Stopped."},
      {ErrorCode::Internal, "Partimento met a fault of its own: {0}. Please report it."},
  };
  return kSentences;
}

/// A code's sentence, which may depend on how much is known.
const char* sentenceOf(const Error& error) {
  const std::size_t known = error.arguments().size();
  if (error.code() == ErrorCode::CorpusVanished && known > 1)
    return "'{0}' is missing, with which the run began (files missing: {1}). Bring it back and resume the "
           "run; "
           "what it learnt is kept.";
  if (error.code() == ErrorCode::OutOfMemory && known > 2)
    return "Training this network takes {1} MB of memory at the least, and {2} MB are free. Close other "
           "programs, "
           "or choose a smaller preset, batch or window.";
  const auto found = sentences().find(error.code());
  return found == sentences().end() ? nullptr : found->second;
}

struct Word {
  ErrorCode code;
  const char* word;
  const char* text;
};
/// What arguments that are identifiers mean.
constexpr Word kWords[] = {
    {ErrorCode::MidiFileDamaged, "header", "it ends within its first bytes"},
    {ErrorCode::MidiFileDamaged, "track", "it has no track"},
    {ErrorCode::OutOfMemory, "training", "training this network"},
    {ErrorCode::OutOfMemory, "network", "this network"},
    {ErrorCode::OutOfMemory, "machine", "measuring this machine"},
    {ErrorCode::OutOfMemory, "style", "measuring this style"},
    {ErrorCode::PackDamaged, "weights-changed", "its weights are not those that it was published with"},
    {ErrorCode::RunDamaged, "settings", "its settings cannot be read"},
    {ErrorCode::RunDamaged, "plan", "its plan cannot be read"},
    {ErrorCode::RunDamaged, "plan-version", "it was begun by another version of Partimento"},
    {ErrorCode::RunDamaged, "corpus", "its music files are not those that it began with"},
    {ErrorCode::RunDamaged, "corpus-list", "the list of its music files cannot be read"},
    {ErrorCode::RunDamaged, "state", "its saved state does not fit its network"},
};

std::string worded(ErrorCode code, const std::string& argument) {
  for (const Word& entry : kWords) {
    if (entry.code == code && argument == entry.word) return entry.text;
  }
  return argument;
}

}  // namespace

std::string sentenceFor(const Error& error) {
  const char* sentence = sentenceOf(error);
  if (!sentence) return error.what();
  std::string text = sentence;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string mark = '{' + std::to_string(i) + '}';
    const std::string value = i < error.arguments().size() ? worded(error.code(), error.arguments()[i]) : "?";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) {
      text.replace(at, mark.size(), value);
    }
  }
  if (error.position().byte) text += " (byte " + std::to_string(*error.position().byte) + ")";
  if (error.position().line) text += " (line " + std::to_string(*error.position().line) + ")";
  for (char& c : text) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return text;
}

}  // namespace partimento::cli
