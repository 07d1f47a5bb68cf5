#include "ui/common/error_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

namespace partimento::ui {
namespace {

class Arguments {
 public:
  explicit Arguments(const std::vector<std::string>& values) : m_values(values) {}

  QString text(std::size_t index) const {
    return index < m_values.size() ? QString::fromStdString(m_values[index]) : QString();
  }
  /// A path shortened to what a person needs to recognise the file.
  QString file(std::size_t index) const {
    const QFileInfo info(text(index));
    return info.fileName().isEmpty() ? QDir::toNativeSeparators(text(index)) : info.fileName();
  }
  QString path(std::size_t index) const { return QDir::toNativeSeparators(text(index)); }

 private:
  const std::vector<std::string>& m_values;
};

class Errors {
  Q_DECLARE_TR_FUNCTIONS(Errors)
};

/// What a damaged score or its archive lacks; see musicxml::readMusicXml.
QString scoreDamage(const QString& what) {
  if (what == QLatin1String("it breaks off before the music"))
    return Errors::tr("It breaks off before the music begins.");
  if (what == QLatin1String("it is encrypted")) return Errors::tr("It is encrypted.");
  return Errors::tr("The archive around the score is broken.");
}

/// What musicxml::readMusicXml counts.
QString scoreUnit(const QString& what) {
  if (what == QLatin1String("bytes")) return Errors::tr("bytes");
  if (what == QLatin1String("elements")) return Errors::tr("XML elements");
  if (what == QLatin1String("bars")) return Errors::tr("bars");
  if (what == QLatin1String("parts")) return Errors::tr("parts");
  if (what == QLatin1String("quarter notes")) return Errors::tr("quarter notes");
  return Errors::tr("files");
}

ErrorMessage musicXmlMessage(ErrorCode code, const Arguments& args) {
  switch (code) {
    case ErrorCode::NotMusicXml:
      return {Errors::tr("“%1” is not a MusicXML score.").arg(args.file(0)),
              Errors::tr("It does not begin as a score in MusicXML does."),
              Errors::tr("Export the score again as .musicxml or .mxl.")};
    case ErrorCode::MusicXmlEntities:
      return {Errors::tr("“%1” was not opened, to be safe.").arg(args.file(0)),
              Errors::tr("It declares XML entities of its own, which no notation program does and which can "
                         "do harm."),
              Errors::tr("Export the score again as .musicxml or .mxl.")};
    case ErrorCode::MusicXmlTooLarge:
      return {Errors::tr("“%1” holds too much to be opened.").arg(args.file(0)),
              Errors::tr("At most %1 %2 are read from one file.").arg(args.text(2), scoreUnit(args.text(1))),
              Errors::tr("Export the score in parts.")};
    case ErrorCode::ArchiveUnsafe:
      return {Errors::tr("The archive “%1” was not opened, to be safe.").arg(args.file(0)),
              Errors::tr("The archive points to “%1”, which lies outside of it.").arg(args.text(1)),
              Errors::tr("Export the score again as .musicxml or .mxl.")};
    case ErrorCode::ArchiveDamaged:
      return {Errors::tr("The archive “%1” is damaged and cannot be opened.").arg(args.file(0)),
              scoreDamage(args.text(1)), Errors::tr("Export or download it again.")};
    default:
      return {Errors::tr("The score “%1” is damaged and cannot be opened.").arg(args.file(0)),
              scoreDamage(args.text(1)), Errors::tr("Export or download it again.")};
  }
}

/// What is wrong with a style; of most of it only its author can make sense.
QString packDamage(const QString& what) {
  if (what == QLatin1String("weights-changed"))
    return Errors::tr("Its weights are not those that it was published with.");
  return what;
}

/// What is wrong with a run; see ErrorCode::RunDamaged.
QString runDamage(const QString& what) {
  if (what == QLatin1String("settings")) return Errors::tr("Its settings cannot be read.");
  if (what == QLatin1String("plan")) return Errors::tr("Its plan cannot be read.");
  if (what == QLatin1String("plan-version"))
    return Errors::tr("It was begun by another version of Partimento.");
  if (what == QLatin1String("corpus")) return Errors::tr("Its music files are not those that it began with.");
  if (what == QLatin1String("corpus-list")) return Errors::tr("The list of its music files cannot be read.");
  if (what == QLatin1String("state")) return Errors::tr("Its saved state does not fit its network.");
  return {};
}

/// What there was not enough memory for; see ErrorCode::OutOfMemory.
QString memoryUse(const QString& what) {
  if (what == QLatin1String("training")) return Errors::tr("It ran out while a network was being trained.");
  if (what == QLatin1String("network")) return Errors::tr("It ran out while a network was being made.");
  if (what == QLatin1String("machine"))
    return Errors::tr("It ran out while this machine was being measured.");
  if (what == QLatin1String("style")) return Errors::tr("It ran out while the style was being measured.");
  return {};
}

QString megabytesText(const QString& megabytes) {
  return QLocale().formattedDataSize(megabytes.toLongLong() * 1'000'000, 1, QLocale::DataSizeSIFormat);
}

bool endsSentence(const QString& text) {
  return text.endsWith(QLatin1Char('.')) || text.endsWith(QLatin1Char('!'));
}

/// The reason with the place in the file in its last sentence.
QString withPlace(QString why, const QString& place) {
  if (why.isEmpty()) return place.left(1).toUpper() + place.mid(1);
  const bool ends = endsSentence(why);
  if (ends) why.chop(1);
  return why + QStringLiteral(" (%1)").arg(place) + (ends ? QStringLiteral(".") : QString());
}

ErrorMessage fileMessage(ErrorCode code, const Arguments& args) {
  switch (code) {
    case ErrorCode::FileNotFound:
      return {Errors::tr("“%1” was not found.").arg(args.file(0)),
              Errors::tr("It may have been moved or renamed: %1.").arg(args.path(0)),
              Errors::tr("Choose the file again from the place where it is now.")};
    case ErrorCode::FileNotReadable:
      return {Errors::tr("“%1” could not be read.").arg(args.file(0)), args.text(1),
              Errors::tr("Check that you may read the file and that its drive is connected.")};
    case ErrorCode::FileNotWritable:
      return {Errors::tr("“%1” could not be written.").arg(args.file(0)), args.text(1),
              Errors::tr("Nothing was lost. Save to another folder.")};
    case ErrorCode::DiskFull:
      return {Errors::tr("The disk is full: “%1” could not be written.").arg(args.file(0)), QString(),
              Errors::tr("Nothing was lost. Free some space and save again, or save to another disk.")};
    case ErrorCode::FolderReadOnly:
      return {Errors::tr("“%1” cannot be written here.").arg(args.file(0)),
              Errors::tr("The folder is read-only: %1.").arg(args.path(0)),
              Errors::tr("Nothing was lost. Save to another folder.")};
    case ErrorCode::FileEmpty:
      return {Errors::tr("“%1” is empty.").arg(args.file(0)), Errors::tr("It has no bytes at all."),
              Errors::tr("Copy or download the file again.")};
    case ErrorCode::NotAMidiFile:
      return {Errors::tr("“%1” is not a MIDI file.").arg(args.file(0)),
              Errors::tr("It does not begin as a Standard MIDI File does."),
              Errors::tr("Export it again as a Standard MIDI File, or choose another file.")};
    case ErrorCode::MidiFileDamaged:
      return {Errors::tr("“%1” is damaged and cannot be opened.").arg(args.file(0)),
              midiDamageText(args.text(1)), Errors::tr("Export or download it again.")};
    case ErrorCode::NotMusicXml:
    case ErrorCode::MusicXmlDamaged:
    case ErrorCode::MusicXmlEntities:
    case ErrorCode::MusicXmlTooLarge:
    case ErrorCode::ArchiveDamaged:
    case ErrorCode::ArchiveUnsafe:
      return musicXmlMessage(code, args);
    case ErrorCode::NoNotes:
      return {Errors::tr("“%1” holds no notes.").arg(args.file(0)), QString(),
              Errors::tr("Choose a file with music in it.")};
    case ErrorCode::UnknownFormat:
      return {Errors::tr("“%1” is of a kind that Partimento cannot open.").arg(args.file(0)),
              Errors::tr("Its name ends in “%1”.").arg(args.text(1)),
              Errors::tr("Partimento opens .partimento projects, .mid files and MusicXML scores.")};
    default:
      return {};
  }
}

ErrorMessage packageMessage(ErrorCode code, const Arguments& args) {
  switch (code) {
    case ErrorCode::ProjectDamaged:
      return {Errors::tr("The project “%1” is damaged.").arg(args.file(0)), args.text(1),
              Errors::tr("Open a backup, or an earlier version of the file.")};
    case ErrorCode::ProjectTooNew:
      return {Errors::tr("The project “%1” was made by a newer Partimento.").arg(args.file(0)),
              Errors::tr("Its version is %1; this program reads up to %2.").arg(args.text(1), args.text(2)),
              Errors::tr("Install the newer version to open it. The file was not changed.")};
    case ErrorCode::ProjectInUse:
      return {Errors::tr("The project “%1” is open in another window.").arg(args.file(0)), QString(),
              Errors::tr("Close it there first, or save under another name.")};
    case ErrorCode::ProjectChangedElsewhere:
      return {Errors::tr("“%1” was changed by another program since it was opened here.").arg(args.file(0)),
              QString(), Errors::tr("Save under another name to keep both, or replace the file.")};
    case ErrorCode::PackDamaged:
      return {Errors::tr("The style “%1” is damaged.").arg(args.file(0)), packDamage(args.text(1)),
              Errors::tr("Choose another style, or install this one again.")};
    case ErrorCode::PackTooNew:
      return {Errors::tr("The style “%1” was made for a newer Partimento.").arg(args.file(0)),
              Errors::tr("Its version is %1; this program reads up to %2.").arg(args.text(1), args.text(2)),
              Errors::tr("Install the newer version to use it.")};
    case ErrorCode::StyleNotFound:
      return {Errors::tr("There is no style called “%1”.").arg(args.text(0)),
              args.text(1).isEmpty() ? Errors::tr("No styles are installed.")
                                     : Errors::tr("Installed styles: %1.").arg(args.text(1)),
              Errors::tr("Choose one of the cards in the Styles panel.")};
    case ErrorCode::TensorFileDamaged:
      return {Errors::tr("The weights file “%1” is damaged.").arg(args.file(0)), args.text(1),
              Errors::tr("Choose another style, or install this one again.")};
    case ErrorCode::CorpusEmpty:
      return {Errors::tr("There is no usable music in “%1”.").arg(args.file(0)), QString(),
              Errors::tr("Choose a folder with .mid files.")};
    default:
      return {};
  }
}

/// A file with which a run began.
ErrorMessage missingPiece(const Arguments& args) {
  const bool more = args.text(1) != QLatin1String("1");
  return {Errors::tr("“%1” is missing: the training began with it.").arg(args.file(0)),
          more ? Errors::tr("Files missing in all: %1.").arg(args.text(1)) : QString(),
          Errors::tr("Bring the file back and resume. What was learnt is kept.")};
}

ErrorMessage tooLargeForMemory(const Arguments& args) {
  return {Errors::tr("This network needs more memory than there is."),
          Errors::tr("To train it takes %1 at the least, and %2 are free.")
              .arg(megabytesText(args.text(1)), megabytesText(args.text(2))),
          Errors::tr("Close other programs, or choose a smaller network, batch or window.")};
}

ErrorMessage trainingMessage(ErrorCode code, const Arguments& args) {
  switch (code) {
    case ErrorCode::CorpusVanished:
      if (!args.text(1).isEmpty()) return missingPiece(args);
      return {Errors::tr("The music folder “%1” is no longer there.").arg(args.file(0)),
              Errors::tr("It was read from %1.").arg(args.path(0)),
              Errors::tr("Bring it back and resume. What was learnt is kept.")};
    case ErrorCode::RunExists:
      return {Errors::tr("“%1” holds a training run already.").arg(args.file(0)), QString(),
              Errors::tr("Resume it, or give the new style another name.")};
    case ErrorCode::RunInUse:
      return {Errors::tr("The training run “%1” is open in another Partimento.").arg(args.file(0)), QString(),
              Errors::tr("Pause it there, or close the other program.")};
    case ErrorCode::RunDamaged:
      return {Errors::tr("The training run “%1” cannot be used.").arg(args.file(0)), runDamage(args.text(1)),
              Errors::tr("Start a new one with the same music.")};
    case ErrorCode::TrainingDiverged:
      return {Errors::tr("The training ran away at step %1.").arg(args.text(0)),
              Errors::tr("With a learning rate of %1 the loss was no number any more.").arg(args.text(1)),
              Errors::tr("What was learnt before is kept. Start again with a smaller learning rate.")};
    case ErrorCode::OutOfMemory:
      if (!args.text(2).isEmpty()) return tooLargeForMemory(args);
      return {Errors::tr("There is not enough memory."), memoryUse(args.text(0)),
              Errors::tr("Close other programs, or choose a smaller network or batch.")};
    case ErrorCode::NothingToPublish:
      return {Errors::tr("“%1” has no checkpoint yet.").arg(args.file(0)), QString(),
              Errors::tr("Let it train until the first sample appears.")};
    default:
      return {};
  }
}

ErrorMessage musicMessage(ErrorCode code, const Arguments& args) {
  switch (code) {
    case ErrorCode::SeedEmpty:
      return {Errors::tr("There is no melody to continue."), QString(),
              Errors::tr("Draw a few notes, type their names, or start from a demo seed.")};
    case ErrorCode::SeedPolyphonic:
      return {
          Errors::tr("The seed has several notes at once."),
          Errors::tr("Up to %1 notes sound together; this style continues a single line.").arg(args.text(0)),
          Errors::tr("Choose the top or the bottom line when you are asked.")};
    case ErrorCode::SeedVoices:
      return {Errors::tr("The seed has too few voices for this style."),
              Errors::tr("It has %1 of the %2 voices that the style sings.").arg(args.text(0), args.text(1)),
              Errors::tr("Continue one line, which the style harmonises, or write all %1 voices.")
                  .arg(args.text(1))};
    case ErrorCode::SeedUnusable:
      return {Errors::tr("This seed cannot be continued."), args.text(0),
              Errors::tr("Change the seed, or choose another style.")};
    case ErrorCode::NoteNameInvalid:
      return {Errors::tr("“%1” is not a note.").arg(args.text(0)), QString(),
              Errors::tr("Write notes as C4, F#4/8 or Do4 Re4/8; a rest is R.")};
    case ErrorCode::RangeInvalid:
      return {Errors::tr("“%1” is not a range.").arg(args.text(0)), QString(),
              Errors::tr("Write two notes, the lower one first, such as 55-84.")};
    case ErrorCode::ScaleInvalid:
      return {Errors::tr("“%1” is not a scale.").arg(args.text(0)), QString(),
              Errors::tr("Write a tonic and a mode, such as D dorian.")};
    case ErrorCode::SettingInvalid:
      return {Errors::tr("The setting “%1” cannot be %2.").arg(args.text(0), args.text(1)),
              args.text(2).isEmpty() ? QString() : Errors::tr("Allowed: %1.").arg(args.text(2)),
              Errors::tr("Set it back by a double-click on its name.")};
    case ErrorCode::RequestInfeasible:
      return {Errors::tr("With these rules no note is left to play."), args.text(0),
              Errors::tr("Use a wider range, a shorter tabu list, or another scale.")};
    case ErrorCode::RecipeInvalid:
      return {Errors::tr("The recipe in “%1” cannot be read.").arg(args.file(0)), args.text(1),
              Errors::tr("Generate a new take.")};
    case ErrorCode::RecipeMismatch:
      return {Errors::tr("This take cannot be replayed exactly."),
              Errors::tr("%1 differs: the take has %2, this program has %3.")
                  .arg(args.text(0), args.text(1), args.text(2)),
              Errors::tr("Use Remix to make a similar take.")};
    default:
      return {};
  }
}

ErrorMessage machineMessage(ErrorCode code, const Arguments& args) {
  switch (code) {
    case ErrorCode::EngineMissing:
      return {Errors::tr("The engine could not be loaded, so nothing can be generated."), args.text(1),
              Errors::tr(
                  "Everything else works. Install Partimento again, or build the target partimento-engine.")};
    case ErrorCode::EngineFailed:
      return {Errors::tr("The engine failed while it was computing."), args.text(0),
              Errors::tr("Generate again; choose a smaller beam width if it happens again.")};
    case ErrorCode::NumbersBroken:
      return {Errors::tr("The style computed something that is not a number."), args.text(0),
              Errors::tr("Its weights are probably damaged: choose another style.")};
    case ErrorCode::SoundFontMissing:
      return {Errors::tr("The SoundFont “%1” was not found, so there is no sound.").arg(args.file(0)),
              args.path(0),
              Errors::tr("Choose a SoundFont in Settings, or install the package timgm6mb-soundfont.")};
    case ErrorCode::SoundFontDamaged:
      return {Errors::tr("The SoundFont “%1” cannot be used.").arg(args.file(0)),
              Errors::tr("The file is damaged or of another kind."),
              Errors::tr("Choose another .sf2 or .sf3 file in Settings.")};
    case ErrorCode::AudioFailed:
      return {Errors::tr("There is no sound: the audio driver “%1” did not start.").arg(args.text(0)),
              args.text(1),
              Errors::tr("The music plays silently. Choose another driver in Settings, then test it.")};
    case ErrorCode::Cancelled:
      return {Errors::tr("Stopped."), QString(), QString()};
    case ErrorCode::Internal:
    default:
      return {Errors::tr("Something went wrong inside Partimento."), args.text(0),
              Errors::tr("Your music is safe. Please report this message.")};
  }
}

}  // namespace

QString midiDamageText(const QString& expected) {
  if (expected == QLatin1String("header")) return Errors::tr("It ends within its first bytes.");
  if (expected == QLatin1String("track")) return Errors::tr("It has no track.");
  return {};
}

QString ErrorMessage::text() const {
  QStringList parts{what};
  if (!why.isEmpty()) {
    parts << (endsSentence(why) ? why : why + QLatin1Char('.'));
  }
  if (!next.isEmpty()) parts << next;
  return parts.join(QLatin1Char(' '));
}

ErrorMessage errorMessage(ErrorCode code, const std::vector<std::string>& arguments) {
  const Arguments args(arguments);
  for (const auto& group : {fileMessage, packageMessage, trainingMessage, musicMessage}) {
    ErrorMessage message = group(code, args);
    if (!message.what.isEmpty()) return message;
  }
  return machineMessage(code, args);
}

ErrorMessage errorMessage(const Error& error) {
  ErrorMessage message = errorMessage(error.code(), error.arguments());
  const SourcePosition& position = error.position();
  QString place;
  // That something is wrong from the first byte on says no more than the message.
  if (position.byte && *position.byte > 0)
    place = Errors::tr("at byte %1").arg(QLocale().toString(qulonglong(*position.byte)));
  if (position.line) place = Errors::tr("in line %1").arg(*position.line);
  if (!place.isEmpty()) message.why = withPlace(message.why, place);
  return message;
}

ErrorMessage currentErrorMessage() {
  try {
    throw;
  } catch (const Error& error) {
    return errorMessage(error);
  } catch (const std::exception& error) {
    return errorMessage(ErrorCode::Internal, {error.what()});
  } catch (...) {
    return errorMessage(ErrorCode::Internal);
  }
}

}  // namespace partimento::ui
