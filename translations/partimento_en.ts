<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ImportNotice</name>
    <message numerus="yes">
        <source>%n place(s) did not follow the standard.</source>
        <translation>
            <numerusform>One place did not follow the standard.</numerusform>
            <numerusform>%n places did not follow the standard.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” was opened with %n warning(s): parts of it did not follow the standard.</source>
        <translation>
            <numerusform>“%1” was opened with %n warning: parts of it did not follow the standard.</numerusform>
            <numerusform>“%1” was opened with %n warnings: parts of it did not follow the standard.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PianoRoll</name>
    <message numerus="yes">
        <source>%n note(s) copied</source>
        <translation>
            <numerusform>%n note copied</numerusform>
            <numerusform>%n notes copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) pasted</source>
        <translation>
            <numerusform>%n note pasted</numerusform>
            <numerusform>%n notes pasted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s), first: %1</source>
        <translation>
            <numerusform>%n note, first: %1</numerusform>
            <numerusform>%n notes, first: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) deleted</source>
        <translation>
            <numerusform>%n note deleted</numerusform>
            <numerusform>%n notes deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) quantised</source>
        <translation>
            <numerusform>%n note quantised</numerusform>
            <numerusform>%n notes quantised</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScoreView</name>
    <message numerus="yes">
        <source>in a chord of %n note(s)</source>
        <translation>
            <numerusform>in a chord of %n note</numerusform>
            <numerusform>in a chord of %n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s), first: %1</source>
        <translation>
            <numerusform>%n note, first: %1</numerusform>
            <numerusform>%n notes, first: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) deleted</source>
        <translation>
            <numerusform>%n note deleted</numerusform>
            <numerusform>%n notes deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) in voice %1</source>
        <translation>
            <numerusform>%n note in voice %1</numerusform>
            <numerusform>%n notes in voice %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A selection holds one track: %n note(s) of others left out</source>
        <translation>
            <numerusform>A selection holds one track: %n note of others left out</numerusform>
            <numerusform>A selection holds one track: %n notes of others left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StyleFacts</name>
    <message numerus="yes">
        <source>remembers %n note(s)</source>
        <translation>
            <numerusform>remembers %n note</numerusform>
            <numerusform>remembers %n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Each note depends on the last %n note(s).</source>
        <translation>
            <numerusform>Each note depends on the last %n note.</numerusform>
            <numerusform>Each note depends on the last %n notes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wishes</name>
    <message numerus="yes">
        <source>Range and scale leave %n note(s)</source>
        <translation>
            <numerusform>Range and scale leave %n note</numerusform>
            <numerusform>Range and scale leave %n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the tabu list needs at least %n.</source>
        <translation>
            <numerusform>the tabu list needs at least %n.</numerusform>
            <numerusform>the tabu list needs at least %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::CaptureDialog</name>
    <message numerus="yes">
        <source>You played %n note(s)</source>
        <translation>
            <numerusform>You played %n note</numerusform>
            <numerusform>You played %n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::CapturePreview</name>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bar(s)</source>
        <translation>
            <numerusform>%n bar</numerusform>
            <numerusform>%n bars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::CorpusBox</name>
    <message numerus="yes">
        <source>%n file(s) left out</source>
        <translation>
            <numerusform>%n file left out</numerusform>
            <numerusform>%n files left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::CorpusCharts</name>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n piece</numerusform>
            <numerusform>%n pieces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tune(s)</source>
        <translation>
            <numerusform>%n tune</numerusform>
            <numerusform>%n tunes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::DragBridge</name>
    <message numerus="yes">
        <source>%n note(s) inserted.</source>
        <translation>
            <numerusform>%n note inserted.</numerusform>
            <numerusform>%n notes inserted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::ExpertForm</name>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::FileDesk</name>
    <message numerus="yes">
        <source>Exported %n page(s), the first to “%1”.</source>
        <translation>
            <numerusform>Exported %n page, to “%1”.</numerusform>
            <numerusform>Exported %n pages, the first to “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::MainWindow</name>
    <message numerus="yes">
        <source>Up to %n note(s) sound at once in this track. One line of it is continued.</source>
        <translation>
            <numerusform>Up to %n note sounds at once in this track. One line of it is continued.</numerusform>
            <numerusform>Up to %n notes sound at once in this track. One line of it is continued.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::MidiBridge</name>
    <message numerus="yes">
        <source>%n note(s) recorded; undo takes them back.</source>
        <translation>
            <numerusform>%n note recorded; undo takes it back.</numerusform>
            <numerusform>%n notes recorded; undo takes them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) captured. Generate goes on from them.</source>
        <translation>
            <numerusform>%n note captured. Generate goes on from it.</numerusform>
            <numerusform>%n notes captured. Generate goes on from them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::PerformanceDialog</name>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bar(s)</source>
        <translation>
            <numerusform>%n bar</numerusform>
            <numerusform>%n bars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::RangeGroup</name>
    <message numerus="yes">
        <source>%n forbidden area(s) painted on the roll</source>
        <translation>
            <numerusform>%n forbidden area painted on the roll</numerusform>
            <numerusform>%n forbidden areas painted on the roll</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::SeedPanel</name>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::StaffPreview</name>
    <message numerus="yes">
        <source>%n bar(s) shown</source>
        <translation>
            <numerusform>%n bar shown</numerusform>
            <numerusform>%n bars shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::StartPage</name>
    <message numerus="yes">
        <source>Partimento was closed in the middle of %1 (%2, %n note(s)). Nothing was lost.</source>
        <translation>
            <numerusform>Partimento was closed in the middle of %1 (%2, %n note). Nothing was lost.</numerusform>
            <numerusform>Partimento was closed in the middle of %1 (%2, %n notes). Nothing was lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Begin a piece with %n bar(s) of “%1”</source>
        <translation>
            <numerusform>Begin a piece with %n bar of “%1”</numerusform>
            <numerusform>Begin a piece with %n bars of “%1”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::StyleForm</name>
    <message numerus="yes">
        <source>Goes on from the style with %n thread(s) for %1.</source>
        <translation>
            <numerusform>Goes on from the style with %n thread for %1.</numerusform>
            <numerusform>Goes on from the style with %n threads for %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::StylesPanel</name>
    <message numerus="yes">
        <source>%n style(s) could not be used.</source>
        <translation>
            <numerusform>%n style could not be used.</numerusform>
            <numerusform>%n styles could not be used.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::TakeCard</name>
    <message numerus="yes">
        <source>%n bar(s)</source>
        <translation>
            <numerusform>%n bar</numerusform>
            <numerusform>%n bars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n relaxed</source>
        <translation>
            <numerusform>%n relaxed</numerusform>
            <numerusform>%n relaxed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::TakeDesk</name>
    <message numerus="yes">
        <source>%n note(s) of the seed lie outside the style&apos;s range; it hears them an octave nearer.</source>
        <translation>
            <numerusform>%n note of the seed lies outside the style&apos;s range; it is heard an octave nearer.</numerusform>
            <numerusform>%n notes of the seed lie outside the style&apos;s range; they are heard an octave nearer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::TakesPanel</name>
    <message numerus="yes">
        <source>%n take(s) made. A click plays one; [ and ] swap them.</source>
        <translation>
            <numerusform>%n take made. A click plays one; [ and ] swap them.</numerusform>
            <numerusform>%n takes made. A click plays one; [ and ] swap them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::VoiceDialog</name>
    <message numerus="yes">
        <source>%1 · %n note(s)</source>
        <translation>
            <numerusform>%1 · %n note</numerusform>
            <numerusform>%1 · %n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Up to %n note(s) sound at once in this track.</source>
        <translation>
            <numerusform>Up to %n note sound at once in this track.</numerusform>
            <numerusform>Up to %n notes sound at once in this track.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::WindowBanners</name>
    <message numerus="yes">
        <source>%n undo step(s) are lost.</source>
        <translation>
            <numerusform>%n undo step is lost.</numerusform>
            <numerusform>%n undo steps are lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n take(s) are lost.</source>
        <translation>
            <numerusform>%n take is lost.</numerusform>
            <numerusform>%n takes are lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n take(s) cannot be replayed any more.</source>
        <translation>
            <numerusform>%n take cannot be replayed any more.</numerusform>
            <numerusform>%n takes cannot be replayed any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n take(s) cannot be explained any more.</source>
        <translation>
            <numerusform>%n take cannot be explained any more.</numerusform>
            <numerusform>%n takes cannot be explained any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It seems to begin with an upbeat of %n quarter note(s).</source>
        <translation>
            <numerusform>It seems to begin with an upbeat of %n quarter note.</numerusform>
            <numerusform>It seems to begin with an upbeat of %n quarter notes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It seems to begin with an upbeat of %n eighth note(s).</source>
        <translation>
            <numerusform>It seems to begin with an upbeat of %n eighth note.</numerusform>
            <numerusform>It seems to begin with an upbeat of %n eighth notes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It seems to begin with an upbeat of %n sixteenth note(s).</source>
        <translation>
            <numerusform>It seems to begin with an upbeat of %n sixteenth note.</numerusform>
            <numerusform>It seems to begin with an upbeat of %n sixteenth notes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It seems to begin with an upbeat of %n thirty-second note(s).</source>
        <translation>
            <numerusform>It seems to begin with an upbeat of %n thirty-second note.</numerusform>
            <numerusform>It seems to begin with an upbeat of %n thirty-second notes.</numerusform>
        </translation>
    </message>
</context>
</TS>
