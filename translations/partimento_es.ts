<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Nueva</translation>
    </message>
    <message>
        <source>Begin an empty piece</source>
        <translation>Empezar una pieza vacía</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Abrir…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>Guardar el proyecto</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Guardar &amp;como…</translation>
    </message>
    <message>
        <source>Save the project under another name</source>
        <translation>Guardar el proyecto con otro nombre</translation>
    </message>
    <message>
        <source>S&amp;tart page</source>
        <translation>Página de &amp;inicio</translation>
    </message>
    <message>
        <source>Show demo seeds and recent files</source>
        <translation>Mostrar semillas de demostración y archivos recientes</translation>
    </message>
    <message>
        <source>Export &amp;MIDI…</source>
        <translation>Exportar MI&amp;DI…</translation>
    </message>
    <message>
        <source>Write the piece as a MIDI file, with the recipe of its takes inside</source>
        <translation>Escribir la pieza como archivo MIDI, con la receta de sus tomas dentro</translation>
    </message>
    <message>
        <source>Export a&amp;udio…</source>
        <translation>Exportar a&amp;udio…</translation>
    </message>
    <message>
        <source>Write the piece as WAV, FLAC or Ogg</source>
        <translation>Escribir la pieza como WAV, FLAC u Ogg</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>Close Partimento</source>
        <translation>Cerrar Partimento</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>Deshacer el último cambio</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rehacer</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>Volver a hacer lo que se deshizo</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Cor&amp;tar</translation>
    </message>
    <message>
        <source>Cut the selected notes</source>
        <translation>Cortar las notas seleccionadas</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>Copy the selected notes</source>
        <translation>Copiar las notas seleccionadas</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Pegar</translation>
    </message>
    <message>
        <source>Paste notes at the edit cursor</source>
        <translation>Pegar notas en el cursor de edición</translation>
    </message>
    <message>
        <source>Du&amp;plicate</source>
        <translation>D&amp;uplicar</translation>
    </message>
    <message>
        <source>Put a copy of the selected notes after them</source>
        <translation>Poner detrás una copia de las notas seleccionadas</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Borrar</translation>
    </message>
    <message>
        <source>Delete the selected notes (Delete or Backspace on the roll)</source>
        <translation>Borrar las notas seleccionadas (Supr o Retroceso en el rollo)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Seleccionar &amp;todo</translation>
    </message>
    <message>
        <source>Select all notes of the track</source>
        <translation>Seleccionar todas las notas de la pista</translation>
    </message>
    <message>
        <source>&amp;Quantise</source>
        <translation>Cua&amp;ntizar</translation>
    </message>
    <message>
        <source>Move the selected notes to the grid (Q on the roll)</source>
        <translation>Llevar las notas seleccionadas a la rejilla (Q en el rollo)</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>A&amp;justes…</translation>
    </message>
    <message>
        <source>Look, note names, sound and language</source>
        <translation>Aspecto, nombres de las notas, sonido e idioma</translation>
    </message>
    <message>
        <source>&amp;Play or stop</source>
        <translation>&amp;Tocar o parar</translation>
    </message>
    <message>
        <source>Play from here, or stop</source>
        <translation>Tocar desde aquí, o parar</translation>
    </message>
    <message>
        <source>To the &amp;beginning</source>
        <translation>Ir al &amp;principio</translation>
    </message>
    <message>
        <source>Go to the beginning</source>
        <translation>Ir al principio</translation>
    </message>
    <message>
        <source>To the &amp;end</source>
        <translation>Ir al &amp;final</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>Ir al final</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>&amp;Bucle</translation>
    </message>
    <message>
        <source>Repeat the range marked in the ruler; drag there to mark one</source>
        <translation>Repetir el tramo marcado en la regla; arrastre en ella para marcarlo</translation>
    </message>
    <message>
        <source>&amp;Metronome</source>
        <translation>&amp;Metrónomo</translation>
    </message>
    <message>
        <source>Click on every beat while playing</source>
        <translation>Un clic en cada pulso mientras suena</translation>
    </message>
    <message>
        <source>&amp;Count-in</source>
        <translation>C&amp;uenta previa</translation>
    </message>
    <message>
        <source>All notes &amp;off</source>
        <translation>&amp;Silenciar todas las notas</translation>
    </message>
    <message>
        <source>Silence at once, whatever sounds</source>
        <translation>Silencio inmediato, suene lo que suene</translation>
    </message>
    <message>
        <source>&amp;Pointer</source>
        <translation>&amp;Puntero</translation>
    </message>
    <message>
        <source>Select, move and resize notes; a double-click adds one</source>
        <translation>Seleccionar, mover y cambiar notas; un doble clic añade una</translation>
    </message>
    <message>
        <source>P&amp;encil</source>
        <translation>&amp;Lápiz</translation>
    </message>
    <message>
        <source>Draw notes</source>
        <translation>Dibujar notas</translation>
    </message>
    <message>
        <source>E&amp;raser</source>
        <translation>&amp;Goma</translation>
    </message>
    <message>
        <source>Erase notes</source>
        <translation>Borrar notas</translation>
    </message>
    <message>
        <source>&amp;Forbid an area</source>
        <translation>Pro&amp;hibir una zona</translation>
    </message>
    <message>
        <source>Paint an area where no generated note may begin</source>
        <translation>Pintar una zona donde no puede empezar ninguna nota generada</translation>
    </message>
    <message>
        <source>&amp;Clear forbidden areas</source>
        <translation>&amp;Quitar las zonas prohibidas</translation>
    </message>
    <message>
        <source>Allow all notes everywhere again</source>
        <translation>Permitir de nuevo todas las notas en todas partes</translation>
    </message>
    <message>
        <source>Rows of the &amp;scale only</source>
        <translation>Solo las filas de la &amp;escala</translation>
    </message>
    <message>
        <source>Show only the rows of the scale and those in use</source>
        <translation>Mostrar solo las filas de la escala y las que se usan</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>&amp;Acercar</translation>
    </message>
    <message>
        <source>Show less time, larger</source>
        <translation>Mostrar menos tiempo, más grande</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ale&amp;jar</translation>
    </message>
    <message>
        <source>Show more time, smaller</source>
        <translation>Mostrar más tiempo, más pequeño</translation>
    </message>
    <message>
        <source>&amp;Whole piece</source>
        <translation>Pieza &amp;completa</translation>
    </message>
    <message>
        <source>Fit the whole piece into the view</source>
        <translation>Ajustar la pieza entera a la vista</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Generar</translation>
    </message>
    <message>
        <source>Make continuations of the seed</source>
        <translation>Hacer continuaciones de la semilla</translation>
    </message>
    <message>
        <source>S&amp;top generating</source>
        <translation>De&amp;jar de generar</translation>
    </message>
    <message>
        <source>Stop; the part made so far is kept as a take</source>
        <translation>Parar; la parte hecha hasta ahora se conserva como toma</translation>
    </message>
    <message>
        <source>&amp;Previous take</source>
        <translation>Toma &amp;anterior</translation>
    </message>
    <message>
        <source>Hear the take before, on the next bar line while playing</source>
        <translation>Oír la toma anterior, en la siguiente barra de compás si está sonando</translation>
    </message>
    <message>
        <source>&amp;Next take</source>
        <translation>Toma &amp;siguiente</translation>
    </message>
    <message>
        <source>Hear the next take, on the next bar line while playing</source>
        <translation>Oír la toma siguiente, en la siguiente barra de compás si está sonando</translation>
    </message>
    <message>
        <source>&amp;Hear the take</source>
        <translation>&amp;Oír la toma</translation>
    </message>
    <message>
        <source>Play the current take from the seed’s last bar</source>
        <translation>Tocar la toma actual desde el último compás de la semilla</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>A&amp;ceptar</translation>
    </message>
    <message>
        <source>Make the take part of the piece</source>
        <translation>Hacer que la toma forme parte de la pieza</translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation>&amp;Rechazar</translation>
    </message>
    <message>
        <source>Put the take away</source>
        <translation>Apartar la toma</translation>
    </message>
    <message>
        <source>&amp;Favourite</source>
        <translation>&amp;Favorita</translation>
    </message>
    <message>
        <source>Mark the take as a favourite, or no longer</source>
        <translation>Marcar la toma como favorita, o quitarle la marca</translation>
    </message>
    <message>
        <source>Rena&amp;me…</source>
        <translation>Cambiar &amp;nombre…</translation>
    </message>
    <message>
        <source>Give the take a name (F2 on its card)</source>
        <translation>Dar un nombre a la toma (F2 en su tarjeta)</translation>
    </message>
    <message>
        <source>Remi&amp;x</source>
        <translation>Remez&amp;clar</translation>
    </message>
    <message>
        <source>Make another take with the same wish and another random seed</source>
        <translation>Hacer otra toma con los mismos deseos y otra semilla aleatoria</translation>
    </message>
    <message>
        <source>Repla&amp;y</source>
        <translation>Re&amp;petir</translation>
    </message>
    <message>
        <source>Make exactly this take again and compare it</source>
        <translation>Hacer exactamente la misma toma otra vez y compararla</translation>
    </message>
    <message>
        <source>&amp;Leave the takes</source>
        <translation>Salir de &amp;las tomas</translation>
    </message>
    <message>
        <source>Hear and see the piece without a take</source>
        <translation>Oír y ver la pieza sin ninguna toma</translation>
    </message>
    <message>
        <source>&amp;Compose</source>
        <translation>&amp;Componer</translation>
    </message>
    <message>
        <source>&amp;Explain</source>
        <translation>&amp;Explicar</translation>
    </message>
    <message>
        <source>Why each generated note was chosen</source>
        <translation>Por qué se eligió cada nota generada</translation>
    </message>
    <message>
        <source>&amp;Roll only</source>
        <translation>Solo el &amp;rollo</translation>
    </message>
    <message>
        <source>Nothing but the music</source>
        <translation>Nada más que la música</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Res&amp;tablecer la disposición</translation>
    </message>
    <message>
        <source>Put every panel back in its place</source>
        <translation>Devolver cada panel a su sitio</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Pantalla completa</translation>
    </message>
    <message>
        <source>Fill the whole screen, or go back</source>
        <translation>Ocupar toda la pantalla, o volver</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Teclas</translation>
    </message>
    <message>
        <source>All keys at a glance</source>
        <translation>Todas las teclas de un vistazo</translation>
    </message>
    <message>
        <source>&amp;About Partimento</source>
        <translation>&amp;Acerca de Partimento</translation>
    </message>
    <message>
        <source>Version, licence and thanks</source>
        <translation>Versión, licencia y agradecimientos</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Edición</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Tocar</translation>
    </message>
    <message>
        <source>&amp;Roll</source>
        <translation>&amp;Rollo</translation>
    </message>
    <message>
        <source>&amp;Takes</source>
        <translation>To&amp;mas</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>Export s&amp;core…</source>
        <translation>Exportar la par&amp;titura…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Imprimir…</translation>
    </message>
    <message>
        <source>Print the score, with a preview</source>
        <translation>Imprimir la partitura, con vista previa</translation>
    </message>
    <message>
        <source>Quantise &amp;with…</source>
        <translation>Cuantizar &amp;con…</translation>
    </message>
    <message>
        <source>Choose grid, strength and swing, and see what comes of it</source>
        <translation>Elija rejilla, fuerza y swing, y vea el resultado</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>&amp;Grabar</translation>
    </message>
    <message>
        <source>Record the MIDI keyboard into this track, or stop</source>
        <translation>Graba el teclado MIDI en esta pista, o para</translation>
    </message>
    <message>
        <source>C&amp;apture what you played</source>
        <translation>C&amp;apturar lo tocado</translation>
    </message>
    <message>
        <source>Make the last bars that you played the seed, though nobody recorded them</source>
        <translation>Convierte en semilla los últimos compases que tocó, aunque nadie los grabara</translation>
    </message>
    <message>
        <source>&amp;Step entry</source>
        <translation>&amp;Entrada por pasos</translation>
    </message>
    <message>
        <source>Write chord by chord from the MIDI keyboard, at the edit cursor</source>
        <translation>Escribe acorde a acorde desde el teclado MIDI, en el cursor de edición</translation>
    </message>
    <message>
        <source>MI&amp;DI and recording…</source>
        <translation>MI&amp;DI y grabación…</translation>
    </message>
    <message>
        <source>Choose the MIDI keyboard, how to record, and MIDI out</source>
        <translation>Elegir el teclado MIDI, cómo grabar y la salida MIDI</translation>
    </message>
    <message>
        <source>R&amp;oll</source>
        <translation>&amp;Rollo</translation>
    </message>
    <message>
        <source>Show the notes on the piano roll</source>
        <translation>Mostrar las notas en el rollo de piano</translation>
    </message>
    <message>
        <source>&amp;Score</source>
        <translation>&amp;Partitura</translation>
    </message>
    <message>
        <source>Show the notes on staves</source>
        <translation>Mostrar las notas en pentagramas</translation>
    </message>
    <message>
        <source>Both, side &amp;by side</source>
        <translation>Ambos, &amp;lado a lado</translation>
    </message>
    <message>
        <source>Roll and score next to each other, linked</source>
        <translation>Rollo y partitura uno junto al otro, enlazados</translation>
    </message>
    <message>
        <source>Both, s&amp;tacked</source>
        <translation>Ambos, a&amp;pilados</translation>
    </message>
    <message>
        <source>The roll above the score, linked</source>
        <translation>El rollo encima de la partitura, enlazados</translation>
    </message>
    <message>
        <source>Score on one &amp;line</source>
        <translation>Partitura en una lí&amp;nea</translation>
    </message>
    <message>
        <source>One endless line in the place of pages</source>
        <translation>Una línea sin fin en lugar de páginas</translation>
    </message>
    <message>
        <source>Light &amp;paper</source>
        <translation>Papel &amp;claro</translation>
    </message>
    <message>
        <source>The score on light paper, whatever the theme</source>
        <translation>La partitura en papel claro, sea cual sea el tema</translation>
    </message>
    <message>
        <source>Styles, seed, knobs and takes around the music</source>
        <translation>Estilos, semilla, mandos y tomas alrededor de la música</translation>
    </message>
    <message>
        <source>Count one bar before recording begins</source>
        <translation>Contar un compás antes de empezar a grabar</translation>
    </message>
    <message>
        <source>Open a project, a MIDI file or a MusicXML score</source>
        <translation>Abrir un proyecto, un archivo MIDI o una partitura MusicXML</translation>
    </message>
    <message>
        <source>&amp;Import as seed…</source>
        <translation>&amp;Importar como semilla…</translation>
    </message>
    <message>
        <source>Put the music of a MIDI or MusicXML file in the place of this piece; undo brings it back</source>
        <translation>Poner la música de un archivo MIDI o MusicXML en el lugar de esta pieza; deshacer la recupera</translation>
    </message>
    <message>
        <source>Write the score as PDF, SVG, PNG or MusicXML</source>
        <translation>Escribir la partitura como PDF, SVG, PNG o MusicXML</translation>
    </message>
    <message>
        <source>Voice &amp;1</source>
        <translation>Voz &amp;1</translation>
    </message>
    <message>
        <source>On the staff: write in the upper voice, or move the selected notes there</source>
        <translation>En el pentagrama: escribir en la voz superior o llevar a ella las notas seleccionadas</translation>
    </message>
    <message>
        <source>Voice &amp;2</source>
        <translation>Voz &amp;2</translation>
    </message>
    <message>
        <source>On the staff: write in the lower voice, or move the selected notes there</source>
        <translation>En el pentagrama: escribir en la voz inferior o llevar a ella las notas seleccionadas</translation>
    </message>
    <message>
        <source>Voice &amp;3</source>
        <translation>Voz &amp;3</translation>
    </message>
    <message>
        <source>On the staff: write in a third voice, stems up, or move the selected notes there</source>
        <translation>En el pentagrama: escribir en una tercera voz, con las plicas hacia arriba, o llevar a ella las notas seleccionadas</translation>
    </message>
    <message>
        <source>Voice &amp;4</source>
        <translation>Voz &amp;4</translation>
    </message>
    <message>
        <source>On the staff: write in a fourth voice, stems down, or move the selected notes there</source>
        <translation>En el pentagrama: escribir en una cuarta voz, con las plicas hacia abajo, o llevar a ella las notas seleccionadas</translation>
    </message>
    <message>
        <source>New st&amp;yle…</source>
        <translation>Nuevo est&amp;ilo…</translation>
    </message>
    <message>
        <source>Train a style on music of your own</source>
        <translation>Entrenar un estilo con su propia música</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>En&amp;trenar</translation>
    </message>
    <message>
        <source>Styles of your own: runs, curves and samples</source>
        <translation>Estilos propios: entrenamientos, curvas y muestras</translation>
    </message>
    <message>
        <source>C&amp;hord symbols</source>
        <translation>Cif&amp;rado de acordes</translation>
    </message>
    <message>
        <source>Name the harmonies above the staff where the piece does not say them: a guess from its notes</source>
        <translation>Nombra las armonías sobre el pentagrama donde la pieza no las dice: una conjetura a partir de sus notas</translation>
    </message>
</context>
<context>
    <name>DemoSeeds</name>
    <message>
        <source>Ode to Joy</source>
        <translation>Himno a la alegría</translation>
    </message>
    <message>
        <source>Minuet in G</source>
        <translation>Minueto en sol mayor</translation>
    </message>
    <message>
        <source>Wiegenlied (Cradle Song)</source>
        <translation>Wiegenlied (Canción de cuna)</translation>
    </message>
    <message>
        <source>Sonata in C, K. 545</source>
        <translation>Sonata en do mayor, K. 545</translation>
    </message>
    <message>
        <source>Largo, “From the New World”</source>
        <translation>Largo, «Del Nuevo Mundo»</translation>
    </message>
    <message>
        <source>Traditional, England, 16th century</source>
        <translation>Tradicional, Inglaterra, siglo XVI</translation>
    </message>
    <message>
        <source>Traditional, France, 18th century</source>
        <translation>Tradicional, Francia, siglo XVIII</translation>
    </message>
    <message>
        <source>Traditional, Ireland, 18th century</source>
        <translation>Tradicional, Irlanda, siglo XVIII</translation>
    </message>
</context>
<context>
    <name>DeviceChoice</name>
    <message>
        <source>%1 (not plugged in)</source>
        <translation>%1 (no conectado)</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>“%1” was not found.</source>
        <translation>No se encontró «%1».</translation>
    </message>
    <message>
        <source>It may have been moved or renamed: %1.</source>
        <translation>Puede que se haya movido o cambiado de nombre: %1.</translation>
    </message>
    <message>
        <source>Choose the file again from the place where it is now.</source>
        <translation>Elija el archivo otra vez desde el lugar donde está ahora.</translation>
    </message>
    <message>
        <source>“%1” could not be read.</source>
        <translation>No se pudo leer «%1».</translation>
    </message>
    <message>
        <source>Check that you may read the file and that its drive is connected.</source>
        <translation>Compruebe que puede leer el archivo y que su unidad está conectada.</translation>
    </message>
    <message>
        <source>“%1” could not be written.</source>
        <translation>No se pudo escribir «%1».</translation>
    </message>
    <message>
        <source>Nothing was lost. Save to another folder.</source>
        <translation>No se perdió nada. Guarde en otra carpeta.</translation>
    </message>
    <message>
        <source>The disk is full: “%1” could not be written.</source>
        <translation>El disco está lleno: no se pudo escribir «%1».</translation>
    </message>
    <message>
        <source>Nothing was lost. Free some space and save again, or save to another disk.</source>
        <translation>No se perdió nada. Libere espacio y guarde otra vez, o guarde en otro disco.</translation>
    </message>
    <message>
        <source>“%1” cannot be written here.</source>
        <translation>No se puede escribir «%1» aquí.</translation>
    </message>
    <message>
        <source>The folder is read-only: %1.</source>
        <translation>La carpeta es de solo lectura: %1.</translation>
    </message>
    <message>
        <source>“%1” is empty.</source>
        <translation>«%1» está vacío.</translation>
    </message>
    <message>
        <source>It has no bytes at all.</source>
        <translation>No tiene ni un solo byte.</translation>
    </message>
    <message>
        <source>Copy or download the file again.</source>
        <translation>Copie o descargue el archivo otra vez.</translation>
    </message>
    <message>
        <source>“%1” is not a MIDI file.</source>
        <translation>«%1» no es un archivo MIDI.</translation>
    </message>
    <message>
        <source>It does not begin as a Standard MIDI File does.</source>
        <translation>No empieza como un archivo MIDI estándar.</translation>
    </message>
    <message>
        <source>“%1” is damaged and cannot be opened.</source>
        <translation>«%1» está dañado y no se puede abrir.</translation>
    </message>
    <message>
        <source>Export or download it again.</source>
        <translation>Expórtelo o descárguelo otra vez.</translation>
    </message>
    <message>
        <source>“%1” holds no notes.</source>
        <translation>«%1» no contiene notas.</translation>
    </message>
    <message>
        <source>Choose a file with music in it.</source>
        <translation>Elija un archivo que tenga música.</translation>
    </message>
    <message>
        <source>“%1” is of a kind that Partimento cannot open.</source>
        <translation>«%1» es de un tipo que Partimento no puede abrir.</translation>
    </message>
    <message>
        <source>Its name ends in “%1”.</source>
        <translation>Su nombre termina en «%1».</translation>
    </message>
    <message>
        <source>The project “%1” is damaged.</source>
        <translation>El proyecto «%1» está dañado.</translation>
    </message>
    <message>
        <source>Open a backup, or an earlier version of the file.</source>
        <translation>Abra una copia de seguridad o una versión anterior del archivo.</translation>
    </message>
    <message>
        <source>The project “%1” was made by a newer Partimento.</source>
        <translation>El proyecto «%1» se hizo con un Partimento más nuevo.</translation>
    </message>
    <message>
        <source>Its version is %1; this program reads up to %2.</source>
        <translation>Su versión es la %1; este programa lee hasta la %2.</translation>
    </message>
    <message>
        <source>Install the newer version to open it. The file was not changed.</source>
        <translation>Instale la versión más nueva para abrirlo. El archivo no se ha modificado.</translation>
    </message>
    <message>
        <source>The project “%1” is open in another window.</source>
        <translation>El proyecto «%1» está abierto en otra ventana.</translation>
    </message>
    <message>
        <source>Close it there first, or save under another name.</source>
        <translation>Ciérrelo allí primero, o guarde con otro nombre.</translation>
    </message>
    <message>
        <source>“%1” was changed by another program since it was opened here.</source>
        <translation>Otro programa cambió «%1» desde que se abrió aquí.</translation>
    </message>
    <message>
        <source>Save under another name to keep both, or replace the file.</source>
        <translation>Guarde con otro nombre para conservar los dos, o reemplace el archivo.</translation>
    </message>
    <message>
        <source>The style “%1” is damaged.</source>
        <translation>El estilo «%1» está dañado.</translation>
    </message>
    <message>
        <source>Its weights are not those that it was published with.</source>
        <translation>Sus pesos no son aquellos con los que se publicó.</translation>
    </message>
    <message>
        <source>Choose another style, or install this one again.</source>
        <translation>Elija otro estilo o instale este de nuevo.</translation>
    </message>
    <message>
        <source>The style “%1” was made for a newer Partimento.</source>
        <translation>El estilo «%1» se hizo para un Partimento más nuevo.</translation>
    </message>
    <message>
        <source>Install the newer version to use it.</source>
        <translation>Instale la versión más nueva para usarlo.</translation>
    </message>
    <message>
        <source>There is no style called “%1”.</source>
        <translation>No hay ningún estilo llamado «%1».</translation>
    </message>
    <message>
        <source>No styles are installed.</source>
        <translation>No hay estilos instalados.</translation>
    </message>
    <message>
        <source>Installed styles: %1.</source>
        <translation>Estilos instalados: %1.</translation>
    </message>
    <message>
        <source>Choose one of the cards in the Styles panel.</source>
        <translation>Elija una de las tarjetas del panel Estilos.</translation>
    </message>
    <message>
        <source>The weights file “%1” is damaged.</source>
        <translation>El archivo de pesos «%1» está dañado.</translation>
    </message>
    <message>
        <source>There is no usable music in “%1”.</source>
        <translation>No hay música aprovechable en «%1».</translation>
    </message>
    <message>
        <source>Choose a folder with .mid files.</source>
        <translation>Elija una carpeta con archivos .mid.</translation>
    </message>
    <message>
        <source>There is no melody to continue.</source>
        <translation>No hay ninguna melodía que continuar.</translation>
    </message>
    <message>
        <source>Draw a few notes, type their names, or start from a demo seed.</source>
        <translation>Dibuje unas notas, escriba sus nombres o empiece con una semilla de demostración.</translation>
    </message>
    <message>
        <source>The seed has several notes at once.</source>
        <translation>La semilla tiene varias notas a la vez.</translation>
    </message>
    <message>
        <source>Up to %1 notes sound together; this style continues a single line.</source>
        <translation>Suenan hasta %1 notas juntas; este estilo continúa una sola línea.</translation>
    </message>
    <message>
        <source>Choose the top or the bottom line when you are asked.</source>
        <translation>Elija la línea superior o la inferior cuando se le pregunte.</translation>
    </message>
    <message>
        <source>This seed cannot be continued.</source>
        <translation>No se puede continuar esta semilla.</translation>
    </message>
    <message>
        <source>Change the seed, or choose another style.</source>
        <translation>Cambie la semilla o elija otro estilo.</translation>
    </message>
    <message>
        <source>“%1” is not a note.</source>
        <translation>«%1» no es una nota.</translation>
    </message>
    <message>
        <source>Write notes as C4, F#4/8 or Do4 Re4/8; a rest is R.</source>
        <translation>Escriba las notas como C4, F#4/8 o Do4 Re4/8; un silencio es R.</translation>
    </message>
    <message>
        <source>“%1” is not a range.</source>
        <translation>«%1» no es un ámbito.</translation>
    </message>
    <message>
        <source>Write two notes, the lower one first, such as 55-84.</source>
        <translation>Escriba dos notas, la más grave primero, por ejemplo 55-84.</translation>
    </message>
    <message>
        <source>“%1” is not a scale.</source>
        <translation>«%1» no es una escala.</translation>
    </message>
    <message>
        <source>Write a tonic and a mode, such as D dorian.</source>
        <translation>Escriba una tónica y un modo en inglés, por ejemplo D dorian.</translation>
    </message>
    <message>
        <source>The setting “%1” cannot be %2.</source>
        <translation>El ajuste «%1» no puede ser %2.</translation>
    </message>
    <message>
        <source>Allowed: %1.</source>
        <translation>Permitido: %1.</translation>
    </message>
    <message>
        <source>Set it back by a double-click on its name.</source>
        <translation>Restablézcalo con un doble clic en su nombre.</translation>
    </message>
    <message>
        <source>With these rules no note is left to play.</source>
        <translation>Con estas reglas no queda ninguna nota que tocar.</translation>
    </message>
    <message>
        <source>Use a wider range, a shorter tabu list, or another scale.</source>
        <translation>Use un ámbito más amplio, una lista tabú más corta u otra escala.</translation>
    </message>
    <message>
        <source>The recipe in “%1” cannot be read.</source>
        <translation>No se puede leer la receta de «%1».</translation>
    </message>
    <message>
        <source>Generate a new take.</source>
        <translation>Genere una toma nueva.</translation>
    </message>
    <message>
        <source>This take cannot be replayed exactly.</source>
        <translation>Esta toma no se puede repetir exactamente.</translation>
    </message>
    <message>
        <source>%1 differs: the take has %2, this program has %3.</source>
        <translation>%1 no coincide: la toma tiene %2 y este programa %3.</translation>
    </message>
    <message>
        <source>Use Remix to make a similar take.</source>
        <translation>Use Remezclar para hacer una toma parecida.</translation>
    </message>
    <message>
        <source>The engine could not be loaded, so nothing can be generated.</source>
        <translation>No se pudo cargar el motor, así que no se puede generar nada.</translation>
    </message>
    <message>
        <source>Everything else works. Install Partimento again, or build the target partimento-engine.</source>
        <translation>Todo lo demás funciona. Instale Partimento de nuevo, o compile el objetivo partimento-engine.</translation>
    </message>
    <message>
        <source>The engine failed while it was computing.</source>
        <translation>El motor falló mientras calculaba.</translation>
    </message>
    <message>
        <source>Generate again; choose a smaller beam width if it happens again.</source>
        <translation>Genere otra vez; si vuelve a ocurrir, elija un haz más estrecho.</translation>
    </message>
    <message>
        <source>The style computed something that is not a number.</source>
        <translation>El estilo calculó algo que no es un número.</translation>
    </message>
    <message>
        <source>Its weights are probably damaged: choose another style.</source>
        <translation>Probablemente sus pesos están dañados: elija otro estilo.</translation>
    </message>
    <message>
        <source>The SoundFont “%1” was not found, so there is no sound.</source>
        <translation>No se encontró el SoundFont «%1», así que no hay sonido.</translation>
    </message>
    <message>
        <source>Choose a SoundFont in Settings, or install the package timgm6mb-soundfont.</source>
        <translation>Elija un SoundFont en Ajustes, o instale el paquete timgm6mb-soundfont.</translation>
    </message>
    <message>
        <source>The SoundFont “%1” cannot be used.</source>
        <translation>No se puede usar el SoundFont «%1».</translation>
    </message>
    <message>
        <source>The file is damaged or of another kind.</source>
        <translation>El archivo está dañado o es de otro tipo.</translation>
    </message>
    <message>
        <source>Choose another .sf2 or .sf3 file in Settings.</source>
        <translation>Elija otro archivo .sf2 o .sf3 en Ajustes.</translation>
    </message>
    <message>
        <source>There is no sound: the audio driver “%1” did not start.</source>
        <translation>No hay sonido: el controlador de audio «%1» no arrancó.</translation>
    </message>
    <message>
        <source>The music plays silently. Choose another driver in Settings, then test it.</source>
        <translation>La música suena en silencio. Elija otro controlador en Ajustes y pruébelo.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Parado.</translation>
    </message>
    <message>
        <source>Something went wrong inside Partimento.</source>
        <translation>Algo ha fallado dentro de Partimento.</translation>
    </message>
    <message>
        <source>Your music is safe. Please report this message.</source>
        <translation>Su música está a salvo. Por favor, comunique este mensaje.</translation>
    </message>
    <message>
        <source>at byte %1</source>
        <translation>en el byte %1</translation>
    </message>
    <message>
        <source>in line %1</source>
        <translation>en la línea %1</translation>
    </message>
    <message>
        <source>The music folder “%1” is no longer there.</source>
        <translation>La carpeta de música «%1» ya no está.</translation>
    </message>
    <message>
        <source>It was read from %1.</source>
        <translation>Se leía de %1.</translation>
    </message>
    <message>
        <source>Bring it back and resume. What was learnt is kept.</source>
        <translation>Devuélvala a su sitio y reanude. Lo aprendido se conserva.</translation>
    </message>
    <message>
        <source>“%1” is missing: the training began with it.</source>
        <translation>Falta «%1», con el que empezó el entrenamiento.</translation>
    </message>
    <message>
        <source>Files missing in all: %1.</source>
        <translation>Archivos que faltan en total: %1.</translation>
    </message>
    <message>
        <source>Bring the file back and resume. What was learnt is kept.</source>
        <translation>Devuelva el archivo a su sitio y reanude. Lo aprendido se conserva.</translation>
    </message>
    <message>
        <source>“%1” holds a training run already.</source>
        <translation>«%1» ya contiene un entrenamiento.</translation>
    </message>
    <message>
        <source>Resume it, or give the new style another name.</source>
        <translation>Reanúdelo o dé otro nombre al estilo nuevo.</translation>
    </message>
    <message>
        <source>The training run “%1” is open in another Partimento.</source>
        <translation>El entrenamiento «%1» está abierto en otro Partimento.</translation>
    </message>
    <message>
        <source>Pause it there, or close the other program.</source>
        <translation>Páuselo allí o cierre el otro programa.</translation>
    </message>
    <message>
        <source>The training run “%1” cannot be used.</source>
        <translation>El entrenamiento «%1» no se puede usar.</translation>
    </message>
    <message>
        <source>Its settings cannot be read.</source>
        <translation>No se pueden leer sus ajustes.</translation>
    </message>
    <message>
        <source>Its plan cannot be read.</source>
        <translation>No se puede leer su plan.</translation>
    </message>
    <message>
        <source>It was begun by another version of Partimento.</source>
        <translation>Lo empezó otra versión de Partimento.</translation>
    </message>
    <message>
        <source>Its music files are not those that it began with.</source>
        <translation>Sus archivos de música no son aquellos con los que empezó.</translation>
    </message>
    <message>
        <source>The list of its music files cannot be read.</source>
        <translation>No se puede leer la lista de sus archivos de música.</translation>
    </message>
    <message>
        <source>Its saved state does not fit its network.</source>
        <translation>Su estado guardado no encaja con su red.</translation>
    </message>
    <message>
        <source>Start a new one with the same music.</source>
        <translation>Empiece uno nuevo con la misma música.</translation>
    </message>
    <message>
        <source>The training ran away at step %1.</source>
        <translation>El entrenamiento se desbocó en el paso %1.</translation>
    </message>
    <message>
        <source>With a learning rate of %1 the loss was no number any more.</source>
        <translation>Con una tasa de aprendizaje de %1 la pérdida dejó de ser un número.</translation>
    </message>
    <message>
        <source>What was learnt before is kept. Start again with a smaller learning rate.</source>
        <translation>Lo aprendido antes se conserva. Empiece de nuevo con una tasa de aprendizaje menor.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>No hay memoria suficiente.</translation>
    </message>
    <message>
        <source>It ran out while a network was being trained.</source>
        <translation>Se agotó mientras se entrenaba una red.</translation>
    </message>
    <message>
        <source>It ran out while a network was being made.</source>
        <translation>Se agotó mientras se creaba una red.</translation>
    </message>
    <message>
        <source>It ran out while this machine was being measured.</source>
        <translation>Se agotó mientras se medía este equipo.</translation>
    </message>
    <message>
        <source>It ran out while the style was being measured.</source>
        <translation>Se agotó mientras se medía el estilo.</translation>
    </message>
    <message>
        <source>This network needs more memory than there is.</source>
        <translation>Esta red necesita más memoria de la que hay.</translation>
    </message>
    <message>
        <source>To train it takes %1 at the least, and %2 are free.</source>
        <translation>Entrenarla requiere al menos %1, y hay %2 libres.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller network, batch or window.</source>
        <translation>Cierre otros programas o elija una red, un lote o una ventana más pequeños.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller network or batch.</source>
        <translation>Cierre otros programas o elija una red o un lote más pequeños.</translation>
    </message>
    <message>
        <source>“%1” has no checkpoint yet.</source>
        <translation>«%1» aún no tiene ningún punto de control.</translation>
    </message>
    <message>
        <source>Let it train until the first sample appears.</source>
        <translation>Déjelo entrenar hasta que aparezca la primera muestra.</translation>
    </message>
    <message>
        <source>“%1” is not a MusicXML score.</source>
        <translation>«%1» no es una partitura MusicXML.</translation>
    </message>
    <message>
        <source>It does not begin as a score in MusicXML does.</source>
        <translation>No empieza como empieza una partitura en MusicXML.</translation>
    </message>
    <message>
        <source>Export the score again as .musicxml or .mxl.</source>
        <translation>Exporte de nuevo la partitura como .musicxml o .mxl.</translation>
    </message>
    <message>
        <source>“%1” was not opened, to be safe.</source>
        <translation>«%1» no se abrió, por seguridad.</translation>
    </message>
    <message>
        <source>It declares XML entities of its own, which no notation program does and which can do harm.</source>
        <translation>Declara entidades XML propias, cosa que ningún programa de notación hace y que puede causar daño.</translation>
    </message>
    <message>
        <source>“%1” holds too much to be opened.</source>
        <translation>«%1» contiene demasiado para abrirlo.</translation>
    </message>
    <message>
        <source>At most %1 %2 are read from one file.</source>
        <translation>De un archivo se leen como máximo %1 %2.</translation>
    </message>
    <message>
        <source>Export the score in parts.</source>
        <translation>Exporte la partitura por partes.</translation>
    </message>
    <message>
        <source>The archive points to “%1”, which lies outside of it.</source>
        <translation>El archivo comprimido remite a «%1», que está fuera de él.</translation>
    </message>
    <message>
        <source>It ends within its first bytes.</source>
        <translation>Termina en sus primeros bytes.</translation>
    </message>
    <message>
        <source>It has no track.</source>
        <translation>No tiene ninguna pista.</translation>
    </message>
    <message>
        <source>Export it again as a Standard MIDI File, or choose another file.</source>
        <translation>Expórtelo de nuevo como archivo MIDI estándar, o elija otro archivo.</translation>
    </message>
    <message>
        <source>It breaks off before the music begins.</source>
        <translation>Se interrumpe antes de que empiece la música.</translation>
    </message>
    <message>
        <source>It is encrypted.</source>
        <translation>Está cifrado.</translation>
    </message>
    <message>
        <source>The archive around the score is broken.</source>
        <translation>El archivo comprimido que contiene la partitura está dañado.</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>bytes</translation>
    </message>
    <message>
        <source>XML elements</source>
        <translation>elementos XML</translation>
    </message>
    <message>
        <source>bars</source>
        <translation>compases</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>partes</translation>
    </message>
    <message>
        <source>quarter notes</source>
        <translation>negras</translation>
    </message>
    <message>
        <source>files</source>
        <translation>archivos</translation>
    </message>
    <message>
        <source>Partimento opens .partimento projects, .mid files and MusicXML scores.</source>
        <translation>Partimento abre proyectos .partimento, archivos .mid y partituras MusicXML.</translation>
    </message>
    <message>
        <source>The archive “%1” was not opened, to be safe.</source>
        <translation>El archivo comprimido «%1» no se abrió, por seguridad.</translation>
    </message>
    <message>
        <source>The archive “%1” is damaged and cannot be opened.</source>
        <translation>El archivo comprimido «%1» está dañado y no se puede abrir.</translation>
    </message>
    <message>
        <source>The score “%1” is damaged and cannot be opened.</source>
        <translation>La partitura «%1» está dañada y no se puede abrir.</translation>
    </message>
    <message>
        <source>The seed has too few voices for this style.</source>
        <translation>La semilla tiene muy pocas voces para este estilo.</translation>
    </message>
    <message>
        <source>Continue one line, which the style harmonises, or write all %1 voices.</source>
        <translation>Continúe una sola línea, que el estilo armoniza, o escriba las %1 voces.</translation>
    </message>
    <message>
        <source>It has %1 of the %2 voices that the style sings.</source>
        <translation>Tiene %1 de las %2 voces que canta el estilo.</translation>
    </message>
</context>
<context>
    <name>Grids</name>
    <message>
        <source>not at all</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>%1 triplets</source>
        <translation>tresillos de %1</translation>
    </message>
</context>
<context>
    <name>Groove</name>
    <message>
        <source>Strength</source>
        <translation>Fuerza</translation>
    </message>
    <message>
        <source>100 % puts notes on the grid, 50 % halves the distance</source>
        <translation>100 % pone las notas en la rejilla, 50 % reduce la distancia a la mitad</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Swing</source>
        <translation>Swing</translation>
    </message>
    <message>
        <source>Where the second of two notes falls: 50 % evenly, 67 % as triplets</source>
        <translation>Dónde cae la segunda de dos notas: 50 % por igual, 67 % como tresillos</translation>
    </message>
</context>
<context>
    <name>ImportNotice</name>
    <message>
        <source>slurs</source>
        <translation>ligaduras</translation>
    </message>
    <message>
        <source>articulations</source>
        <translation>articulaciones</translation>
    </message>
    <message>
        <source>ornaments</source>
        <translation>adornos</translation>
    </message>
    <message>
        <source>tremolos</source>
        <translation>trémolos</translation>
    </message>
    <message>
        <source>fermatas</source>
        <translation>calderones</translation>
    </message>
    <message>
        <source>arpeggios</source>
        <translation>arpegios</translation>
    </message>
    <message>
        <source>glissandi</source>
        <translation>glissandos</translation>
    </message>
    <message>
        <source>fingerings and playing techniques</source>
        <translation>digitaciones y técnicas de ejecución</translation>
    </message>
    <message>
        <source>special note heads</source>
        <translation>cabezas de nota especiales</translation>
    </message>
    <message>
        <source>cue notes</source>
        <translation>notas guía</translation>
    </message>
    <message>
        <source>figured bass</source>
        <translation>bajo cifrado</translation>
    </message>
    <message>
        <source>fret diagrams</source>
        <translation>diagramas de trastes</translation>
    </message>
    <message>
        <source>bar repeat signs</source>
        <translation>signos de repetición de compás</translation>
    </message>
    <message>
        <source>slash notation</source>
        <translation>notación con barras oblicuas</translation>
    </message>
    <message>
        <source>lines and brackets</source>
        <translation>líneas y corchetes</translation>
    </message>
    <message>
        <source>registrations</source>
        <translation>registros</translation>
    </message>
    <message>
        <source>microtones</source>
        <translation>microtonos</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>imágenes</translation>
    </message>
    <message>
        <source>other signs</source>
        <translation>otros signos</translation>
    </message>
    <message>
        <source>“%1” was opened.</source>
        <translation>Se abrió «%1».</translation>
    </message>
    <message>
        <source>Repeats are not played out.</source>
        <translation>Las repeticiones no se despliegan.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) did not follow the standard.</source>
        <translation>
            <numerusform>Un lugar no seguía el estándar.</numerusform>
            <numerusform>%n lugares no seguían el estándar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” was opened with %n warning(s): parts of it did not follow the standard.</source>
        <translation>
            <numerusform>«%1» se abrió con %n advertencia: partes de él no seguían el estándar.</numerusform>
            <numerusform>«%1» se abrió con %n advertencias: partes de él no seguían el estándar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out, as a piece has no place for them: %1.</source>
        <translation>Se omitió, porque una pieza no tiene lugar para ello: %1.</translation>
    </message>
</context>
<context>
    <name>Instruments</name>
    <message>
        <source>Grand piano</source>
        <translation>Piano de cola</translation>
    </message>
    <message>
        <source>Bright piano</source>
        <translation>Piano brillante</translation>
    </message>
    <message>
        <source>Electric grand piano</source>
        <translation>Piano de cola eléctrico</translation>
    </message>
    <message>
        <source>Honky-tonk piano</source>
        <translation>Piano de cantina</translation>
    </message>
    <message>
        <source>Electric piano 1</source>
        <translation>Piano eléctrico 1</translation>
    </message>
    <message>
        <source>Electric piano 2</source>
        <translation>Piano eléctrico 2</translation>
    </message>
    <message>
        <source>Harpsichord</source>
        <translation>Clavecín</translation>
    </message>
    <message>
        <source>Clavinet</source>
        <translation>Clavinet</translation>
    </message>
    <message>
        <source>Celesta</source>
        <translation>Celesta</translation>
    </message>
    <message>
        <source>Glockenspiel</source>
        <translation>Carillón</translation>
    </message>
    <message>
        <source>Music box</source>
        <translation>Caja de música</translation>
    </message>
    <message>
        <source>Vibraphone</source>
        <translation>Vibráfono</translation>
    </message>
    <message>
        <source>Marimba</source>
        <translation>Marimba</translation>
    </message>
    <message>
        <source>Xylophone</source>
        <translation>Xilófono</translation>
    </message>
    <message>
        <source>Tubular bells</source>
        <translation>Campanas tubulares</translation>
    </message>
    <message>
        <source>Dulcimer</source>
        <translation>Salterio</translation>
    </message>
    <message>
        <source>Drawbar organ</source>
        <translation>Órgano de barras</translation>
    </message>
    <message>
        <source>Percussive organ</source>
        <translation>Órgano percusivo</translation>
    </message>
    <message>
        <source>Rock organ</source>
        <translation>Órgano de rock</translation>
    </message>
    <message>
        <source>Church organ</source>
        <translation>Órgano de iglesia</translation>
    </message>
    <message>
        <source>Reed organ</source>
        <translation>Armonio</translation>
    </message>
    <message>
        <source>Accordion</source>
        <translation>Acordeón</translation>
    </message>
    <message>
        <source>Harmonica</source>
        <translation>Armónica</translation>
    </message>
    <message>
        <source>Bandoneon</source>
        <translation>Bandoneón</translation>
    </message>
    <message>
        <source>Nylon-string guitar</source>
        <translation>Guitarra de nailon</translation>
    </message>
    <message>
        <source>Steel-string guitar</source>
        <translation>Guitarra de acero</translation>
    </message>
    <message>
        <source>Jazz guitar</source>
        <translation>Guitarra de jazz</translation>
    </message>
    <message>
        <source>Clean electric guitar</source>
        <translation>Guitarra eléctrica limpia</translation>
    </message>
    <message>
        <source>Muted electric guitar</source>
        <translation>Guitarra eléctrica apagada</translation>
    </message>
    <message>
        <source>Overdriven guitar</source>
        <translation>Guitarra saturada</translation>
    </message>
    <message>
        <source>Distorted guitar</source>
        <translation>Guitarra distorsionada</translation>
    </message>
    <message>
        <source>Guitar harmonics</source>
        <translation>Armónicos de guitarra</translation>
    </message>
    <message>
        <source>Double bass, plucked</source>
        <translation>Contrabajo pulsado</translation>
    </message>
    <message>
        <source>Fingered bass</source>
        <translation>Bajo con dedos</translation>
    </message>
    <message>
        <source>Picked bass</source>
        <translation>Bajo con púa</translation>
    </message>
    <message>
        <source>Fretless bass</source>
        <translation>Bajo sin trastes</translation>
    </message>
    <message>
        <source>Slap bass 1</source>
        <translation>Bajo slap 1</translation>
    </message>
    <message>
        <source>Slap bass 2</source>
        <translation>Bajo slap 2</translation>
    </message>
    <message>
        <source>Synth bass 1</source>
        <translation>Bajo sintético 1</translation>
    </message>
    <message>
        <source>Synth bass 2</source>
        <translation>Bajo sintético 2</translation>
    </message>
    <message>
        <source>Violin</source>
        <translation>Violín</translation>
    </message>
    <message>
        <source>Viola</source>
        <translation>Viola</translation>
    </message>
    <message>
        <source>Cello</source>
        <translation>Violonchelo</translation>
    </message>
    <message>
        <source>Double bass</source>
        <translation>Contrabajo</translation>
    </message>
    <message>
        <source>Tremolo strings</source>
        <translation>Cuerdas en trémolo</translation>
    </message>
    <message>
        <source>Pizzicato strings</source>
        <translation>Cuerdas en pizzicato</translation>
    </message>
    <message>
        <source>Harp</source>
        <translation>Arpa</translation>
    </message>
    <message>
        <source>Timpani</source>
        <translation>Timbales</translation>
    </message>
    <message>
        <source>String ensemble 1</source>
        <translation>Conjunto de cuerdas 1</translation>
    </message>
    <message>
        <source>String ensemble 2</source>
        <translation>Conjunto de cuerdas 2</translation>
    </message>
    <message>
        <source>Synth strings 1</source>
        <translation>Cuerdas sintéticas 1</translation>
    </message>
    <message>
        <source>Synth strings 2</source>
        <translation>Cuerdas sintéticas 2</translation>
    </message>
    <message>
        <source>Choir aahs</source>
        <translation>Coro «ah»</translation>
    </message>
    <message>
        <source>Voice oohs</source>
        <translation>Voces «uh»</translation>
    </message>
    <message>
        <source>Synth voice</source>
        <translation>Voz sintética</translation>
    </message>
    <message>
        <source>Orchestra hit</source>
        <translation>Golpe de orquesta</translation>
    </message>
    <message>
        <source>Trumpet</source>
        <translation>Trompeta</translation>
    </message>
    <message>
        <source>Trombone</source>
        <translation>Trombón</translation>
    </message>
    <message>
        <source>Tuba</source>
        <translation>Tuba</translation>
    </message>
    <message>
        <source>Muted trumpet</source>
        <translation>Trompeta con sordina</translation>
    </message>
    <message>
        <source>French horn</source>
        <translation>Trompa</translation>
    </message>
    <message>
        <source>Brass section</source>
        <translation>Sección de metales</translation>
    </message>
    <message>
        <source>Synth brass 1</source>
        <translation>Metales sintéticos 1</translation>
    </message>
    <message>
        <source>Synth brass 2</source>
        <translation>Metales sintéticos 2</translation>
    </message>
    <message>
        <source>Soprano saxophone</source>
        <translation>Saxofón soprano</translation>
    </message>
    <message>
        <source>Alto saxophone</source>
        <translation>Saxofón alto</translation>
    </message>
    <message>
        <source>Tenor saxophone</source>
        <translation>Saxofón tenor</translation>
    </message>
    <message>
        <source>Baritone saxophone</source>
        <translation>Saxofón barítono</translation>
    </message>
    <message>
        <source>Oboe</source>
        <translation>Oboe</translation>
    </message>
    <message>
        <source>English horn</source>
        <translation>Corno inglés</translation>
    </message>
    <message>
        <source>Bassoon</source>
        <translation>Fagot</translation>
    </message>
    <message>
        <source>Clarinet</source>
        <translation>Clarinete</translation>
    </message>
    <message>
        <source>Piccolo</source>
        <translation>Flautín</translation>
    </message>
    <message>
        <source>Flute</source>
        <translation>Flauta</translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation>Flauta dulce</translation>
    </message>
    <message>
        <source>Pan flute</source>
        <translation>Flauta de pan</translation>
    </message>
    <message>
        <source>Blown bottle</source>
        <translation>Botella soplada</translation>
    </message>
    <message>
        <source>Shakuhachi</source>
        <translation>Shakuhachi</translation>
    </message>
    <message>
        <source>Whistle</source>
        <translation>Silbido</translation>
    </message>
    <message>
        <source>Ocarina</source>
        <translation>Ocarina</translation>
    </message>
    <message>
        <source>Square lead</source>
        <translation>Solista cuadrado</translation>
    </message>
    <message>
        <source>Sawtooth lead</source>
        <translation>Solista de sierra</translation>
    </message>
    <message>
        <source>Calliope lead</source>
        <translation>Solista calíope</translation>
    </message>
    <message>
        <source>Chiff lead</source>
        <translation>Solista de soplo</translation>
    </message>
    <message>
        <source>Charang lead</source>
        <translation>Solista charango</translation>
    </message>
    <message>
        <source>Voice lead</source>
        <translation>Solista de voz</translation>
    </message>
    <message>
        <source>Fifths lead</source>
        <translation>Solista en quintas</translation>
    </message>
    <message>
        <source>Bass and lead</source>
        <translation>Bajo y solista</translation>
    </message>
    <message>
        <source>New age pad</source>
        <translation>Fondo new age</translation>
    </message>
    <message>
        <source>Warm pad</source>
        <translation>Fondo cálido</translation>
    </message>
    <message>
        <source>Polysynth pad</source>
        <translation>Fondo polifónico</translation>
    </message>
    <message>
        <source>Choir pad</source>
        <translation>Fondo coral</translation>
    </message>
    <message>
        <source>Bowed pad</source>
        <translation>Fondo de arco</translation>
    </message>
    <message>
        <source>Metallic pad</source>
        <translation>Fondo metálico</translation>
    </message>
    <message>
        <source>Halo pad</source>
        <translation>Fondo de halo</translation>
    </message>
    <message>
        <source>Sweep pad</source>
        <translation>Fondo de barrido</translation>
    </message>
    <message>
        <source>Rain</source>
        <translation>Lluvia</translation>
    </message>
    <message>
        <source>Soundtrack</source>
        <translation>Banda sonora</translation>
    </message>
    <message>
        <source>Crystal</source>
        <translation>Cristal</translation>
    </message>
    <message>
        <source>Atmosphere</source>
        <translation>Atmósfera</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Brillo</translation>
    </message>
    <message>
        <source>Goblins</source>
        <translation>Duendes</translation>
    </message>
    <message>
        <source>Echoes</source>
        <translation>Ecos</translation>
    </message>
    <message>
        <source>Science fiction</source>
        <translation>Ciencia ficción</translation>
    </message>
    <message>
        <source>Sitar</source>
        <translation>Sitar</translation>
    </message>
    <message>
        <source>Banjo</source>
        <translation>Banjo</translation>
    </message>
    <message>
        <source>Shamisen</source>
        <translation>Shamisén</translation>
    </message>
    <message>
        <source>Koto</source>
        <translation>Koto</translation>
    </message>
    <message>
        <source>Kalimba</source>
        <translation>Kalimba</translation>
    </message>
    <message>
        <source>Bagpipe</source>
        <translation>Gaita</translation>
    </message>
    <message>
        <source>Fiddle</source>
        <translation>Violín folclórico</translation>
    </message>
    <message>
        <source>Shanai</source>
        <translation>Shanai</translation>
    </message>
    <message>
        <source>Tinkle bell</source>
        <translation>Campanilla</translation>
    </message>
    <message>
        <source>Agogo</source>
        <translation>Agogó</translation>
    </message>
    <message>
        <source>Steel drums</source>
        <translation>Tambores metálicos</translation>
    </message>
    <message>
        <source>Woodblock</source>
        <translation>Caja china</translation>
    </message>
    <message>
        <source>Taiko drum</source>
        <translation>Tambor taiko</translation>
    </message>
    <message>
        <source>Melodic tom</source>
        <translation>Tom melódico</translation>
    </message>
    <message>
        <source>Synth drum</source>
        <translation>Tambor sintético</translation>
    </message>
    <message>
        <source>Reverse cymbal</source>
        <translation>Platillo invertido</translation>
    </message>
    <message>
        <source>Guitar fret noise</source>
        <translation>Ruido de trastes</translation>
    </message>
    <message>
        <source>Breath noise</source>
        <translation>Ruido de aliento</translation>
    </message>
    <message>
        <source>Seashore</source>
        <translation>Orilla del mar</translation>
    </message>
    <message>
        <source>Bird tweet</source>
        <translation>Trino de pájaro</translation>
    </message>
    <message>
        <source>Telephone ring</source>
        <translation>Timbre de teléfono</translation>
    </message>
    <message>
        <source>Helicopter</source>
        <translation>Helicóptero</translation>
    </message>
    <message>
        <source>Applause</source>
        <translation>Aplausos</translation>
    </message>
    <message>
        <source>Gunshot</source>
        <translation>Disparo</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>queued</source>
        <translation>en cola</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en marcha</translation>
    </message>
    <message>
        <source>pausing…</source>
        <translation>deteniéndose…</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pausa</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>terminado</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallido</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>cancelado</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Preparándose</translation>
    </message>
    <message>
        <source>Reading the music</source>
        <translation>Leyendo la música</translation>
    </message>
    <message>
        <source>Looking for a learning rate</source>
        <translation>Buscando una tasa de aprendizaje</translation>
    </message>
    <message>
        <source>Measuring the pace</source>
        <translation>Midiendo la velocidad</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entrenando</translation>
    </message>
    <message>
        <source>Listening to held-out pieces</source>
        <translation>Escuchando piezas reservadas</translation>
    </message>
    <message>
        <source>Writing a sample</source>
        <translation>Escribiendo una muestra</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Guardando</translation>
    </message>
    <message>
        <source>Stopping after this step…</source>
        <translation>Se detiene después de este paso…</translation>
    </message>
    <message>
        <source>paused when the program ended</source>
        <translation>en pausa desde que se cerró el programa</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>paso %1 de %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>quedan %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 weights</source>
        <translation>%1 pesos</translation>
    </message>
    <message>
        <source>%1 million weights</source>
        <translation>%1 millones de pesos</translation>
    </message>
    <message>
        <source>Convolutions</source>
        <translation>Convoluciones</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>Transformer (GPT)</source>
        <translation>Transformador (GPT)</translation>
    </message>
    <message>
        <source>Looks back a fixed number of notes. Quick to train, quick to play.</source>
        <translation>Mira atrás un número fijo de notas. Se entrena y toca deprisa.</translation>
    </message>
    <message>
        <source>Keeps a memory that it rewrites at every note. Good on long phrases.</source>
        <translation>Guarda una memoria que reescribe en cada nota. Bueno en frases largas.</translation>
    </message>
    <message>
        <source>Compares every note with all before it, so it brings strains back. The best, if given time.</source>
        <translation>Compara cada nota con todas las anteriores, y así hace volver los temas. El mejor, si se le da tiempo.</translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation>Diminuto</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Pequeño</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mediano</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Grande</translation>
    </message>
    <message>
        <source>As in the source document</source>
        <translation>Como en el documento de origen</translation>
    </message>
    <message>
        <source>Melody</source>
        <translation>Melodía</translation>
    </message>
    <message>
        <source>Chorale</source>
        <translation>Coral</translation>
    </message>
    <message>
        <source>Score by bars and beats</source>
        <translation>Partitura por compases y pulsos</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Interpretación</translation>
    </message>
    <message>
        <source>tmidi</source>
        <translation>tmidi</translation>
    </message>
    <message>
        <source>One line of notes, in any key. Needs files with one voice.</source>
        <translation>Una línea de notas, en cualquier tonalidad. Necesita archivos de una sola voz.</translation>
    </message>
    <message>
        <source>Four voices that move together, as in hymns.</source>
        <translation>Cuatro voces que se mueven juntas, como en los himnos.</translation>
    </message>
    <message>
        <source>Several instruments with bar, place in the bar, pitch, length and velocity.</source>
        <translation>Varios instrumentos con compás, lugar en el compás, altura, duración e intensidad.</translation>
    </message>
    <message>
        <source>Time in milliseconds, with touch and pedal: for piano playing that was recorded.</source>
        <translation>Tiempo en milisegundos, con pulsación y pedal: para piano grabado.</translation>
    </message>
    <message>
        <source>Notes in 128 symbols, with time as it was played.</source>
        <translation>Notas en 128 símbolos, con el tiempo tal como se tocó.</translation>
    </message>
    <message>
        <source>It cannot be read: %1.</source>
        <translation>No se puede leer: %1.</translation>
    </message>
    <message>
        <source>It is no MIDI file, whatever its name says.</source>
        <translation>No es un archivo MIDI, diga lo que diga su nombre.</translation>
    </message>
    <message>
        <source>It is damaged.</source>
        <translation>Está dañado.</translation>
    </message>
    <message>
        <source>It holds no notes.</source>
        <translation>No contiene notas.</translation>
    </message>
    <message>
        <source>It is too short: %1 notes, where %2 are needed.</source>
        <translation>Es demasiado corto: %1 notas, y hacen falta %2.</translation>
    </message>
    <message>
        <source>It has chords or several voices; choose the representation “%1” for it.</source>
        <translation>Tiene acordes o varias voces; elija para él la representación «%1».</translation>
    </message>
    <message>
        <source>Its four voices cannot be told apart.</source>
        <translation>Sus cuatro voces no se pueden distinguir.</translation>
    </message>
    <message>
        <source>It has percussion only.</source>
        <translation>Solo tiene percusión.</translation>
    </message>
    <message>
        <source>It is the same music as “%1”.</source>
        <translation>Es la misma música que «%1».</translation>
    </message>
</context>
<context>
    <name>MidiStatus</name>
    <message>
        <source>Looking for MIDI devices…</source>
        <translation>Buscando dispositivos MIDI…</translation>
    </message>
    <message>
        <source>The chosen connection does not run. Choose another one, or start its server.</source>
        <translation>La conexión elegida no está en marcha. Elija otra o inicie su servidor.</translation>
    </message>
    <message>
        <source>There is no MIDI system here: the kernel has no ALSA sequencer (module snd-seq), and no JACK server runs. Notes can be entered with the mouse and the computer keyboard; a MIDI system that starts later is found by itself.</source>
        <translation>Aquí no hay sistema MIDI: el núcleo no tiene secuenciador ALSA (módulo snd-seq) ni hay un servidor JACK en marcha. Las notas se pueden escribir con el ratón y el teclado del ordenador; un sistema MIDI que se inicie más tarde se encuentra solo.</translation>
    </message>
    <message>
        <source>The keyboard is plugged in but does not open: another program may hold it. Close that program and press Refresh.</source>
        <translation>El teclado está conectado pero no se abre: quizá lo tenga otro programa. Ciérrelo y pulse Actualizar.</translation>
    </message>
    <message>
        <source>“%1” is not plugged in. It is opened by itself when it comes back.</source>
        <translation>«%1» no está conectado. Se abrirá solo cuando vuelva.</translation>
    </message>
    <message>
        <source>No keyboard is plugged in. The first one that is will be heard by itself.</source>
        <translation>No hay ningún teclado conectado. El primero que se conecte se oirá sin más.</translation>
    </message>
</context>
<context>
    <name>MusicNames</name>
    <message>
        <source>major</source>
        <translation>mayor</translation>
    </message>
    <message>
        <source>minor</source>
        <translation>menor</translation>
    </message>
    <message>
        <source>harmonic minor</source>
        <translation>menor armónica</translation>
    </message>
    <message>
        <source>melodic minor</source>
        <translation>menor melódica</translation>
    </message>
    <message>
        <source>dorian</source>
        <translation>dórico</translation>
    </message>
    <message>
        <source>phrygian</source>
        <translation>frigio</translation>
    </message>
    <message>
        <source>lydian</source>
        <translation>lidio</translation>
    </message>
    <message>
        <source>mixolydian</source>
        <translation>mixolidio</translation>
    </message>
    <message>
        <source>locrian</source>
        <translation>locrio</translation>
    </message>
    <message>
        <source>major pentatonic</source>
        <translation>pentatónica mayor</translation>
    </message>
    <message>
        <source>minor pentatonic</source>
        <translation>pentatónica menor</translation>
    </message>
    <message>
        <source>blues</source>
        <translation>blues</translation>
    </message>
    <message>
        <source>whole tone</source>
        <translation>tonos enteros</translation>
    </message>
    <message>
        <source>chromatic</source>
        <translation>cromática</translation>
    </message>
    <message>
        <source>%1 minor</source>
        <translation>%1 menor</translation>
    </message>
    <message>
        <source>%1 major</source>
        <translation>%1 mayor</translation>
    </message>
    <message>
        <source>thirty-second note</source>
        <translation>fusa</translation>
    </message>
    <message>
        <source>triplet sixteenth note</source>
        <translation>semicorchea de tresillo</translation>
    </message>
    <message>
        <source>sixteenth note</source>
        <translation>semicorchea</translation>
    </message>
    <message>
        <source>triplet eighth note</source>
        <translation>corchea de tresillo</translation>
    </message>
    <message>
        <source>dotted sixteenth note</source>
        <translation>semicorchea con puntillo</translation>
    </message>
    <message>
        <source>eighth note</source>
        <translation>corchea</translation>
    </message>
    <message>
        <source>triplet quarter note</source>
        <translation>negra de tresillo</translation>
    </message>
    <message>
        <source>dotted eighth note</source>
        <translation>corchea con puntillo</translation>
    </message>
    <message>
        <source>quarter note</source>
        <translation>negra</translation>
    </message>
    <message>
        <source>dotted quarter note</source>
        <translation>negra con puntillo</translation>
    </message>
    <message>
        <source>half note</source>
        <translation>blanca</translation>
    </message>
    <message>
        <source>dotted half note</source>
        <translation>blanca con puntillo</translation>
    </message>
    <message>
        <source>whole note</source>
        <translation>redonda</translation>
    </message>
    <message>
        <source>dotted whole note</source>
        <translation>redonda con puntillo</translation>
    </message>
    <message>
        <source>%1 quarter notes</source>
        <translation>%1 negras</translation>
    </message>
    <message>
        <source>tabu list</source>
        <translation>lista tabú</translation>
    </message>
    <message>
        <source>repetition limit</source>
        <translation>límite de repetición</translation>
    </message>
    <message>
        <source>range</source>
        <translation>ámbito</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>escala</translation>
    </message>
    <message>
        <source>forbidden area</source>
        <translation>zona prohibida</translation>
    </message>
    <message>
        <source>No note was left that kept every rule, so here the %1 gave way.</source>
        <translation>No quedaba ninguna nota que cumpliera todas las reglas; aquí cedió esta: %1.</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Show this help.</source>
        <translation>Muestra esta ayuda.</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>Muestra la versión.</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NOMBRE</translation>
    </message>
    <message>
        <source>Colours: %1.</source>
        <translation>Colores: %1.</translation>
    </message>
    <message>
        <source>CODE</source>
        <translation>CÓDIGO</translation>
    </message>
    <message>
        <source>Language: %1.</source>
        <translation>Idioma: %1.</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>ARCHIVO</translation>
    </message>
    <message>
        <source>Project, MIDI or MusicXML file to open.</source>
        <translation>Proyecto, archivo MIDI o MusicXML que se abre.</translation>
    </message>
    <message>
        <source>Usage: partimento [options] [FILE]</source>
        <translation>Uso: partimento [opciones] [ARCHIVO]</translation>
    </message>
    <message>
        <source>A composition studio with small neural models.</source>
        <translation>Un estudio de composición con pequeños modelos neuronales.</translation>
    </message>
    <message>
        <source>There is no language &quot;%1&quot;; there are: %2.</source>
        <translation>No hay ningún idioma «%1»; los que hay: %2.</translation>
    </message>
    <message>
        <source>%1 Try partimento --help.</source>
        <translation>%1 Pruebe partimento --help.</translation>
    </message>
    <message>
        <source>There is no theme &quot;%1&quot;; there are: %2.</source>
        <translation>No hay ningún tema «%1»; los que hay: %2.</translation>
    </message>
    <message>
        <source>Name one file at most. Try partimento --help.</source>
        <translation>Indique un archivo como mucho. Pruebe partimento --help.</translation>
    </message>
</context>
<context>
    <name>PianoRoll</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Velocity %1</source>
        <translation>Velocidad %1</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Draw a melody with a double-click, or type notes</source>
        <translation>Dibuje una melodía con un doble clic, o escriba notas</translation>
    </message>
    <message>
        <source>Drag an edge to change a length. Right-drag erases.</source>
        <translation>Arrastre un borde para cambiar la duración. Arrastrar con el botón derecho borra.</translation>
    </message>
    <message>
        <source>dotted whole note</source>
        <translation>redonda con puntillo</translation>
    </message>
    <message>
        <source>whole note</source>
        <translation>redonda</translation>
    </message>
    <message>
        <source>dotted half note</source>
        <translation>blanca con puntillo</translation>
    </message>
    <message>
        <source>half note</source>
        <translation>blanca</translation>
    </message>
    <message>
        <source>dotted quarter note</source>
        <translation>negra con puntillo</translation>
    </message>
    <message>
        <source>quarter note</source>
        <translation>negra</translation>
    </message>
    <message>
        <source>dotted eighth note</source>
        <translation>corchea con puntillo</translation>
    </message>
    <message>
        <source>eighth note</source>
        <translation>corchea</translation>
    </message>
    <message>
        <source>dotted sixteenth note</source>
        <translation>semicorchea con puntillo</translation>
    </message>
    <message>
        <source>sixteenth note</source>
        <translation>semicorchea</translation>
    </message>
    <message>
        <source>dotted thirty-second note</source>
        <translation>fusa con puntillo</translation>
    </message>
    <message>
        <source>thirty-second note</source>
        <translation>fusa</translation>
    </message>
    <message>
        <source>sixty-fourth note</source>
        <translation>semifusa</translation>
    </message>
    <message>
        <source>by the model</source>
        <translation>del modelo</translation>
    </message>
    <message>
        <source>by the model, then edited</source>
        <translation>del modelo, editada después</translation>
    </message>
    <message>
        <source>%1 beats</source>
        <translation>%1 pulsos</translation>
    </message>
    <message>
        <source>bar %1, beat %2</source>
        <translation>compás %1, pulso %2</translation>
    </message>
    <message>
        <source>%1 plus %2</source>
        <translation>%1 más %2</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>%1, against a rule</source>
        <translation>%1, contra una regla</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) copied</source>
        <translation>
            <numerusform>%n nota copiada</numerusform>
            <numerusform>%n notas copiadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) pasted</source>
        <translation>
            <numerusform>%n nota pegada</numerusform>
            <numerusform>%n notas pegadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s), first: %1</source>
        <translation>
            <numerusform>%n nota, la primera: %1</numerusform>
            <numerusform>%n notas, la primera: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) deleted</source>
        <translation>
            <numerusform>%n nota eliminada</numerusform>
            <numerusform>%n notas eliminadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) quantised</source>
        <translation>
            <numerusform>%n nota cuantizada</numerusform>
            <numerusform>%n notas cuantizadas</numerusform>
        </translation>
    </message>
    <message>
        <source>Press Capture to keep what you played</source>
        <translation>Pulse Capturar para conservar lo que ha tocado</translation>
    </message>
    <message>
        <source>It becomes the seed that Generate goes on from.</source>
        <translation>Será la semilla desde la que sigue Generar.</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>A setting of the study that Partimento&apos;s search goes back to, to hear and compare.</source>
        <translation>Un ajuste del estudio del que procede la búsqueda de Partimento, para oír y comparar.</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Equilibrado</translation>
    </message>
    <message>
        <source>Probable, yet different every time. A good place to begin.</source>
        <translation>Probable, pero distinto cada vez. Un buen punto de partida.</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>Tranquilo</translation>
    </message>
    <message>
        <source>Stays close to what the style plays most.</source>
        <translation>Se queda cerca de lo que el estilo toca más.</translation>
    </message>
    <message>
        <source>Adventurous</source>
        <translation>Aventurero</translation>
    </message>
    <message>
        <source>Draws freely and does not return to the last two notes.</source>
        <translation>Sortea con libertad y no vuelve a las dos últimas notas.</translation>
    </message>
    <message>
        <source>Far apart</source>
        <translation>Muy distintas</translation>
    </message>
    <message>
        <source>Four takes that keep away from each other.</source>
        <translation>Cuatro tomas que se alejan unas de otras.</translation>
    </message>
    <message>
        <source>Greedy, no rules</source>
        <translation>Voraz, sin reglas</translation>
    </message>
    <message>
        <source>Beam 100, repetition 2</source>
        <translation>Haz 100, repetición 2</translation>
    </message>
    <message>
        <source>Beam 100, tabu 2</source>
        <translation>Haz 100, tabú 2</translation>
    </message>
    <message>
        <source>Beam 1000, tabu 4</source>
        <translation>Haz 1000, tabú 4</translation>
    </message>
    <message>
        <source>Beam 1000, tabu 8</source>
        <translation>Haz 1000, tabú 8</translation>
    </message>
    <message>
        <source>As the style likes it</source>
        <translation>Como le va al estilo</translation>
    </message>
    <message>
        <source>With this the style came nearest to the music it learnt from.</source>
        <translation>Así fue como el estilo más se acercó a la música de la que aprendió.</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>kept in the beam</source>
        <translation>siguió en el haz</translation>
    </message>
    <message>
        <source>not possible here</source>
        <translation>imposible aquí</translation>
    </message>
    <message>
        <source>repetition limit</source>
        <translation>límite de repetición</translation>
    </message>
    <message>
        <source>tabu list</source>
        <translation>lista tabú</translation>
    </message>
    <message>
        <source>outside the range</source>
        <translation>fuera del ámbito</translation>
    </message>
    <message>
        <source>outside the scale</source>
        <translation>fuera de la escala</translation>
    </message>
    <message>
        <source>forbidden area</source>
        <translation>zona prohibida</translation>
    </message>
    <message>
        <source>cut by top-k</source>
        <translation>cortada por top-k</translation>
    </message>
    <message>
        <source>cut by top-p</source>
        <translation>cortada por top-p</translation>
    </message>
    <message>
        <source>not drawn</source>
        <translation>no sorteada</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>fusionada</translation>
    </message>
    <message>
        <source>The search went on with it.</source>
        <translation>La búsqueda siguió con ella.</translation>
    </message>
    <message>
        <source>A melody alternates pitches and lengths; this cannot stand here.</source>
        <translation>Una melodía alterna alturas y duraciones; esto no puede ir aquí.</translation>
    </message>
    <message>
        <source>The same note was played too often in a row.</source>
        <translation>La misma nota sonó demasiadas veces seguidas.</translation>
    </message>
    <message>
        <source>It is among the last notes, which are tabu.</source>
        <translation>Está entre las últimas notas, que son tabú.</translation>
    </message>
    <message>
        <source>It lies outside the range that you set.</source>
        <translation>Queda fuera del ámbito elegido.</translation>
    </message>
    <message>
        <source>It is not in the scale that you chose.</source>
        <translation>No pertenece a la escala elegida.</translation>
    </message>
    <message>
        <source>It would begin in an area that you forbade on the roll.</source>
        <translation>Empezaría en una zona que usted prohibió en el rollo.</translation>
    </message>
    <message>
        <source>It was not among the best candidates that may be drawn.</source>
        <translation>No estaba entre las mejores candidatas que se pueden sortear.</translation>
    </message>
    <message>
        <source>The likelier candidates already reached the share to keep.</source>
        <translation>Las candidatas más probables ya alcanzaban la parte conservada.</translation>
    </message>
    <message>
        <source>Allowed, but other continuations were more probable.</source>
        <translation>Permitida, pero otras continuaciones eran más probables.</translation>
    </message>
    <message>
        <source>Allowed, but chance chose another.</source>
        <translation>Permitida, pero el azar eligió otra.</translation>
    </message>
    <message>
        <source>Another continuation with the same future was more probable.</source>
        <translation>Otra continuación con el mismo futuro era más probable.</translation>
    </message>
    <message>
        <source>others were likelier</source>
        <translation>otras eran más probables</translation>
    </message>
    <message>
        <source>not the tonic</source>
        <translation>no es la tónica</translation>
    </message>
    <message>
        <source>A piece that begins from nothing begins on the tonic of its key.</source>
        <translation>Una pieza que empieza de la nada empieza en la tónica de su tonalidad.</translation>
    </message>
</context>
<context>
    <name>ScoreView</name>
    <message>
        <source>longa</source>
        <translation>longa</translation>
    </message>
    <message>
        <source>breve</source>
        <translation>cuadrada</translation>
    </message>
    <message>
        <source>whole note</source>
        <translation>redonda</translation>
    </message>
    <message>
        <source>half note</source>
        <translation>blanca</translation>
    </message>
    <message>
        <source>quarter note</source>
        <translation>negra</translation>
    </message>
    <message>
        <source>eighth note</source>
        <translation>corchea</translation>
    </message>
    <message>
        <source>sixteenth note</source>
        <translation>semicorchea</translation>
    </message>
    <message>
        <source>thirty-second note</source>
        <translation>fusa</translation>
    </message>
    <message>
        <source>sixty-fourth note</source>
        <translation>semifusa</translation>
    </message>
    <message>
        <source>hundred-and-twenty-eighth note</source>
        <translation>garrapatea</translation>
    </message>
    <message>
        <source>two-hundred-and-fifty-sixth note</source>
        <translation>semigarrapatea</translation>
    </message>
    <message>
        <source>by the model</source>
        <translation>del modelo</translation>
    </message>
    <message>
        <source>by the model, then edited</source>
        <translation>del modelo, editada después</translation>
    </message>
    <message>
        <source>beat %1</source>
        <translation>pulso %1</translation>
    </message>
    <message>
        <source>after beat %1</source>
        <translation>después del pulso %1</translation>
    </message>
    <message>
        <source>dotted %1</source>
        <translation>%1 con puntillo</translation>
    </message>
    <message>
        <source>double dotted %1</source>
        <translation>%1 con doble puntillo</translation>
    </message>
    <message>
        <source>%1 in a tuplet</source>
        <translation>%1 en un grupo irregular</translation>
    </message>
    <message>
        <source>bar %1</source>
        <translation>compás %1</translation>
    </message>
    <message>
        <source>grace note</source>
        <translation>nota de adorno</translation>
    </message>
    <message>
        <source>tied</source>
        <translation>ligada</translation>
    </message>
    <message>
        <source>against a rule</source>
        <translation>contra una regla</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s), first: %1</source>
        <translation>
            <numerusform>%n nota, primera: %1</numerusform>
            <numerusform>%n notas, primera: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Rest, %1</source>
        <translation>Silencio, %1</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) deleted</source>
        <translation>
            <numerusform>%n nota borrada</numerusform>
            <numerusform>%n notas borradas</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing notes: letters write, digits set the value, N ends</source>
        <translation>Escritura de notas: las letras escriben, las cifras eligen la figura, N termina</translation>
    </message>
    <message>
        <source>Writing ended</source>
        <translation>Escritura terminada</translation>
    </message>
    <message numerus="yes">
        <source>in a chord of %n note(s)</source>
        <translation>
            <numerusform>en un acorde de %n nota</numerusform>
            <numerusform>en un acorde de %n notas</numerusform>
        </translation>
    </message>
    <message>
        <source>rest</source>
        <translation>silencio</translation>
    </message>
    <message>
        <source>whole bar</source>
        <translation>compás entero</translation>
    </message>
    <message>
        <source>%1 double flat %2</source>
        <translation>%1 doble bemol %2</translation>
    </message>
    <message>
        <source>%1 flat %2</source>
        <translation>%1 bemol %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 sharp %2</source>
        <translation>%1 sostenido %2</translation>
    </message>
    <message>
        <source>%1 double sharp %2</source>
        <translation>%1 doble sostenido %2</translation>
    </message>
    <message>
        <source>voice %1</source>
        <translation>voz %1</translation>
    </message>
    <message>
        <source>This staff has no voice %1</source>
        <translation>Este pentagrama no tiene voz %1</translation>
    </message>
    <message>
        <source>Writing in voice %1</source>
        <translation>Se escribe en la voz %1</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) in voice %1</source>
        <translation>
            <numerusform>%n nota en la voz %1</numerusform>
            <numerusform>%n notas en la voz %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in a triplet</source>
        <translation>%1 en un tresillo</translation>
    </message>
    <message numerus="yes">
        <source>A selection holds one track: %n note(s) of others left out</source>
        <translation>
            <numerusform>Una selección es de una sola pista: %n nota de otras queda fuera</numerusform>
            <numerusform>Una selección es de una sola pista: %n notas de otras quedan fuera</numerusform>
        </translation>
    </message>
    <message>
        <source>What is written pushes later music on</source>
        <translation>Lo que se escribe empuja la música que sigue</translation>
    </message>
    <message>
        <source>What is written takes the place of notes</source>
        <translation>Lo que se escribe ocupa el lugar de las notas</translation>
    </message>
</context>
<context>
    <name>StepNames</name>
    <message>
        <source>Accept take</source>
        <translation>Aceptar toma</translation>
    </message>
    <message>
        <source>Type notes</source>
        <translation>Escribir notas</translation>
    </message>
    <message>
        <source>Play note</source>
        <translation>Tocar nota</translation>
    </message>
    <message>
        <source>Delete notes</source>
        <translation>Borrar notas</translation>
    </message>
    <message>
        <source>Change tempo</source>
        <translation>Cambiar tempo</translation>
    </message>
    <message>
        <source>Change metre</source>
        <translation>Cambiar compás</translation>
    </message>
    <message>
        <source>Change key</source>
        <translation>Cambiar tonalidad</translation>
    </message>
    <message>
        <source>Change instrument</source>
        <translation>Cambiar instrumento</translation>
    </message>
    <message>
        <source>Change volume</source>
        <translation>Cambiar volumen</translation>
    </message>
    <message>
        <source>Mute track</source>
        <translation>Silenciar pista</translation>
    </message>
    <message>
        <source>Solo track</source>
        <translation>Pista en solo</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Añadir nota</translation>
    </message>
    <message>
        <source>Move notes</source>
        <translation>Mover notas</translation>
    </message>
    <message>
        <source>Resize notes</source>
        <translation>Cambiar duración</translation>
    </message>
    <message>
        <source>Change velocity</source>
        <translation>Cambiar velocidad</translation>
    </message>
    <message>
        <source>Duplicate notes</source>
        <translation>Duplicar notas</translation>
    </message>
    <message>
        <source>Copy notes</source>
        <translation>Copiar notas</translation>
    </message>
    <message>
        <source>Cut notes</source>
        <translation>Cortar notas</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Pegar</translation>
    </message>
    <message>
        <source>Quantise</source>
        <translation>Cuantizar</translation>
    </message>
    <message>
        <source>Import MIDI</source>
        <translation>Importar MIDI</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Grabar</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Capturar</translation>
    </message>
    <message>
        <source>Step entry</source>
        <translation>Entrada por pasos</translation>
    </message>
    <message>
        <source>Insert MIDI</source>
        <translation>Insertar MIDI</translation>
    </message>
    <message>
        <source>Change voice</source>
        <translation>Cambiar de voz</translation>
    </message>
    <message>
        <source>Move bar lines</source>
        <translation>Mover las líneas divisorias</translation>
    </message>
    <message>
        <source>Transpose</source>
        <translation>Transportar</translation>
    </message>
    <message>
        <source>Write rest</source>
        <translation>Escribir silencio</translation>
    </message>
    <message>
        <source>Change accidental</source>
        <translation>Cambiar alteración</translation>
    </message>
    <message>
        <source>Respell</source>
        <translation>Enarmonizar</translation>
    </message>
</context>
<context>
    <name>StyleFacts</name>
    <message numerus="yes">
        <source>remembers %n note(s)</source>
        <translation>
            <numerusform>recuerda %n nota</numerusform>
            <numerusform>recuerda %n notas</numerusform>
        </translation>
    </message>
    <message>
        <source>perplexity %1</source>
        <translation>perplejidad %1</translation>
    </message>
    <message>
        <source>On pieces it never saw, it is as unsure of the next pitch as if it had to guess among %1.</source>
        <translation>En piezas que nunca vio, duda de la próxima altura como si tuviera que adivinar entre %1.</translation>
    </message>
    <message>
        <source>The best n-gram model needs %1 on the same notes.</source>
        <translation>El mejor modelo de n-gramas necesita %1 en las mismas notas.</translation>
    </message>
    <message>
        <source>For durations: %1.</source>
        <translation>Para las duraciones: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Each note depends on the last %n note(s).</source>
        <translation>
            <numerusform>Cada nota depende de la última %n nota.</numerusform>
            <numerusform>Cada nota depende de las últimas %n notas.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 million weights, activation %2.</source>
        <translation>%1 millones de pesos, activación %2.</translation>
    </message>
    <message>
        <source>Learned from: %1 (%2).</source>
        <translation>Aprendió de: %1 (%2).</translation>
    </message>
    <message>
        <source>Yours, replaces the shipped one</source>
        <translation>Suyo, sustituye al incluido</translation>
    </message>
    <message>
        <source>It lies in %1 and stands in for the style of the same id in %2.</source>
        <translation>Está en %1 y ocupa el lugar del estilo del mismo identificador en %2.</translation>
    </message>
    <message>
        <source>transformer</source>
        <translation>transformer</translation>
    </message>
    <message>
        <source>recurrent network</source>
        <translation>red recurrente</translation>
    </message>
</context>
<context>
    <name>StylePacks</name>
    <message>
        <source>Fiddle tunes</source>
        <translation>Melodías de violín folclórico</translation>
    </message>
    <message>
        <source>Fiddle tunes (relu)</source>
        <translation>Melodías de violín folclórico (relu)</translation>
    </message>
    <message>
        <source>Fiddle tunes (sigmoid)</source>
        <translation>Melodías de violín folclórico (sigmoid)</translation>
    </message>
    <message>
        <source>Reels, jigs and hornpipes in the manner of eighteenth- and nineteenth-century fiddle collections.</source>
        <translation>Reels, jigas y hornpipes a la manera de las colecciones de violín de los siglos XVIII y XIX.</translation>
    </message>
    <message>
        <source>Art songs</source>
        <translation>Canción de concierto</translation>
    </message>
    <message>
        <source>Vocal lines in the manner of nineteenth-century art songs: singable steps, long notes and rests for breath.</source>
        <translation>Líneas vocales a la manera de la canción de concierto del siglo XIX: grados cantables, notas largas y silencios para respirar.</translation>
    </message>
    <message>
        <source>The fiddle tunes again, learned with the relu activation: for comparing the three.</source>
        <translation>Las melodías de violín otra vez, aprendidas con la activación relu: para comparar las tres.</translation>
    </message>
    <message>
        <source>The fiddle tunes again, learned with the sigmoid activation: for comparing the three.</source>
        <translation>Las melodías de violín otra vez, aprendidas con la activación sigmoid: para comparar las tres.</translation>
    </message>
    <message>
        <source>Fiddle tunes (GPT)</source>
        <translation>Melodías de violín folclórico (GPT)</translation>
    </message>
    <message>
        <source>The fiddle tunes again, by a network that looks back at all it has heard: it brings strains back as the tunes do.</source>
        <translation>De nuevo las melodías de violín folclórico, con una red que recuerda todo lo que ha oído: hace volver las frases como lo hacen las melodías.</translation>
    </message>
    <message>
        <source>Hymns</source>
        <translation>Himnos</translation>
    </message>
    <message>
        <source>Four voices, as hymn books have them: goes on in four parts, or harmonises a melody.</source>
        <translation>Cuatro voces, como en los himnarios: continúa a cuatro partes o armoniza una melodía.</translation>
    </message>
    <message>
        <source>Piano</source>
        <translation>Piano</translation>
    </message>
    <message>
        <source>Two hands at a keyboard, of any style from Bach to Debussy.</source>
        <translation>Dos manos al teclado, en cualquier estilo de Bach a Debussy.</translation>
    </message>
    <message>
        <source>Baroque keyboard</source>
        <translation>Teclado barroco</translation>
    </message>
    <message>
        <source>Two hands that answer each other, in the manner of Bach, Scarlatti and their time.</source>
        <translation>Dos manos que se responden, a la manera de Bach, Scarlatti y su época.</translation>
    </message>
    <message>
        <source>Romantic piano</source>
        <translation>Piano romántico</translation>
    </message>
    <message>
        <source>Melody and accompaniment, in the manner of Chopin and his century.</source>
        <translation>Melodía y acompañamiento, a la manera de Chopin y su siglo.</translation>
    </message>
    <message>
        <source>Late piano</source>
        <translation>Piano tardío</translation>
    </message>
    <message>
        <source>Free harmony and floating lines, in the manner of Scriabin, Debussy and Satie.</source>
        <translation>Armonía libre y líneas flotantes, a la manera de Scriabin, Debussy y Satie.</translation>
    </message>
    <message>
        <source>Four voices</source>
        <translation>Cuatro voces</translation>
    </message>
    <message>
        <source>Psalms, hymns and motets in four parts, of four centuries.</source>
        <translation>Salmos, himnos y motetes a cuatro partes, de cuatro siglos.</translation>
    </message>
    <message>
        <source>Fiddle tunes (LSTM)</source>
        <translation>Melodías de violín folclórico (LSTM)</translation>
    </message>
    <message>
        <source>The fiddle tunes by a network that remembers: steady in its metre, and it looks back over eight bars to come round again.</source>
        <translation>Las melodías de violín folclórico por una red que recuerda: firme en su compás, mira ocho compases atrás para volver al principio.</translation>
    </message>
</context>
<context>
    <name>TakeEdit</name>
    <message>
        <source>Alto</source>
        <translation>Contralto</translation>
    </message>
    <message>
        <source>Tenor</source>
        <translation>Tenor</translation>
    </message>
    <message>
        <source>Bass</source>
        <translation>Bajo</translation>
    </message>
</context>
<context>
    <name>Wishes</name>
    <message>
        <source>This style plays no note in the range.</source>
        <translation>Este estilo no toca ninguna nota del ámbito.</translation>
    </message>
    <message>
        <source>No note of the scale lies in the range.</source>
        <translation>Ninguna nota de la escala queda dentro del ámbito.</translation>
    </message>
    <message numerus="yes">
        <source>Range and scale leave %n note(s)</source>
        <translation>
            <numerusform>El ámbito y la escala dejan %n nota</numerusform>
            <numerusform>El ámbito y la escala dejan %n notas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the tabu list needs at least %n.</source>
        <translation>
            <numerusform>la lista tabú necesita al menos %n.</numerusform>
            <numerusform>la lista tabú necesita al menos %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only one note is left, and it may not be repeated for so long.</source>
        <translation>Solo queda una nota, y no se puede repetir tanto tiempo.</translation>
    </message>
    <message>
        <source>A forbidden area on the roll leaves no note to play.</source>
        <translation>Una zona prohibida del rollo no deja ninguna nota que tocar.</translation>
    </message>
    <message>
        <source>Switch the tabu list off</source>
        <translation>Desactivar la lista tabú</translation>
    </message>
    <message>
        <source>Shorten the tabu list to %1</source>
        <translation>Acortar la lista tabú a %1</translation>
    </message>
    <message>
        <source>Widen the range to %1 – %2</source>
        <translation>Ampliar el ámbito a %1 – %2</translation>
    </message>
    <message>
        <source>Allow all notes</source>
        <translation>Permitir todas las notas</translation>
    </message>
    <message>
        <source>Switch the repetition limit off</source>
        <translation>Desactivar el límite de repetición</translation>
    </message>
    <message>
        <source>Loosen several rules together</source>
        <translation>Aflojar varias reglas a la vez</translation>
    </message>
    <message>
        <source>Clear the forbidden areas</source>
        <translation>Quitar las zonas prohibidas</translation>
    </message>
</context>
<context>
    <name>partimento::ui::AboutDialog</name>
    <message>
        <source>About Partimento</source>
        <translation>Acerca de Partimento</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Versión %1</translation>
    </message>
    <message>
        <source>A studio for composing with small neural models. A partimento was the bass line over which Neapolitan students learned to improvise: a seed and a set of rules.

Free software under the GNU General Public License, version 3 or later; it comes without any warranty.

It stands on Qt (LGPL), FluidSynth (LGPL), libtorch (BSD), SQLite (public domain), libsndfile (LGPL) and RtMidi (MIT). The SoundFont TimGM6mb is by Tim Brechbill (GPL). The demo seeds are in the public domain; what each style learned from is named on its card.</source>
        <translation>Un estudio para componer con pequeños modelos neuronales. Un partimento era la línea de bajo sobre la que los estudiantes napolitanos aprendían a improvisar: una semilla y unas reglas.

Software libre bajo la Licencia Pública General de GNU, versión 3 o posterior; se ofrece sin garantía alguna.

Se apoya en Qt (LGPL), FluidSynth (LGPL), libtorch (BSD), SQLite (dominio público), libsndfile (LGPL) y RtMidi (MIT). El SoundFont TimGM6mb es de Tim Brechbill (GPL). Las semillas de demostración son de dominio público; la tarjeta de cada estilo dice de qué aprendió.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>Cerrar esta ventana</translation>
    </message>
    <message>
        <source>The mark of Partimento</source>
        <translation>El emblema de Partimento</translation>
    </message>
</context>
<context>
    <name>partimento::ui::Banner</name>
    <message>
        <source>Warning</source>
        <translation>Advertencia</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Cerrar este mensaje</translation>
    </message>
</context>
<context>
    <name>partimento::ui::CaptureDialog</name>
    <message>
        <source>Capture what you played</source>
        <translation>Capturar lo que tocó</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Quarter notes a minute; correct it where it was misunderstood</source>
        <translation>Negras por minuto; corríjalo si se ha entendido mal</translation>
    </message>
    <message>
        <source>Half the tempo</source>
        <translation>La mitad del tempo</translation>
    </message>
    <message>
        <source>Twice the tempo</source>
        <translation>El doble del tempo</translation>
    </message>
    <message>
        <source>Metre</source>
        <translation>Compás</translation>
    </message>
    <message>
        <source>Time signature of what you played</source>
        <translation>Indicación de compás de lo que tocó</translation>
    </message>
    <message>
        <source>Bar lines a beat earlier</source>
        <translation>Barras de compás un pulso antes</translation>
    </message>
    <message>
        <source>Bar lines a beat later</source>
        <translation>Barras de compás un pulso después</translation>
    </message>
    <message>
        <source>Last bars</source>
        <translation>Últimos compases</translation>
    </message>
    <message>
        <source>Only so many bars from the end</source>
        <translation>Solo tantos compases desde el final</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todos</translation>
    </message>
    <message>
        <source>Bar lines</source>
        <translation>Barras de compás</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Rejilla</translation>
    </message>
    <message>
        <source>Where notes may begin</source>
        <translation>Dónde pueden empezar las notas</translation>
    </message>
    <message>
        <source>as understood</source>
        <translation>según se entendió</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Fuerza</translation>
    </message>
    <message>
        <source>100 % puts notes on the grid, 0 % leaves them as played</source>
        <translation>100 % pone las notas en la rejilla, 0 % las deja como se tocaron</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Va a</translation>
    </message>
    <message>
        <source>What becomes of the captured notes</source>
        <translation>Qué pasa con las notas capturadas</translation>
    </message>
    <message>
        <source>this piece</source>
        <translation>esta pieza</translation>
    </message>
    <message>
        <source>the end of this track</source>
        <translation>el final de esta pista</translation>
    </message>
    <message>
        <source>a new piece</source>
        <translation>una pieza nueva</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Escuchar</translation>
    </message>
    <message>
        <source>Hear what would be captured</source>
        <translation>Oír lo que se capturaría</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Leave everything as it is</source>
        <translation>Dejar todo como está</translation>
    </message>
    <message>
        <source>Make it the seed</source>
        <translation>Convertir en semilla</translation>
    </message>
    <message>
        <source>Write these notes; then press Generate to go on from them</source>
        <translation>Escribe estas notas; después pulse Generar para continuarlas</translation>
    </message>
    <message numerus="yes">
        <source>You played %n note(s)</source>
        <translation>
            <numerusform>Tocó %n nota</numerusform>
            <numerusform>Tocó %n notas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 quarter notes a minute</source>
        <translation>%1 negras por minuto</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Blocks show the notes as they will be written, thin marks when you struck them. Click a beat to make it the first of a bar.</source>
        <translation>Los bloques muestran las notas como se escribirán, las marcas finas cuándo las tocó. Pulse en un pulso para que sea el primero de un compás.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::CapturePreview</name>
    <message>
        <source>What was played</source>
        <translation>Lo que se tocó</translation>
    </message>
    <message>
        <source>Click a beat, or press Left and Right, to say where bars begin</source>
        <translation>Haga clic en un pulso, o pulse Izquierda y Derecha, para decir dónde empiezan los compases</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n nota</numerusform>
            <numerusform>%n notas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bar(s)</source>
        <translation>
            <numerusform>%n compás</numerusform>
            <numerusform>%n compases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::CheckpointCard</name>
    <message>
        <source>Compose with this checkpoint (G)</source>
        <translation>Componer con este punto de control (G)</translation>
    </message>
    <message>
        <source>Step %1 · best</source>
        <translation>Paso %1 · el mejor</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Paso %1</translation>
    </message>
    <message>
        <source>%1 nats · %2</source>
        <translation>%1 nats · %2</translation>
    </message>
    <message>
        <source>Held-out loss in nats a note, and how long it had learnt</source>
        <translation>Pérdida en piezas reservadas, en nats por nota, y cuánto tiempo llevaba aprendiendo</translation>
    </message>
    <message>
        <source>Compose with step %1</source>
        <translation>Componer con el paso %1</translation>
    </message>
    <message>
        <source>Checkpoint at step %1, the best</source>
        <translation>Punto de control en el paso %1, el mejor</translation>
    </message>
    <message>
        <source>Checkpoint at step %1</source>
        <translation>Punto de control en el paso %1</translation>
    </message>
    <message>
        <source>%1 nats a note on held-out pieces</source>
        <translation>%1 nats por nota en piezas reservadas</translation>
    </message>
    <message>
        <source>Heard now</source>
        <translation>Suena ahora</translation>
    </message>
    <message>
        <source>Hear what it played at this step</source>
        <translation>Oír lo que tocaba en este paso</translation>
    </message>
</context>
<context>
    <name>partimento::ui::ComposePanel</name>
    <message>
        <source>Your own</source>
        <translation>Lo suyo</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Ajuste predefinido</translation>
    </message>
    <message>
        <source>Sets search, variety and repetition at once; range and length stay</source>
        <translation>Fija a la vez búsqueda, variedad y repetición; el ámbito y la duración se quedan como están</translation>
    </message>
    <message>
        <source>Change the knobs to the nearest wish that can be met</source>
        <translation>Mover los controles al deseo más cercano que se puede cumplir</translation>
    </message>
    <message>
        <source>Nearest wish</source>
        <translation>Deseo más cercano</translation>
    </message>
    <message>
        <source>The knobs as you set them.</source>
        <translation>Los controles tal como usted los puso.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::CorpusBox</name>
    <message>
        <source>Stopped before all files were read.</source>
        <translation>Se detuvo antes de leer todos los archivos.</translation>
    </message>
    <message>
        <source>Drop a folder of MIDI files here, or single files.</source>
        <translation>Suelte aquí una carpeta de archivos MIDI, o archivos sueltos.</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Añadir carpeta…</translation>
    </message>
    <message>
        <source>All .mid files in it and below it</source>
        <translation>Todos los archivos .mid que contiene, también en sus subcarpetas</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Añadir archivos…</translation>
    </message>
    <message>
        <source>Single .mid files</source>
        <translation>Archivos .mid sueltos</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Leer otra vez</translation>
    </message>
    <message>
        <source>Read the files again</source>
        <translation>Leer los archivos otra vez</translation>
    </message>
    <message>
        <source>Everything else is used; these files are left as they are.</source>
        <translation>Todo lo demás se usa; estos archivos se dejan como están.</translation>
    </message>
    <message>
        <source>Progress of reading the files</source>
        <translation>Progreso de la lectura</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Stop reading the files</source>
        <translation>Dejar de leer los archivos</translation>
    </message>
    <message>
        <source>Reading the music…</source>
        <translation>Leyendo la música…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Why it is left out</source>
        <translation>Por qué se deja fuera</translation>
    </message>
    <message>
        <source>Files that are left out</source>
        <translation>Archivos que se dejan fuera</translation>
    </message>
    <message>
        <source>Each file with the reason why it is left out</source>
        <translation>Cada archivo con el motivo por el que se deja fuera</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Dejarlo fuera</translation>
    </message>
    <message>
        <source>Leave out “%1”</source>
        <translation>Dejar fuera «%1»</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out</source>
        <translation>
            <numerusform>%n archivo se deja fuera</numerusform>
            <numerusform>%n archivos se dejan fuera</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder of MIDI files</source>
        <translation>Carpeta de archivos MIDI</translation>
    </message>
    <message>
        <source>MIDI files</source>
        <translation>Archivos MIDI</translation>
    </message>
    <message>
        <source>MIDI files (*.mid *.midi)</source>
        <translation>Archivos MIDI (*.mid *.midi)</translation>
    </message>
</context>
<context>
    <name>partimento::ui::CorpusCharts</name>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n pieza</numerusform>
            <numerusform>%n piezas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 notes</source>
        <translation>%1 notas</translation>
    </message>
    <message>
        <source>%1 major</source>
        <translation>%1 mayor</translation>
    </message>
    <message>
        <source>%1 minor</source>
        <translation>%1 menor</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tonalidades</translation>
    </message>
    <message>
        <source>Metres</source>
        <translation>Compases</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Ámbito</translation>
    </message>
    <message>
        <source>Note lengths</source>
        <translation>Duraciones de las notas</translation>
    </message>
    <message>
        <source>Notes in a piece</source>
        <translation>Notas por pieza</translation>
    </message>
    <message>
        <source>No key could be told.</source>
        <translation>No se reconoció ninguna tonalidad.</translation>
    </message>
    <message>
        <source>Most often %1.</source>
        <translation>Lo más frecuente: %1.</translation>
    </message>
    <message>
        <source>%1 to %2.</source>
        <translation>De %1 a %2.</translation>
    </message>
    <message>
        <source>32nd or shorter</source>
        <translation>fusa o más breve</translation>
    </message>
    <message>
        <source>16th</source>
        <translation>semicorchea</translation>
    </message>
    <message>
        <source>dotted 16th or triplet eighth</source>
        <translation>semicorchea con puntillo o corchea de tresillo</translation>
    </message>
    <message>
        <source>eighth</source>
        <translation>corchea</translation>
    </message>
    <message>
        <source>dotted eighth or triplet quarter</source>
        <translation>corchea con puntillo o negra de tresillo</translation>
    </message>
    <message>
        <source>quarter</source>
        <translation>negra</translation>
    </message>
    <message>
        <source>dotted quarter</source>
        <translation>negra con puntillo</translation>
    </message>
    <message>
        <source>half</source>
        <translation>blanca</translation>
    </message>
    <message>
        <source>dotted half</source>
        <translation>blanca con puntillo</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>redonda</translation>
    </message>
    <message>
        <source>longer</source>
        <translation>más larga</translation>
    </message>
    <message>
        <source>Most often: %1.</source>
        <translation>Lo más frecuente: %1.</translation>
    </message>
    <message>
        <source>%1 to %2 notes: %3</source>
        <translation>De %1 a %2 notas: %3</translation>
    </message>
    <message>
        <source>Half of the pieces have fewer than %1.</source>
        <translation>La mitad de las piezas tiene menos de %1.</translation>
    </message>
    <message>
        <source>%1 of %2 files can be used: %3 in %4.</source>
        <translation>Se pueden usar %1 de %2 archivos: %3 en %4.</translation>
    </message>
    <message numerus="yes">
        <source>%n tune(s)</source>
        <translation>
            <numerusform>%n melodía</numerusform>
            <numerusform>%n melodías</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to learn from, %2 held out to listen while it learns, %3 for the test at the end.</source>
        <translation>%1 para aprender, %2 reservadas para escuchar mientras aprende, %3 para el examen final.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::CurvePlot</name>
    <message>
        <source>Curves of the training</source>
        <translation>Curvas del entrenamiento</translation>
    </message>
    <message>
        <source>Ctrl+wheel zooms, a drag moves, a double-click shows everything; with the keys: + and −, 0, Left and Right</source>
        <translation>Ctrl+rueda amplía, arrastrar desplaza, doble clic lo muestra todo; con el teclado: + y −, 0, izquierda y derecha</translation>
    </message>
    <message>
        <source>nats a note</source>
        <translation>nats por nota</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>tasa</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>pasos</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minutos</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entrenamiento</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>reservadas</translation>
    </message>
    <message>
        <source>from here on it learns by heart</source>
        <translation>a partir de aquí aprende de memoria</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Paso %1</translation>
    </message>
    <message>
        <source>training %1 (as measured %2)</source>
        <translation>entrenamiento %1 (medido %2)</translation>
    </message>
    <message>
        <source>held out %1</source>
        <translation>reservadas %1</translation>
    </message>
    <message>
        <source>rate %1</source>
        <translation>tasa %1</translation>
    </message>
    <message>
        <source>The curves begin with the first steps.</source>
        <translation>Las curvas empiezan con los primeros pasos.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::DemoCard</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>partimento::ui::DevicesDialog</name>
    <message>
        <source>MIDI and recording</source>
        <translation>MIDI y grabación</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>Cierra esta ventana</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Teclado</translation>
    </message>
    <message>
        <source>Left and Right choose a page</source>
        <translation>Izquierda y Derecha eligen una página</translation>
    </message>
    <message>
        <source>&amp;Recording</source>
        <translation>&amp;Grabación</translation>
    </message>
    <message>
        <source>&amp;MIDI out</source>
        <translation>Sal&amp;ida MIDI</translation>
    </message>
</context>
<context>
    <name>partimento::ui::DockTitle</name>
    <message>
        <source>Hide this panel; the View menu brings it back</source>
        <translation>Ocultar este panel; el menú Ver lo trae de vuelta</translation>
    </message>
    <message>
        <source>Hide the panel “%1”</source>
        <translation>Ocultar el panel «%1»</translation>
    </message>
</context>
<context>
    <name>partimento::ui::DragBridge</name>
    <message>
        <source>“%1.mid” is on the clipboard.</source>
        <translation>«%1.mid» está en el portapapeles.</translation>
    </message>
    <message>
        <source>The MIDI file could not be written to the temporary folder.</source>
        <translation>No se pudo escribir el archivo MIDI en la carpeta temporal.</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Selección</translation>
    </message>
    <message>
        <source>&amp;Insert at bar %1</source>
        <translation>&amp;Insertar en el compás %1</translation>
    </message>
    <message>
        <source>&amp;Open as a new piece</source>
        <translation>&amp;Abrir como pieza nueva</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) inserted.</source>
        <translation>
            <numerusform>%n nota insertada.</numerusform>
            <numerusform>%n notas insertadas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::DragHandle</name>
    <message>
        <source>Drag out as a MIDI file</source>
        <translation>Arrastrar fuera como archivo MIDI</translation>
    </message>
    <message>
        <source>Drag onto another program: the selected notes, or the whole track, as a MIDI file. A click copies the file</source>
        <translation>Arrastre a otro programa las notas seleccionadas, o toda la pista, como archivo MIDI. Un clic copia el archivo</translation>
    </message>
</context>
<context>
    <name>partimento::ui::ExpertForm</name>
    <message>
        <source>as the size has it</source>
        <translation>según el tamaño</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>How many weights the network has; the numbers below change it</source>
        <translation>Cuántos pesos tiene la red; los números de abajo lo cambian</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Anchura</translation>
    </message>
    <message>
        <source>Channels, hidden units or model dimension of each layer</source>
        <translation>Canales, unidades ocultas o dimensión del modelo en cada capa</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Layers one above the other</source>
        <translation>Capas una sobre otra</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Cabezas</translation>
    </message>
    <message>
        <source>Heads of attention; the width must be a multiple</source>
        <translation>Cabezas de atención; la anchura debe ser un múltiplo</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Desactivación (dropout)</translation>
    </message>
    <message>
        <source>Share of the network that is switched off at every step, against learning by heart</source>
        <translation>Parte de la red que se apaga en cada paso, para que no aprenda de memoria</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Activación</translation>
    </message>
    <message>
        <source>The curve at every unit</source>
        <translation>La curva de cada unidad</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n nota</numerusform>
            <numerusform>%n notas</numerusform>
        </translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>How many notes the network looks back</source>
        <translation>Cuántas notas mira atrás la red</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>A larger network learns more and needs more music and more time.</source>
        <translation>Una red mayor aprende más y necesita más música y más tiempo.</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Curso</translation>
    </message>
    <message>
        <source>How the learning rate changes over the run</source>
        <translation>Cómo cambia la tasa de aprendizaje durante el entrenamiento</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Coseno</translation>
    </message>
    <message>
        <source>One cycle</source>
        <translation>Un ciclo</translation>
    </message>
    <message>
        <source>Noam</source>
        <translation>Noam</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Constante</translation>
    </message>
    <message>
        <source>Highest rate</source>
        <translation>Tasa máxima</translation>
    </message>
    <message>
        <source>Where the highest learning rate comes from</source>
        <translation>De dónde sale la tasa de aprendizaje máxima</translation>
    </message>
    <message>
        <source>found before the first step</source>
        <translation>buscada antes del primer paso</translation>
    </message>
    <message>
        <source>this one</source>
        <translation>esta</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Tasa</translation>
    </message>
    <message>
        <source>The highest learning rate, in millionths</source>
        <translation>La tasa de aprendizaje máxima, en millonésimas</translation>
    </message>
    <message>
        <source> millionths</source>
        <translation> millonésimas</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Calentamiento</translation>
    </message>
    <message>
        <source>Share of the run in which the rate rises</source>
        <translation>Parte del entrenamiento en la que la tasa sube</translation>
    </message>
    <message>
        <source>as the course has it</source>
        <translation>según el curso</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Decaimiento de pesos</translation>
    </message>
    <message>
        <source>How strongly weights are pulled to zero</source>
        <translation>Con qué fuerza se llevan los pesos hacia cero</translation>
    </message>
    <message>
        <source>Longest gradient</source>
        <translation>Gradiente máximo</translation>
    </message>
    <message>
        <source>Longer ones are cut, so that one strange piece cannot wreck the run</source>
        <translation>Los mayores se recortan, para que una pieza extraña no arruine el entrenamiento</translation>
    </message>
    <message>
        <source>any</source>
        <translation>cualquiera</translation>
    </message>
    <message>
        <source>Averaging</source>
        <translation>Promedio</translation>
    </message>
    <message>
        <source>Decay a step of the running average of the weights, which is what is saved</source>
        <translation>Decaimiento por paso del promedio de los pesos, que es lo que se guarda</translation>
    </message>
    <message>
        <source>off</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Tasa de aprendizaje</translation>
    </message>
    <message>
        <source>Too low is slow, too high runs away. The finder tries them all in a minute.</source>
        <translation>Demasiado baja es lenta, demasiado alta se desboca. El buscador las prueba todas en un minuto.</translation>
    </message>
    <message>
        <source>Ends after</source>
        <translation>Termina tras</translation>
    </message>
    <message>
        <source>What the length of the run is counted in</source>
        <translation>En qué se cuenta la duración del entrenamiento</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minutos</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>pasos</translation>
    </message>
    <message>
        <source>passes over the music</source>
        <translation>pasadas por la música</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Cuántos</translation>
    </message>
    <message>
        <source>The length of the run; it may end earlier, see below</source>
        <translation>La duración del entrenamiento; puede terminar antes, véase abajo</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Paciencia</translation>
    </message>
    <message>
        <source>It ends early when so many hearings in a row were no better</source>
        <translation>Termina antes cuando tantas audiciones seguidas no han mejorado</translation>
    </message>
    <message>
        <source>never early</source>
        <translation>nunca antes</translation>
    </message>
    <message>
        <source>Hearings</source>
        <translation>Audiciones</translation>
    </message>
    <message>
        <source>How often it listens to held-out pieces; a checkpoint with its sample at each</source>
        <translation>Cuántas veces escucha piezas reservadas; en cada una, un punto de control con su muestra</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>At every hearing the network is kept, with a sample to listen to.</source>
        <translation>En cada audición se guarda la red, con una muestra para escuchar.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lote</translation>
    </message>
    <message>
        <source>How many passages are read at once</source>
        <translation>Cuántos pasajes se leen a la vez</translation>
    </message>
    <message>
        <source>Accumulation</source>
        <translation>Acumulación</translation>
    </message>
    <message>
        <source>Batches that make one step: as a larger batch, with less memory</source>
        <translation>Lotes que forman un paso: como un lote mayor, con menos memoria</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Pasaje</translation>
    </message>
    <message>
        <source>Notes in a passage</source>
        <translation>Notas de un pasaje</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precisión</translation>
    </message>
    <message>
        <source>Mixed is faster where the processor has it</source>
        <translation>La mixta es más rápida donde el procesador la ofrece</translation>
    </message>
    <message>
        <source>where it gains</source>
        <translation>donde conviene</translation>
    </message>
    <message>
        <source>single</source>
        <translation>simple</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>mixta</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>Lotes</translation>
    </message>
    <message>
        <source>Larger batches learn more steadily and need more memory.</source>
        <translation>Los lotes mayores aprenden con más calma y necesitan más memoria.</translation>
    </message>
    <message>
        <source>Transposition</source>
        <translation>Transposición</translation>
    </message>
    <message>
        <source>Every piece is moved up or down by up to so many semitones</source>
        <translation>Cada pieza se sube o se baja hasta tantos semitonos</translation>
    </message>
    <message>
        <source>as it suits</source>
        <translation>según convenga</translation>
    </message>
    <message>
        <source> semitones</source>
        <translation> semitonos</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Faster or slower by up to so much; where the representation says how fast</source>
        <translation>Más rápido o más lento hasta tanto; donde la representación dice a qué velocidad</translation>
    </message>
    <message>
        <source>Velocity</source>
        <translation>Intensidad</translation>
    </message>
    <message>
        <source>Softer or louder by up to so much; where there are velocities</source>
        <translation>Más suave o más fuerte hasta tanto; donde hay intensidades</translation>
    </message>
    <message>
        <source>Changes to the music</source>
        <translation>Cambios en la música</translation>
    </message>
    <message>
        <source>A piece that sounds a little different every time is worth several pieces.</source>
        <translation>Una pieza que suena un poco distinta cada vez vale por varias.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Hilos</translation>
    </message>
    <message>
        <source>Processor threads; another number gives other weights</source>
        <translation>Hilos del procesador; otro número da otros pesos</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Where it is computed</source>
        <translation>Dónde se calcula</translation>
    </message>
    <message>
        <source>the fastest</source>
        <translation>el más rápido</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>procesador</translation>
    </message>
    <message>
        <source>graphics processor</source>
        <translation>procesador gráfico</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>Semilla aleatoria</translation>
    </message>
    <message>
        <source>The same seed and music give the same style, bit for bit</source>
        <translation>La misma semilla y la misma música dan el mismo estilo, bit a bit</translation>
    </message>
    <message>
        <source>from a held-out piece</source>
        <translation>de una pieza reservada</translation>
    </message>
    <message>
        <source>Seed of the samples</source>
        <translation>Semilla de las muestras</translation>
    </message>
    <message>
        <source>Notes that every sample continues, such as “D4/8 F# A D5”</source>
        <translation>Notas que continúa cada muestra, como «D4/8 F# A D5»</translation>
    </message>
    <message>
        <source>Length of the samples</source>
        <translation>Duración de las muestras</translation>
    </message>
    <message>
        <source>How many notes each sample adds</source>
        <translation>Cuántas notas añade cada muestra</translation>
    </message>
    <message>
        <source> notes</source>
        <translation> notas</translation>
    </message>
    <message>
        <source>Machine, chance and samples</source>
        <translation>Máquina, azar y muestras</translation>
    </message>
    <message>
        <source>What it runs on, and what you hear while it learns.</source>
        <translation>Dónde se ejecuta y qué se oye mientras aprende.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::ExplainPanel</name>
    <message>
        <source>Choose a take below and step through its notes, or select a generated note in the roll: here is what else could have been played, and which rule removed it.</source>
        <translation>Elija una toma abajo y recorra sus notas, o seleccione una nota generada en el rollo: aquí se ve qué más se podría haber tocado y qué regla lo quitó.</translation>
    </message>
    <message>
        <source>Note </source>
        <translation>Nota </translation>
    </message>
    <message>
        <source>Note of the take</source>
        <translation>Nota de la toma</translation>
    </message>
    <message>
        <source>Which note of the take is explained</source>
        <translation>Qué nota de la toma se explica</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>Candidata</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>Por qué no</translation>
    </message>
    <message>
        <source>Candidates for the pitch</source>
        <translation>Candidatas para la altura</translation>
    </message>
    <message>
        <source>Candidates for the length</source>
        <translation>Candidatas para la duración</translation>
    </message>
    <message>
        <source>Pitch: probability before and after temperature, cuts and rules</source>
        <translation>Altura: probabilidad antes y después de la temperatura, los cortes y las reglas</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>The record of the search does not reach this note.</source>
        <translation>El registro de la búsqueda no llega a esta nota.</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>elegida</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>silencio</translation>
    </message>
    <message>
        <source>end</source>
        <translation>fin</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>sigue sonando</translation>
    </message>
    <message>
        <source>%1 ends</source>
        <translation>%1 termina</translation>
    </message>
    <message>
        <source>after %1 ms</source>
        <translation>tras %1 ms</translation>
    </message>
    <message>
        <source>for %1 ms</source>
        <translation>durante %1 ms</translation>
    </message>
    <message>
        <source>velocity %1</source>
        <translation>velocidad %1</translation>
    </message>
    <message>
        <source>tempo %1</source>
        <translation>tempo %1</translation>
    </message>
    <message>
        <source>bar line</source>
        <translation>línea divisoria</translation>
    </message>
    <message>
        <source>beat %1</source>
        <translation>pulso %1</translation>
    </message>
    <message>
        <source>track %1</source>
        <translation>pista %1</translation>
    </message>
    <message>
        <source>a note</source>
        <translation>una nota</translation>
    </message>
    <message>
        <source>%1 was played in bar %2 on beat %3.</source>
        <translation>Se tocó %1 en el compás %2, pulso %3.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::FileDesk</name>
    <message>
        <source>Export MIDI</source>
        <translation>Exportar MIDI</translation>
    </message>
    <message>
        <source>MIDI files (*.mid)</source>
        <translation>Archivos MIDI (*.mid)</translation>
    </message>
    <message>
        <source>Exported to “%1”.</source>
        <translation>Exportado a «%1».</translation>
    </message>
    <message>
        <source>Export audio</source>
        <translation>Exportar audio</translation>
    </message>
    <message>
        <source>Audio files (*.wav *.flac *.ogg)</source>
        <translation>Archivos de audio (*.wav *.flac *.ogg)</translation>
    </message>
    <message>
        <source>WAV (*.wav)</source>
        <translation>WAV (*.wav)</translation>
    </message>
    <message>
        <source>FLAC (*.flac)</source>
        <translation>FLAC (*.flac)</translation>
    </message>
    <message>
        <source>Ogg Vorbis (*.ogg)</source>
        <translation>Ogg Vorbis (*.ogg)</translation>
    </message>
    <message>
        <source>Partimento projects (*.partimento)</source>
        <translation>Proyectos de Partimento (*.partimento)</translation>
    </message>
    <message>
        <source>MIDI files (*.mid *.midi *.rmi)</source>
        <translation>Archivos MIDI (*.mid *.midi *.rmi)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Guardar como</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Another name…</source>
        <translation>Otro nombre…</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>Reemplazar el archivo</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Cambios sin guardar</translation>
    </message>
    <message>
        <source>Save the changes to this piece?</source>
        <translation>¿Guardar los cambios de esta pieza?</translation>
    </message>
    <message>
        <source>Without saving, what you changed since the last save is lost.</source>
        <translation>Si no guarda, se pierde lo que cambió desde la última vez.</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>No guardar</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Sin título</translation>
    </message>
    <message>
        <source>Export score</source>
        <translation>Exportar la partitura</translation>
    </message>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation>Documentos PDF (*.pdf)</translation>
    </message>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation>Dibujos SVG (*.svg)</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>Imágenes PNG (*.png)</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n page(s), the first to “%1”.</source>
        <translation>
            <numerusform>Exportada %n página, a «%1».</numerusform>
            <numerusform>Exportadas %n páginas, la primera a «%1».</numerusform>
        </translation>
    </message>
    <message>
        <source>Print the score</source>
        <translation>Imprimir la partitura</translation>
    </message>
    <message>
        <source>MusicXML scores (*.musicxml *.mxl)</source>
        <translation>Partituras MusicXML (*.musicxml *.mxl)</translation>
    </message>
    <message>
        <source>MusicXML scores (*.musicxml *.mxl *.xml)</source>
        <translation>Partituras MusicXML (*.musicxml *.mxl *.xml)</translation>
    </message>
    <message>
        <source>Music that Partimento opens (*.partimento *.mid *.midi *.rmi *.musicxml *.mxl *.xml)</source>
        <translation>Música que Partimento abre (*.partimento *.mid *.midi *.rmi *.musicxml *.mxl *.xml)</translation>
    </message>
    <message>
        <source>Music (*.mid *.midi *.rmi *.musicxml *.mxl *.xml)</source>
        <translation>Música (*.mid *.midi *.rmi *.musicxml *.mxl *.xml)</translation>
    </message>
    <message>
        <source>Import as seed</source>
        <translation>Importar como semilla</translation>
    </message>
    <message>
        <source>Save nothing now</source>
        <translation>No guardar nada ahora</translation>
    </message>
    <message>
        <source>Keep both: save this one elsewhere</source>
        <translation>Conservar ambos: guardar este en otro sitio</translation>
    </message>
    <message>
        <source>What is in the file now is lost</source>
        <translation>Se pierde lo que hay ahora en el archivo</translation>
    </message>
    <message>
        <source>Go on with this piece</source>
        <translation>Seguir con esta pieza</translation>
    </message>
    <message>
        <source>Leave the piece as it was saved last</source>
        <translation>Dejar la pieza como se guardó por última vez</translation>
    </message>
    <message>
        <source>Save the piece, then go on</source>
        <translation>Guardar la pieza y seguir</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Repeticiones</translation>
    </message>
    <message>
        <source>“%1” has repeats.</source>
        <translation>«%1» tiene repeticiones.</translation>
    </message>
    <message>
        <source>As printed</source>
        <translation>Como está impresa</translation>
    </message>
    <message>
        <source>Play them out</source>
        <translation>Desplegarlas</translation>
    </message>
    <message>
        <source>Played out, every passage stands as often as it sounds. As printed, it stands once with its signs, and is heard once.</source>
        <translation>Desplegadas, cada pasaje aparece tantas veces como suena. Como está impresa, aparece una sola vez con sus signos y se oye una sola vez.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::FineTuneBox</name>
    <message>
        <source>Begin with</source>
        <translation>Empezar con</translation>
    </message>
    <message>
        <source>A new network knows nothing; an installed style has learnt music already and needs less of yours</source>
        <translation>Una red nueva no sabe nada; un estilo instalado ya ha aprendido música y necesita menos de la suya</translation>
    </message>
    <message>
        <source>A new network</source>
        <translation>Una red nueva</translation>
    </message>
    <message>
        <source>Trained groups</source>
        <translation>Grupos entrenados</translation>
    </message>
    <message>
        <source>How many groups learn, counted from the output; the others stay as they are</source>
        <translation>Cuántos grupos aprenden, contados desde la salida; los demás quedan como están</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todos</translation>
    </message>
    <message>
        <source>Slower towards the input</source>
        <translation>Más lento hacia la entrada</translation>
    </message>
    <message>
        <source>Each earlier group learns so many times slower than the next</source>
        <translation>Cada grupo anterior aprende tantas veces más despacio que el siguiente</translation>
    </message>
    <message>
        <source>all alike</source>
        <translation>todos igual</translation>
    </message>
    <message>
        <source>Pull to the style</source>
        <translation>Atracción al estilo</translation>
    </message>
    <message>
        <source>How strongly weights are held near those of the style</source>
        <translation>Con qué fuerza se mantienen los pesos cerca de los del estilo</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguna</translation>
    </message>
    <message>
        <source>Groups join one after the other</source>
        <translation>Los grupos se incorporan uno tras otro</translation>
    </message>
    <message>
        <source>From the output on, so that early layers are not shaken by the first steps</source>
        <translation>Desde la salida, para que los primeros pasos no sacudan las capas iniciales</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupo</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>Learns</source>
        <translation>Aprende</translation>
    </message>
    <message>
        <source>Groups of weights</source>
        <translation>Grupos de pesos</translation>
    </message>
    <message>
        <source>From input to output, with what is trained of each</source>
        <translation>De la entrada a la salida, con lo que se entrena de cada uno</translation>
    </message>
    <message>
        <source>stays as it is</source>
        <translation>queda como está</translation>
    </message>
    <message>
        <source>%1 × slower</source>
        <translation>%1 × más lento</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>%1 of %2 learn.</source>
        <translation>Aprenden %1 de %2.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::Generation</name>
    <message>
        <source>There is no seed yet: the style begins by itself, on the tonic of %1 and in %2 time.</source>
        <translation>Aún no hay semilla: el estilo empieza por sí mismo, en la tónica de %1 y en compás de %2.</translation>
    </message>
    <message>
        <source>There is no seed yet: the style begins by itself, in a key that it likes and in %1 time.</source>
        <translation>Aún no hay semilla: el estilo empieza por sí mismo, en la tonalidad que prefiera y en compás de %1.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::Group</name>
    <message>
        <source>%1, group</source>
        <translation>%1, grupo</translation>
    </message>
    <message>
        <source>Fold this group away</source>
        <translation>Plegar este grupo</translation>
    </message>
    <message>
        <source>Show this group</source>
        <translation>Mostrar este grupo</translation>
    </message>
</context>
<context>
    <name>partimento::ui::JobRow</name>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Progress of “%1”</source>
        <translation>Progreso de «%1»</translation>
    </message>
    <message>
        <source>Run %1, shown</source>
        <translation>Entrenamiento %1, a la vista</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Entrenamiento %1</translation>
    </message>
    <message>
        <source>Resume “%1”</source>
        <translation>Reanudar «%1»</translation>
    </message>
    <message>
        <source>Go on where it was (P)</source>
        <translation>Seguir donde estaba (P)</translation>
    </message>
    <message>
        <source>Pause “%1”</source>
        <translation>Pausar «%1»</translation>
    </message>
    <message>
        <source>Finish this step, save, and wait (P)</source>
        <translation>Terminar este paso, guardar y esperar (P)</translation>
    </message>
    <message>
        <source>It is stopping already</source>
        <translation>Ya se está deteniendo</translation>
    </message>
    <message>
        <source>Take “%1” off the list</source>
        <translation>Quitar «%1» de la lista</translation>
    </message>
    <message>
        <source>Take it off the list; its folder stays (Delete)</source>
        <translation>Quitarlo de la lista; su carpeta se queda (Supr)</translation>
    </message>
    <message>
        <source>Cancel “%1”</source>
        <translation>Cancelar «%1»</translation>
    </message>
    <message>
        <source>End it and keep what it has learnt (Delete)</source>
        <translation>Terminarlo y conservar lo aprendido (Supr)</translation>
    </message>
    <message>
        <source>Move “%1” up</source>
        <translation>Subir «%1»</translation>
    </message>
    <message>
        <source>Earlier in the queue (Alt+Up)</source>
        <translation>Antes en la cola (Alt+arriba)</translation>
    </message>
    <message>
        <source>Move “%1” down</source>
        <translation>Bajar «%1»</translation>
    </message>
    <message>
        <source>Later in the queue (Alt+Down)</source>
        <translation>Después en la cola (Alt+abajo)</translation>
    </message>
    <message>
        <source>Compare “%1”</source>
        <translation>Comparar «%1»</translation>
    </message>
    <message>
        <source>Draw its curves beside those of the run that is shown (C)</source>
        <translation>Dibujar sus curvas junto a las del entrenamiento a la vista (C)</translation>
    </message>
    <message>
        <source>Shown below</source>
        <translation>Se muestra abajo</translation>
    </message>
    <message>
        <source>Show its curves and samples</source>
        <translation>Mostrar sus curvas y muestras</translation>
    </message>
</context>
<context>
    <name>partimento::ui::KeyCapture</name>
    <message>
        <source>Press the new key</source>
        <translation>Pulse la tecla nueva</translation>
    </message>
</context>
<context>
    <name>partimento::ui::KeyField</name>
    <message>
        <source>Piano on the computer keyboard</source>
        <translation>Piano en el teclado del ordenador</translation>
    </message>
    <message>
        <source>Click here, then play: A S D F G H J K are the white keys, W E T Y U the black ones.
Z and X change the octave, R is a rest, Backspace takes the last note back.</source>
        <translation>Haga clic aquí y toque: A S D F G H J K son las teclas blancas; W E T Y U, las negras.
Z y X cambian la octava, R es un silencio, Retroceso quita la última nota.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::KeyboardPage</name>
    <message>
        <source>Keyboard</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>The MIDI keyboard that is heard</source>
        <translation>El teclado MIDI que se oye</translation>
    </message>
    <message>
        <source>Flashes when the keyboard sends anything</source>
        <translation>Parpadea cuando el teclado envía algo</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualizar</translation>
    </message>
    <message>
        <source>Look for devices now, and try again what did not open</source>
        <translation>Busca dispositivos ahora y vuelve a intentar lo que no se abrió</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Conexión</translation>
    </message>
    <message>
        <source>How MIDI devices are reached</source>
        <translation>Cómo se llega a los dispositivos MIDI</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>&amp;Conexión</translation>
    </message>
    <message>
        <source>Touch</source>
        <translation>Pulsación</translation>
    </message>
    <message>
        <source>How hard keys must be struck to sound loud</source>
        <translation>Con qué fuerza hay que tocar para que suene fuerte</translation>
    </message>
    <message>
        <source>Light: soft touch sounds loud</source>
        <translation>Ligera: un toque suave suena fuerte</translation>
    </message>
    <message>
        <source>As played</source>
        <translation>Como se toca</translation>
    </message>
    <message>
        <source>Heavy: for strong hands</source>
        <translation>Dura: para manos fuertes</translation>
    </message>
    <message>
        <source>Always the same loudness</source>
        <translation>Siempre la misma intensidad</translation>
    </message>
    <message>
        <source>Octave shift</source>
        <translation>Cambio de octava</translation>
    </message>
    <message>
        <source>Keys sound so many octaves higher or lower</source>
        <translation>Las teclas suenan tantas octavas más agudas o más graves</translation>
    </message>
    <message>
        <source> octaves</source>
        <translation> octavas</translation>
    </message>
    <message>
        <source>&amp;Touch</source>
        <translation>&amp;Pulsación</translation>
    </message>
    <message>
        <source>&amp;Octave shift</source>
        <translation>Cambio de &amp;octava</translation>
    </message>
    <message>
        <source>Play a key: the lamp flashes, and you hear the selected track.</source>
        <translation>Toque una tecla: la luz parpadea y se oye la pista elegida.</translation>
    </message>
    <message>
        <source>The first one found</source>
        <translation>El primero que se encuentre</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>The first one found (%1)</source>
        <translation>El primero que se encuentre (%1)</translation>
    </message>
    <message>
        <source>The first that works</source>
        <translation>La primera que funcione</translation>
    </message>
    <message>
        <source>ALSA sequencer</source>
        <translation>Secuenciador ALSA</translation>
    </message>
    <message>
        <source>JACK</source>
        <translation>JACK</translation>
    </message>
    <message>
        <source>%1 (not running)</source>
        <translation>%1 (no está en marcha)</translation>
    </message>
    <message>
        <source>Key&amp;board</source>
        <translation>Tec&amp;lado</translation>
    </message>
</context>
<context>
    <name>partimento::ui::KeysDialog</name>
    <message>
        <source>Double-click</source>
        <translation>Doble clic</translation>
    </message>
    <message>
        <source>Add a note; the last length is used again</source>
        <translation>Añadir una nota; se usa la última duración</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Arrastrar</translation>
    </message>
    <message>
        <source>Move notes; their edges resize them</source>
        <translation>Mover notas; sus bordes cambian la duración</translation>
    </message>
    <message>
        <source>Shift+drag</source>
        <translation>Mayús+arrastrar</translation>
    </message>
    <message>
        <source>Copy notes</source>
        <translation>Copiar notas</translation>
    </message>
    <message>
        <source>Right-drag</source>
        <translation>Arrastrar con el botón derecho</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>Arriba, Abajo</translation>
    </message>
    <message>
        <source>A semitone up or down; with Shift or Ctrl an octave</source>
        <translation>Un semitono arriba o abajo; con Mayús o Ctrl, una octava</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>Izquierda, Derecha</translation>
    </message>
    <message>
        <source>A grid step earlier or later; with Shift a bar</source>
        <translation>Un paso de rejilla antes o después; con Mayús, un compás</translation>
    </message>
    <message>
        <source>Move the selected notes to the grid</source>
        <translation>Llevar las notas seleccionadas a la rejilla</translation>
    </message>
    <message>
        <source>Delete, Backspace</source>
        <translation>Supr, Retroceso</translation>
    </message>
    <message>
        <source>Delete the selected notes</source>
        <translation>Borrar las notas seleccionadas</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Ctrl+rueda</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Ampliar donde está el puntero</translation>
    </message>
    <message>
        <source>A W S E D F T G Y H U J K</source>
        <translation>A W S E D F T G Y H U J K</translation>
    </message>
    <message>
        <source>Play on the piano of the Seed panel</source>
        <translation>Tocar en el piano del panel Semilla</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>On the roll</source>
        <translation>En el rollo</translation>
    </message>
    <message>
        <source>List of keys</source>
        <translation>Lista de teclas</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>Cerrar esta ventana</translation>
    </message>
    <message>
        <source>Erase notes; the settings can give the button a menu instead</source>
        <translation>Borrar notas; en los ajustes se le puede dar un menú al botón</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Restablecer todo</translation>
    </message>
    <message>
        <source>Give every action the keys that Partimento comes with</source>
        <translation>Dar a cada acción las teclas que Partimento trae</translation>
    </message>
    <message>
        <source>Every action has the keys again that Partimento comes with.</source>
        <translation>Todas las acciones vuelven a tener las teclas que Partimento trae.</translation>
    </message>
    <message>
        <source>Choose an action to change its keys; Enter goes to the field below</source>
        <translation>Elija una acción para cambiar sus teclas; Intro lleva al campo de abajo</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Acción</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Qué hace</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Tecla nueva</translation>
    </message>
    <message>
        <source>Press the key that the action shall have; Tab leaves the field</source>
        <translation>Pulse la tecla que ha de tener la acción; con Tab se sale del campo</translation>
    </message>
    <message>
        <source>Ne&amp;w key</source>
        <translation>Tecla &amp;nueva</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Sin tecla</translation>
    </message>
    <message>
        <source>Take the keys of this action away</source>
        <translation>Quitarle las teclas a esta acción</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Restablecer</translation>
    </message>
    <message>
        <source>Give this action the keys that Partimento comes with</source>
        <translation>Dar a esta acción las teclas que Partimento trae</translation>
    </message>
    <message>
        <source>Changed; it comes without a key</source>
        <translation>Cambiada; viene sin tecla</translation>
    </message>
    <message>
        <source>Changed; it comes with %1</source>
        <translation>Cambiada; viene con %1</translation>
    </message>
    <message>
        <source>New key for “%1”</source>
        <translation>Tecla nueva para «%1»</translation>
    </message>
    <message>
        <source>“%1” has no key now.</source>
        <translation>«%1» ya no tiene tecla.</translation>
    </message>
    <message>
        <source>“%1” is on %2 now.</source>
        <translation>«%1» está ahora en %2.</translation>
    </message>
    <message>
        <source>On selected notes, roll and score keep their own use of this key.</source>
        <translation>Con notas seleccionadas, el rollo y la partitura conservan su propio uso de esta tecla.</translation>
    </message>
    <message>
        <source>%1 opens the menu “%2”. Press another key.</source>
        <translation>%1 abre el menú «%2». Pulse otra tecla.</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Tomarla</translation>
    </message>
    <message>
        <source>“%1” loses the key</source>
        <translation>«%1» pierde la tecla</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Leave the keys as they are</source>
        <translation>Dejar las teclas como están</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”.</source>
        <translation>%1 pertenece a «%2».</translation>
    </message>
    <message>
        <source>Begin or end writing; letters write, a click writes under the pointer</source>
        <translation>Empezar o terminar de escribir; las letras escriben, un clic escribe bajo el puntero</translation>
    </message>
    <message>
        <source>A to G</source>
        <translation>A a G</translation>
    </message>
    <message>
        <source>Write or change to that letter; with Shift add it to the chord</source>
        <translation>Escribir esa letra o cambiar a ella; con Mayús se añade al acorde</translation>
    </message>
    <message>
        <source>1 to 7</source>
        <translation>1 a 7</translation>
    </message>
    <message>
        <source>Value from sixty-fourth to whole; leaves the triplet</source>
        <translation>Figura de la semifusa a la redonda; deja el tresillo</translation>
    </message>
    <message>
        <source>Dot the value, or take the dot away</source>
        <translation>Poner o quitar el puntillo</translation>
    </message>
    <message>
        <source>Make the value one of a triplet, or plain again</source>
        <translation>Hacer la figura de tresillo, o normal de nuevo</translation>
    </message>
    <message>
        <source>Write a rest; selected notes become one</source>
        <translation>Escribir un silencio; las notas seleccionadas pasan a serlo</translation>
    </message>
    <message>
        <source>Tie on by the present value</source>
        <translation>Prolongar con una ligadura por la figura actual</translation>
    </message>
    <message>
        <source>A semitone up or down; with Shift or Ctrl an octave, with Alt a step of the scale</source>
        <translation>Un semitono arriba o abajo; con Mayús o Ctrl una octava, con Alt un grado de la escala</translation>
    </message>
    <message>
        <source>Drag a head</source>
        <translation>Arrastrar una cabeza</translation>
    </message>
    <message>
        <source>Up or down by steps of the scale</source>
        <translation>Arriba o abajo por grados de la escala</translation>
    </message>
    <message>
        <source>The chord or rest before or after, in the voice; with Shift select up to there</source>
        <translation>El acorde o silencio anterior o siguiente, en la voz; con Mayús se selecciona hasta allí</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>From note to note, through chords and voices</source>
        <translation>De nota en nota, por acordes y voces</translation>
    </message>
    <message>
        <source>Write a note of the present value</source>
        <translation>Escribir una nota de la figura actual</translation>
    </message>
    <message>
        <source>On the staff</source>
        <translation>En el pentagrama</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Insertar</translation>
    </message>
    <message>
        <source>While writing: push later music on, or take its place again</source>
        <translation>Al escribir: empujar la música que sigue, o volver a ocupar su lugar</translation>
    </message>
    <message>
        <source>A sharp or a flat more before the letter, or none</source>
        <translation>Un sostenido o un bemol más ante la nota escrita, o ninguno</translation>
    </message>
    <message>
        <source>The same sound with another letter</source>
        <translation>El mismo sonido con otro nombre (enarmonía)</translation>
    </message>
</context>
<context>
    <name>partimento::ui::LengthGroup</name>
    <message>
        <source>Length</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>How much is played after the seed.</source>
        <translation>Cuánto se toca después de la semilla.</translation>
    </message>
    <message>
        <source>Counted in bars</source>
        <translation>Contada en compases</translation>
    </message>
    <message>
        <source>Counted in notes</source>
        <translation>Contada en notas</translation>
    </message>
    <message>
        <source>End with the last bar</source>
        <translation>Terminar con el último compás</translation>
    </message>
    <message>
        <source>The music comes to a close there; without it, it may go on</source>
        <translation>La música concluye ahí; sin marcarlo, puede seguir</translation>
    </message>
    <message>
        <source>Count the length in</source>
        <translation>Contar la duración en</translation>
    </message>
    <message>
        <source>Whole bars end on a bar line; notes count every note played</source>
        <translation>Los compases enteros acaban en una barra de compás; las notas cuentan cada nota tocada</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Compases</translation>
    </message>
    <message>
        <source>Bars after the seed&apos;s last bar</source>
        <translation>Compases después del último de la semilla</translation>
    </message>
    <message>
        <source> bars</source>
        <translation> compases</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Notes after the seed</source>
        <translation>Notas después de la semilla</translation>
    </message>
    <message>
        <source> notes</source>
        <translation> notas</translation>
    </message>
</context>
<context>
    <name>partimento::ui::MainWindow</name>
    <message>
        <source>Transport</source>
        <translation>Transporte</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>Estilos</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>Componer</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Explicar</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Tomas</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Paneles</translation>
    </message>
    <message>
        <source>Show or hide the panel “%1”</source>
        <translation>Mostrar u ocultar el panel «%1»</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>Guardado como «%1».</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Deshacer: %1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Rehacer: %1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rehacer</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Sin título</translation>
    </message>
    <message>
        <source>Choose the seed</source>
        <translation>Elegir la semilla</translation>
    </message>
    <message>
        <source>Which line is the seed?</source>
        <translation>¿Qué línea es la semilla?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Top line</source>
        <translation>Línea superior</translation>
    </message>
    <message>
        <source>Bottom line</source>
        <translation>Línea inferior</translation>
    </message>
    <message>
        <source>Generate nothing</source>
        <translation>No generar nada</translation>
    </message>
    <message>
        <source>Continue the highest note at each moment</source>
        <translation>Continuar la nota más aguda de cada momento</translation>
    </message>
    <message>
        <source>Continue the lowest note at each moment</source>
        <translation>Continuar la nota más grave de cada momento</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entrenamiento</translation>
    </message>
    <message>
        <source>Generate composes with “%1” now.</source>
        <translation>Generar compone ahora con «%1».</translation>
    </message>
    <message>
        <source>“%1” is one of your styles now.</source>
        <translation>«%1» ya es uno de sus estilos.</translation>
    </message>
    <message numerus="yes">
        <source>Up to %n note(s) sound at once in this track. One line of it is continued.</source>
        <translation>
            <numerusform>Hasta %n nota suena a la vez en esta pista. Se continúa una línea de la pista.</numerusform>
            <numerusform>Hasta %n notas suenan a la vez en esta pista. Se continúa una línea de la pista.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::MidiBridge</name>
    <message>
        <source>Step entry is off.</source>
        <translation>La entrada por pasos está desactivada.</translation>
    </message>
    <message>
        <source>What you play is remembered: Capture makes it the seed.</source>
        <translation>Lo que toca se recuerda: Capturar lo convierte en semilla.</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) recorded; undo takes them back.</source>
        <translation>
            <numerusform>%n nota grabada; deshacer la quita.</numerusform>
            <numerusform>%n notas grabadas; deshacer las quita.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was played: the piece is as it was.</source>
        <translation>No se tocó nada: la pieza queda como estaba.</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) captured. Generate goes on from them.</source>
        <translation>
            <numerusform>%n nota capturada. Generar la continúa.</numerusform>
            <numerusform>%n notas capturadas. Generar las continúa.</numerusform>
        </translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Capturar</translation>
    </message>
    <message>
        <source>Step entry: each chord you play is written at the edit cursor, or on the staff where you write there (N).</source>
        <translation>Entrada por pasos: cada acorde que tocas se escribe en el cursor de edición, o en el pentagrama si escribes ahí (N).</translation>
    </message>
</context>
<context>
    <name>partimento::ui::MidiStatus</name>
    <message>
        <source>MIDI keyboard: none</source>
        <translation>Teclado MIDI: ninguno</translation>
    </message>
    <message>
        <source>MIDI: %1</source>
        <translation>MIDI: %1</translation>
    </message>
    <message>
        <source>MIDI keyboard, recording and MIDI out</source>
        <translation>Teclado MIDI, grabación y salida MIDI</translation>
    </message>
</context>
<context>
    <name>partimento::ui::OutPage</name>
    <message>
        <source>Send MIDI &amp;clock</source>
        <translation>Enviar reloj &amp;MIDI</translation>
    </message>
    <message>
        <source>So that drum machines and other programs play in time</source>
        <translation>Para que cajas de ritmos y otros programas toquen a tiempo</translation>
    </message>
    <message>
        <source>Pass the keyboard &amp;through</source>
        <translation>Dejar pasar el t&amp;eclado</translation>
    </message>
    <message>
        <source>What you play goes to the output as well; what comes back from there is ignored</source>
        <translation>Lo que toca va también a la salida; lo que vuelve de allí se ignora</translation>
    </message>
    <message>
        <source>&amp;Silence the studio’s own sound</source>
        <translation>&amp;Silenciar el sonido del estudio</translation>
    </message>
    <message>
        <source>The output’s device plays alone; the studio sounds again when it is gone</source>
        <translation>Suena solo el dispositivo de la salida; el estudio vuelve a sonar cuando este desaparece</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Salida</translation>
    </message>
    <message>
        <source>Where playback goes as MIDI, beside the sound</source>
        <translation>Adónde va la reproducción como MIDI, además del sonido</translation>
    </message>
    <message>
        <source>Test note</source>
        <translation>Nota de prueba</translation>
    </message>
    <message>
        <source>One note, through the sound and through the output</source>
        <translation>Una nota, por el sonido y por la salida</translation>
    </message>
    <message>
        <source>O&amp;utput</source>
        <translation>Sa&amp;lida</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>A port of our own, for other programs</source>
        <translation>Un puerto propio, para otros programas</translation>
    </message>
    <message>
        <source>“%1” is not plugged in. It is opened by itself when it comes back.</source>
        <translation>«%1» no está conectado. Se abrirá solo cuando vuelva.</translation>
    </message>
    <message>
        <source>The output does not open: another program may hold it. Press Refresh.</source>
        <translation>La salida no se abre: quizá la tenga otro programa. Pulse Actualizar.</translation>
    </message>
    <message>
        <source>Other programs find it as “Partimento: MIDI out”.</source>
        <translation>Otros programas la encuentran como «Partimento: MIDI out».</translation>
    </message>
    <message>
        <source>Playback is heard here only.</source>
        <translation>La reproducción se oye solo aquí.</translation>
    </message>
    <message>
        <source>What is played goes out on a channel for each track.</source>
        <translation>Lo que suena sale por un canal para cada pista.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::PerformanceDialog</name>
    <message>
        <source>Write a performance down</source>
        <translation>Transcribir una interpretación</translation>
    </message>
    <message>
        <source>“%1” was played, not written: its notes do not stand on a grid. This is how it would be written.</source>
        <translation>«%1» fue tocado, no escrito: sus notas no están en una rejilla. Así quedaría escrito.</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>Pulsos</translation>
    </message>
    <message>
        <source>Where the beats of the music are taken from</source>
        <translation>De dónde se toman los pulsos de la música</translation>
    </message>
    <message>
        <source>found in the playing</source>
        <translation>hallados en la interpretación</translation>
    </message>
    <message>
        <source>those of the file</source>
        <translation>los del archivo</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Quarter notes a minute; correct it where it was misunderstood</source>
        <translation>Negras por minuto; corríjalo si se ha entendido mal</translation>
    </message>
    <message>
        <source>Half the tempo</source>
        <translation>La mitad del tempo</translation>
    </message>
    <message>
        <source>Twice the tempo</source>
        <translation>El doble del tempo</translation>
    </message>
    <message>
        <source>Metre</source>
        <translation>Compás</translation>
    </message>
    <message>
        <source>Time signature of the music</source>
        <translation>Indicación de compás de la música</translation>
    </message>
    <message>
        <source>Bar lines a beat earlier</source>
        <translation>Barras de compás un pulso antes</translation>
    </message>
    <message>
        <source>Bar lines a beat later</source>
        <translation>Barras de compás un pulso después</translation>
    </message>
    <message>
        <source>Bar lines</source>
        <translation>Barras de compás</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Rejilla</translation>
    </message>
    <message>
        <source>Where notes may begin</source>
        <translation>Dónde pueden empezar las notas</translation>
    </message>
    <message>
        <source>as understood</source>
        <translation>según se entendió</translation>
    </message>
    <message>
        <source>Hands</source>
        <translation>Manos</translation>
    </message>
    <message>
        <source>Whether the music is written for two hands, and how</source>
        <translation>Si la música se escribe para dos manos y cómo</translation>
    </message>
    <message>
        <source>tracks as they are</source>
        <translation>las pistas como están</translation>
    </message>
    <message>
        <source>two, as they most likely play</source>
        <translation>dos, según lo que toca probablemente cada una</translation>
    </message>
    <message>
        <source>two, parted at</source>
        <translation>dos, separadas en</translation>
    </message>
    <message>
        <source>Lowest note of the right hand</source>
        <translation>Nota más grave de la mano derecha</translation>
    </message>
    <message>
        <source>Notes from here up go to the right hand</source>
        <translation>Las notas desde aquí hacia arriba van a la mano derecha</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Escuchar</translation>
    </message>
    <message>
        <source>Hear what would be written</source>
        <translation>Oír lo que se escribiría</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Open nothing</source>
        <translation>No abrir nada</translation>
    </message>
    <message>
        <source>Keep as played</source>
        <translation>Dejar como se tocó</translation>
    </message>
    <message>
        <source>Open the file with every note where it was struck</source>
        <translation>Abrir el archivo con cada nota donde se tocó</translation>
    </message>
    <message>
        <source>Write it like this</source>
        <translation>Escribirlo así</translation>
    </message>
    <message>
        <source>Open the notes where they are written above</source>
        <translation>Abrir las notas donde están escritas arriba</translation>
    </message>
    <message>
        <source>right hand</source>
        <translation>mano derecha</translation>
    </message>
    <message>
        <source>left hand</source>
        <translation>mano izquierda</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n nota</numerusform>
            <numerusform>%n notas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 quarter notes a minute</source>
        <translation>%1 negras por minuto</translation>
    </message>
    <message numerus="yes">
        <source>%n bar(s)</source>
        <translation>
            <numerusform>%n compás</numerusform>
            <numerusform>%n compases</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
</context>
<context>
    <name>partimento::ui::PianoRoll</name>
    <message>
        <source>Velocity</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>Piano roll</source>
        <translation>Rollo de piano</translation>
    </message>
    <message>
        <source>Scroll in time</source>
        <translation>Desplazar en el tiempo</translation>
    </message>
    <message>
        <source>Scroll in pitch</source>
        <translation>Desplazar en altura</translation>
    </message>
</context>
<context>
    <name>partimento::ui::PublishDialog</name>
    <message>
        <source>Publish a style</source>
        <translation>Publicar un estilo</translation>
    </message>
    <message>
        <source>Name of the style</source>
        <translation>Nombre del estilo</translation>
    </message>
    <message>
        <source>The name on the style&apos;s card</source>
        <translation>El nombre en la tarjeta del estilo</translation>
    </message>
    <message>
        <source>What it plays</source>
        <translation>Qué toca</translation>
    </message>
    <message>
        <source>One sentence for the style&apos;s card</source>
        <translation>Una frase para la tarjeta del estilo</translation>
    </message>
    <message>
        <source>What it plays, in one sentence</source>
        <translation>Qué toca, en una frase</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>The state at step %1 is measured on pieces that were set aside for it, and stands in the Styles panel then, with its sources, figures and samples.</source>
        <translation>El estado en el paso %1 se mide con piezas apartadas para ello; después aparece en el panel Estilos, con sus fuentes, cifras y muestras.</translation>
    </message>
    <message>
        <source>Progress of publishing</source>
        <translation>Progreso de la publicación</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publicar</translation>
    </message>
    <message>
        <source>It is being measured</source>
        <translation>Se está midiendo</translation>
    </message>
    <message>
        <source>Measure it and put it into the Styles panel</source>
        <translation>Medirlo y ponerlo en el panel Estilos</translation>
    </message>
    <message>
        <source>Give the style a name first</source>
        <translation>Dé antes un nombre al estilo</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Stop publishing; nothing is written</source>
        <translation>Detener la publicación; no se escribe nada</translation>
    </message>
    <message>
        <source>Close without publishing</source>
        <translation>Cerrar sin publicar</translation>
    </message>
</context>
<context>
    <name>partimento::ui::QuantiseDialog</name>
    <message>
        <source>Quantise</source>
        <translation>Cuantizar</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Rejilla</translation>
    </message>
    <message>
        <source>The grid that notes are pulled to</source>
        <translation>La rejilla a la que se acercan las notas</translation>
    </message>
    <message>
        <source>The roll shows what comes of it. Undo brings your timing back.</source>
        <translation>El rollo muestra el resultado. Deshacer devuelve su propio tiempo.</translation>
    </message>
    <message>
        <source>Keep this timing</source>
        <translation>Quedarse con este tiempo</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Leave the notes as they were</source>
        <translation>Deja las notas como estaban</translation>
    </message>
    <message>
        <source>&amp;Grid</source>
        <translation>&amp;Rejilla</translation>
    </message>
</context>
<context>
    <name>partimento::ui::RangeGroup</name>
    <message>
        <source>Range and scale</source>
        <translation>Ámbito y escala</translation>
    </message>
    <message>
        <source>No note is played outside the range or the scale.</source>
        <translation>Ninguna nota sale del ámbito ni de la escala.</translation>
    </message>
    <message>
        <source>Lowest note</source>
        <translation>Nota más grave</translation>
    </message>
    <message>
        <source>Lowest note that may be played: a name such as C4 or a MIDI number</source>
        <translation>Nota más grave que se puede tocar: un nombre como C4 o Do4, o un número MIDI</translation>
    </message>
    <message>
        <source>Highest note</source>
        <translation>Nota más aguda</translation>
    </message>
    <message>
        <source>Highest note that may be played: a name such as C6 or a MIDI number</source>
        <translation>Nota más aguda que se puede tocar: un nombre como C6 o Do6, o un número MIDI</translation>
    </message>
    <message>
        <source>As the style</source>
        <translation>Como el estilo</translation>
    </message>
    <message>
        <source>Set the range in which the style&apos;s own pieces move</source>
        <translation>Fijar el ámbito en que se mueven las piezas del estilo</translation>
    </message>
    <message>
        <source>Range as the style</source>
        <translation>Ámbito como el estilo</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Ámbito</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Escala</translation>
    </message>
    <message>
        <source>Tonic</source>
        <translation>Tónica</translation>
    </message>
    <message>
        <source>First note of the scale</source>
        <translation>Primera nota de la escala</translation>
    </message>
    <message>
        <source>Only notes of this scale may be played</source>
        <translation>Solo se pueden tocar notas de esta escala</translation>
    </message>
    <message>
        <source>All notes</source>
        <translation>Todas las notas</translation>
    </message>
    <message>
        <source>Choose a scale first</source>
        <translation>Elija primero una escala</translation>
    </message>
    <message numerus="yes">
        <source>%n forbidden area(s) painted on the roll</source>
        <translation>
            <numerusform>%n zona prohibida pintada en el rollo</numerusform>
            <numerusform>%n zonas prohibidas pintadas en el rollo</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a style first</source>
        <translation>Elija primero un estilo</translation>
    </message>
</context>
<context>
    <name>partimento::ui::RateFinder</name>
    <message>
        <source>Progress of the rate finder</source>
        <translation>Progreso del buscador de tasas</translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation>Dejar de buscar</translation>
    </message>
    <message>
        <source>Find a rate…</source>
        <translation>Buscar una tasa…</translation>
    </message>
    <message>
        <source>Stop the test of learning rates</source>
        <translation>Detener la prueba de tasas de aprendizaje</translation>
    </message>
    <message>
        <source>Train a copy for a moment with rising rates and see which it bears</source>
        <translation>Entrenar un momento una copia con tasas crecientes y ver cuáles soporta</translation>
    </message>
    <message>
        <source>Valley: %1</source>
        <translation>Valle: %1</translation>
    </message>
    <message>
        <source>Minimum ÷ 10: %1</source>
        <translation>Mínimo ÷ 10: %1</translation>
    </message>
    <message>
        <source>Steepest: %1</source>
        <translation>Máxima pendiente: %1</translation>
    </message>
    <message>
        <source>Take the rate, %1</source>
        <translation>Tomar la tasa, %1</translation>
    </message>
    <message>
        <source>Train with this rate</source>
        <translation>Entrenar con esta tasa</translation>
    </message>
</context>
<context>
    <name>partimento::ui::RatePlot</name>
    <message>
        <source>Loss over the learning rate</source>
        <translation>Pérdida según la tasa de aprendizaje</translation>
    </message>
    <message>
        <source>The best rates lie where the loss falls fastest, well before its lowest point</source>
        <translation>Las mejores tasas están donde la pérdida cae más deprisa, bastante antes de su punto más bajo</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>tasa de aprendizaje</translation>
    </message>
    <message>
        <source>nats a note</source>
        <translation>nats por nota</translation>
    </message>
    <message>
        <source>valley</source>
        <translation>valle</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>mínimo</translation>
    </message>
    <message>
        <source>steepest</source>
        <translation>máxima pendiente</translation>
    </message>
    <message>
        <source>Three readings of the curve; the valley is a good first choice.</source>
        <translation>Tres lecturas de la curva; el valle es una buena primera elección.</translation>
    </message>
    <message>
        <source>Rate %1 · %2 nats a note</source>
        <translation>Tasa %1 · %2 nats por nota</translation>
    </message>
</context>
<context>
    <name>partimento::ui::Recording</name>
    <message>
        <source>Take</source>
        <translation>Toma</translation>
    </message>
</context>
<context>
    <name>partimento::ui::RecordingPage</name>
    <message>
        <source>What is there</source>
        <translation>Lo que ya hay</translation>
    </message>
    <message>
        <source>What becomes of the notes that are there already</source>
        <translation>Qué pasa con las notas que ya están</translation>
    </message>
    <message>
        <source>stays: overdub</source>
        <translation>se queda: sobregrabar</translation>
    </message>
    <message>
        <source>is replaced</source>
        <translation>se reemplaza</translation>
    </message>
    <message>
        <source>stays: every pass is a new take</source>
        <translation>se queda: cada vuelta es una toma nueva</translation>
    </message>
    <message>
        <source>What is &amp;there</source>
        <translation>&amp;Lo que ya hay</translation>
    </message>
    <message>
        <source>Quantise while recording</source>
        <translation>Cuantizar al grabar</translation>
    </message>
    <message>
        <source>The grid that recorded notes are pulled to; undo brings your own timing back</source>
        <translation>La rejilla a la que se acercan las notas grabadas; deshacer devuelve su propio tiempo</translation>
    </message>
    <message>
        <source>Choose a grid first</source>
        <translation>Elija primero una rejilla</translation>
    </message>
    <message>
        <source>&amp;Quantise to</source>
        <translation>C&amp;uantizar a</translation>
    </message>
    <message>
        <source>one step of the roll’s grid</source>
        <translation>un paso de la rejilla del rollo</translation>
    </message>
    <message>
        <source>Length in step entry</source>
        <translation>Duración en la entrada por pasos</translation>
    </message>
    <message>
        <source>How long a chord is that is entered step by step</source>
        <translation>Cuánto dura un acorde que se escribe paso a paso</translation>
    </message>
    <message>
        <source>&amp;Step entry</source>
        <translation>&amp;Entrada por pasos</translation>
    </message>
    <message>
        <source>Further delay</source>
        <translation>Retardo adicional</translation>
    </message>
    <message>
        <source>If recorded notes lie too late, raise this; if too early, lower it</source>
        <translation>Si las notas grabadas quedan tarde, súbalo; si quedan pronto, bájelo</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>&amp;Further delay</source>
        <translation>Retardo a&amp;dicional</translation>
    </message>
    <message>
        <source>Clicks sound; strike any key with each of them</source>
        <translation>Suenan clics; toque cualquier tecla con cada uno</translation>
    </message>
    <message>
        <source>Connect a MIDI keyboard first</source>
        <translation>Conecte antes un teclado MIDI</translation>
    </message>
    <message>
        <source>Listen to four clicks, then strike any key with every click.</source>
        <translation>Escuche cuatro clics y luego toque cualquier tecla con cada clic.</translation>
    </message>
    <message>
        <source>%1 of %2 strokes: go on with the clicks.</source>
        <translation>%1 de %2 golpes: siga con los clics.</translation>
    </message>
    <message>
        <source>Measured: %1 ms beyond what the sound driver tells, your strokes within ± %2 ms. Recorded notes are moved back by that.</source>
        <translation>Medido: %1 ms más de lo que dice el controlador de sonido, con golpes a ± %2 ms. Las notas grabadas se adelantan eso.</translation>
    </message>
    <message>
        <source>Your strokes were too uneven to measure by (± %1 ms): the delay is as it was. Try again.</source>
        <translation>Los golpes fueron demasiado desiguales para medir (± %1 ms): el retardo queda como estaba. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Too few keys were struck: the delay is as it was.</source>
        <translation>Se tocaron muy pocas teclas: el retardo queda como estaba.</translation>
    </message>
    <message>
        <source>The sound driver tells of %1 ms until you hear a note: recorded notes are moved back by that, and by this.</source>
        <translation>El controlador de sonido da %1 ms hasta que se oye una nota: las notas grabadas se adelantan eso, y esto.</translation>
    </message>
    <message>
        <source>Stop m&amp;easuring</source>
        <translation>Dejar de medi&amp;r</translation>
    </message>
    <message>
        <source>M&amp;easure by playing…</source>
        <translation>Medi&amp;r tocando…</translation>
    </message>
</context>
<context>
    <name>partimento::ui::RepetitionGroup</name>
    <message>
        <source>Repetition</source>
        <translation>Repetición</translation>
    </message>
    <message>
        <source>Same note in a row</source>
        <translation>Misma nota seguida</translation>
    </message>
    <message>
        <source>At most so many times the same note, one after the other</source>
        <translation>Como mucho tantas veces la misma nota, una tras otra</translation>
    </message>
    <message>
        <source> times</source>
        <translation> veces</translation>
    </message>
    <message>
        <source>any</source>
        <translation>sin límite</translation>
    </message>
    <message>
        <source>Tabu list</source>
        <translation>Lista tabú</translation>
    </message>
    <message>
        <source>None of the last so many notes may be played again</source>
        <translation>Ninguna de las últimas notas, tantas como diga el número, se puede volver a tocar</translation>
    </message>
    <message>
        <source> notes</source>
        <translation> notas</translation>
    </message>
    <message>
        <source>off</source>
        <translation>no</translation>
    </message>
    <message>
        <source>the same pitch</source>
        <translation>la misma altura</translation>
    </message>
    <message>
        <source>the same note in any octave</source>
        <translation>la misma nota en cualquier octava</translation>
    </message>
    <message>
        <source>the same interval</source>
        <translation>el mismo intervalo</translation>
    </message>
    <message>
        <source>What counts as the same</source>
        <translation>Qué cuenta como lo mismo</translation>
    </message>
    <message>
        <source>What the repetition limit and the tabu list compare</source>
        <translation>Qué comparan el límite de repetición y la lista tabú</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>The tabu list already forbids playing the last note again, so this limit is included in it.</source>
        <translation>La lista tabú ya prohíbe volver a tocar la última nota, así que este límite está incluido en ella.</translation>
    </message>
    <message>
        <source>included</source>
        <translation>incluido</translation>
    </message>
    <message>
        <source>The notes played last are tabu. That includes the limit on the same note in a row.</source>
        <translation>Las últimas notas tocadas son tabú. Eso incluye el límite de la misma nota seguida.</translation>
    </message>
    <message>
        <source>How often a note may return at once. A tabu list keeps the last notes from coming back.</source>
        <translation>Cuántas veces puede volver enseguida una nota. Una lista tabú impide que vuelvan las últimas.</translation>
    </message>
    <message>
        <source>A rest ends the row</source>
        <translation>Un silencio corta la serie</translation>
    </message>
    <message>
        <source>the same pitch and length</source>
        <translation>la misma altura y duración</translation>
    </message>
    <message>
        <source>After a rest, the same note may be played as often again</source>
        <translation>Tras un silencio, la misma nota puede volver a sonar otras tantas veces</translation>
    </message>
    <message>
        <source>Only the limit on the same note in a row counts rows.</source>
        <translation>Solo el límite de la misma nota seguida cuenta series.</translation>
    </message>
    <message>
        <source>No parallel fifths and octaves</source>
        <translation>Sin quintas ni octavas paralelas</translation>
    </message>
    <message>
        <source>No two voices go on together from a perfect fifth or an octave to another</source>
        <translation>Dos voces no pasan juntas de una quinta justa o una octava a otra</translation>
    </message>
</context>
<context>
    <name>partimento::ui::RollBridge</name>
    <message>
        <source>Best so far</source>
        <translation>Lo mejor hasta ahora</translation>
    </message>
</context>
<context>
    <name>partimento::ui::RunPage</name>
    <message>
        <source>%1 nats a note</source>
        <translation>%1 nats por nota</translation>
    </message>
    <message>
        <source>Held out, best</source>
        <translation>Reservadas, lo mejor</translation>
    </message>
    <message>
        <source>How surprised the network is by pieces it never learnt from: the lower, the better</source>
        <translation>Cuánto sorprenden a la red piezas de las que nunca aprendió: cuanto menos, mejor</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entrenamiento</translation>
    </message>
    <message>
        <source>The same on the pieces that it learns from, smoothed</source>
        <translation>Lo mismo en las piezas de las que aprende, suavizado</translation>
    </message>
    <message>
        <source>Passes over the music</source>
        <translation>Pasadas por la música</translation>
    </message>
    <message>
        <source>How often it has read every piece</source>
        <translation>Cuántas veces ha leído cada pieza</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Tasa de aprendizaje</translation>
    </message>
    <message>
        <source>How far each step goes</source>
        <translation>Cuánto avanza cada paso</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>Symbols that it reads in a second</source>
        <translation>Símbolos que lee por segundo</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Family, number of weights, and what it is computed on</source>
        <translation>Familia, número de pesos y dónde se calcula</translation>
    </message>
    <message>
        <source>by steps</source>
        <translation>por pasos</translation>
    </message>
    <message>
        <source>by minutes</source>
        <translation>por minutos</translation>
    </message>
    <message>
        <source>What the curves run along</source>
        <translation>A lo largo de qué van las curvas</translation>
    </message>
    <message>
        <source>Steps compare networks of one size, minutes those of several</source>
        <translation>Los pasos comparan redes de un tamaño; los minutos, de varios</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Suavizado</translation>
    </message>
    <message>
        <source>How much of the past is in each point; the values as measured stay behind, faint</source>
        <translation>Cuánto pasado hay en cada punto; los valores medidos quedan detrás, tenues</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Ver todo</translation>
    </message>
    <message>
        <source>Show the whole curves</source>
        <translation>Mostrar las curvas enteras</translation>
    </message>
    <message>
        <source>The whole curves again (0, or a double-click on them)</source>
        <translation>Las curvas enteras otra vez (0, o doble clic sobre ellas)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Export the curves</source>
        <translation>Exportar las curvas</translation>
    </message>
    <message>
        <source>As a picture (PNG, SVG) or as a table (CSV)</source>
        <translation>Como imagen (PNG, SVG) o como tabla (CSV)</translation>
    </message>
    <message>
        <source>State of the run: %1</source>
        <translation>Estado del entrenamiento: %1</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Go on where it was</source>
        <translation>Seguir donde estaba</translation>
    </message>
    <message>
        <source>Finish this step, save, and wait</source>
        <translation>Terminar este paso, guardar y esperar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>End it and keep what it has learnt</source>
        <translation>Terminarlo y conservar lo aprendido</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>Componer</translation>
    </message>
    <message>
        <source>Compose with the checkpoint that the slider stands at, while it goes on learning</source>
        <translation>Componer con el punto de control que marca el deslizador, mientras sigue aprendiendo</translation>
    </message>
    <message>
        <source>There is no checkpoint yet</source>
        <translation>Aún no hay ningún punto de control</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Publicar…</translation>
    </message>
    <message>
        <source>Make a style of the checkpoint that the slider stands at</source>
        <translation>Hacer un estilo del punto de control que marca el deslizador</translation>
    </message>
    <message>
        <source>%1 symbols/s</source>
        <translation>%1 símbolos/s</translation>
    </message>
    <message>
        <source>graphics processor</source>
        <translation>procesador gráfico</translation>
    </message>
    <message>
        <source>The program ended while it was running. Nothing is lost: Resume goes on at step %1.</source>
        <translation>El programa se cerró mientras estaba en marcha. No se ha perdido nada: Reanudar sigue en el paso %1.</translation>
    </message>
    <message>
        <source>Since step %1 it learns its pieces by heart and gets worse on others. The best checkpoint is kept; more music would help more than more time.</source>
        <translation>Desde el paso %1 aprende sus piezas de memoria y empeora en las demás. El mejor punto de control se conserva; más música ayudaría más que más tiempo.</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Imagen (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>Dibujo (*.svg)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabla (*.csv)</translation>
    </message>
    <message>
        <source>%1, step %2</source>
        <translation>%1, paso %2</translation>
    </message>
</context>
<context>
    <name>partimento::ui::SamplesRow</name>
    <message>
        <source>Time of the training</source>
        <translation>Tiempo del entrenamiento</translation>
    </message>
    <message>
        <source>Hear what it played earlier or later; while it loops, the music changes on the bar line</source>
        <translation>Oír lo que tocaba antes o después; mientras suena en bucle, la música cambia en la barra de compás</translation>
    </message>
    <message>
        <source>At the first hearing of the held-out pieces the network is kept and writes a sample: the same seed every time, so that you hear it learn.</source>
        <translation>En la primera audición de las piezas reservadas se guarda la red y escribe una muestra: siempre la misma semilla, para que se oiga cómo aprende.</translation>
    </message>
    <message>
        <source>Stop hearing</source>
        <translation>Dejar de oír</translation>
    </message>
    <message>
        <source>Hear learning</source>
        <translation>Oír el aprendizaje</translation>
    </message>
    <message>
        <source>There is no sample yet</source>
        <translation>Aún no hay ninguna muestra</translation>
    </message>
    <message>
        <source>Go back to your piece</source>
        <translation>Volver a su pieza</translation>
    </message>
    <message>
        <source>Loop the sample of this checkpoint; the slider swaps it</source>
        <translation>Repetir la muestra de este punto de control; el deslizador la cambia</translation>
    </message>
    <message>
        <source>step %1 · %2</source>
        <translation>paso %1 · %2</translation>
    </message>
</context>
<context>
    <name>partimento::ui::ScoreView</name>
    <message>
        <source>Score</source>
        <translation>Partitura</translation>
    </message>
    <message>
        <source>Scroll sideways</source>
        <translation>Desplazar de lado</translation>
    </message>
    <message>
        <source>Scroll through the pages</source>
        <translation>Desplazar por las páginas</translation>
    </message>
    <message>
        <source>%1, voice %2</source>
        <translation>%1, voz %2</translation>
    </message>
</context>
<context>
    <name>partimento::ui::SearchGroup</name>
    <message>
        <source>Search</source>
        <translation>Búsqueda</translation>
    </message>
    <message>
        <source>Beam with chance</source>
        <translation>Haz con azar</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Muestreo</translation>
    </message>
    <message>
        <source>Beam, the most probable</source>
        <translation>Haz, lo más probable</translation>
    </message>
    <message>
        <source>Diverse beam</source>
        <translation>Haz diverso</translation>
    </message>
    <message>
        <source>Search method</source>
        <translation>Método de búsqueda</translation>
    </message>
    <message>
        <source>How the continuation is looked for among all that the style could play</source>
        <translation>Cómo se busca la continuación entre todo lo que el estilo podría tocar</translation>
    </message>
    <message>
        <source>Beam width</source>
        <translation>Anchura del haz</translation>
    </message>
    <message>
        <source>How many continuations are kept at every note; 1 is greedy search</source>
        <translation>Cuántas continuaciones se conservan en cada nota; 1 es la búsqueda voraz</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupos</translation>
    </message>
    <message>
        <source>The beam is split into so many groups that avoid each other</source>
        <translation>El haz se reparte en tantos grupos que se evitan entre sí</translation>
    </message>
    <message>
        <source>Distance between groups</source>
        <translation>Distancia entre grupos</translation>
    </message>
    <message>
        <source>Penalty for choosing the same note as an earlier group</source>
        <translation>Penalización por elegir la misma nota que un grupo anterior</translation>
    </message>
    <message>
        <source> nats</source>
        <translation> nats</translation>
    </message>
    <message>
        <source>Sampling follows one continuation, so it has no beam.</source>
        <translation>El muestreo sigue una sola continuación, así que no tiene haz.</translation>
    </message>
    <message>
        <source>Keeps the most probable continuations at every note. There is no chance in it: the same seed always gives the same takes.</source>
        <translation>Conserva las continuaciones más probables en cada nota. No hay azar: la misma semilla da siempre las mismas tomas.</translation>
    </message>
    <message>
        <source>Draws one note after the other as the style would, by chance. Every take is different.</source>
        <translation>Sortea una nota tras otra como lo haría el estilo. Cada toma es distinta.</translation>
    </message>
    <message>
        <source>Searches in groups that keep away from each other, so that the takes differ. There is no chance in it.</source>
        <translation>Busca en grupos que se alejan unos de otros, para que las tomas difieran. No hay azar.</translation>
    </message>
    <message>
        <source>Keeps many continuations at every note and draws among them by chance: probable, yet different every time.</source>
        <translation>Conserva muchas continuaciones en cada nota y sortea entre ellas: probable, pero distinto cada vez.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::SeedPanel</name>
    <message>
        <source>Draw or import</source>
        <translation>Dibujar o importar</translation>
    </message>
    <message>
        <source>The seed is the melody that the style continues: all notes of the track, one at a time.</source>
        <translation>La semilla es la melodía que el estilo continúa: todas las notas de la pista, de una en una.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Escribir</translation>
    </message>
    <message>
        <source>Names with their octave; /8 is an eighth, a dot lengthens, R is a rest.</source>
        <translation>Nombres con su octava; /8 es una corchea, un punto alarga, R es un silencio.</translation>
    </message>
    <message>
        <source>Notes to add</source>
        <translation>Notas que añadir</translation>
    </message>
    <message>
        <source>For example C4 D4 E4/8, or Do4 Re4 Mi4/8; Enter adds them after the last note</source>
        <translation>Por ejemplo C4 D4 E4/8, o Do4 Re4 Mi4/8; Intro las añade tras la última nota</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Add the typed notes</source>
        <translation>Añadir las notas escritas</translation>
    </message>
    <message>
        <source>Add the typed notes after the last one</source>
        <translation>Añadir las notas escritas tras la última</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Tocar</translation>
    </message>
    <message>
        <source>Click the piano and play on the computer keyboard; each key adds a note.</source>
        <translation>Haga clic en el piano y toque con el teclado del ordenador; cada tecla añade una nota.</translation>
    </message>
    <message>
        <source>half</source>
        <translation>blanca</translation>
    </message>
    <message>
        <source>quarter</source>
        <translation>negra</translation>
    </message>
    <message>
        <source>eighth</source>
        <translation>corchea</translation>
    </message>
    <message>
        <source>sixteenth</source>
        <translation>semicorchea</translation>
    </message>
    <message>
        <source>Length of played notes</source>
        <translation>Duración de las notas tocadas</translation>
    </message>
    <message>
        <source>How long each note is that a key adds</source>
        <translation>Cuánto dura cada nota que añade una tecla</translation>
    </message>
    <message>
        <source>Each note a</source>
        <translation>Cada nota es una</translation>
    </message>
    <message>
        <source>Start from a demo</source>
        <translation>Empezar con una demostración</translation>
    </message>
    <message>
        <source>Openings in the public domain; a new piece begins with each.</source>
        <translation>Comienzos de dominio público; con cada uno empieza una pieza nueva.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Demo seed: %1</source>
        <translation>Semilla de demostración: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n nota</numerusform>
            <numerusform>%n notas</numerusform>
        </translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>This style can go on with several lines at once.</source>
        <translation>Este estilo puede seguir con varias líneas a la vez.</translation>
    </message>
    <message>
        <source>What is continued</source>
        <translation>Qué se continúa</translation>
    </message>
    <message>
        <source>All tracks go on together, each on its own; or one track goes on alone</source>
        <translation>Todas las pistas siguen juntas, cada una en la suya; o una sola sigue por su cuenta</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>Seguir con</translation>
    </message>
    <message>
        <source>All notes of the track</source>
        <translation>Todas las notas de la pista</translation>
    </message>
    <message>
        <source>One line of the track</source>
        <translation>Una línea de la pista</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>Todas las pistas</translation>
    </message>
    <message>
        <source>Only “%1”</source>
        <translation>Solo «%1»</translation>
    </message>
    <message>
        <source>Track %1</source>
        <translation>Pista %1</translation>
    </message>
    <message>
        <source>The seed is what the style continues, with all its chords.</source>
        <translation>La semilla es lo que el estilo continúa, con todos sus acordes.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>Aspecto e idioma</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Sonido</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>Cerrar esta ventana</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Colours of the window</source>
        <translation>Colores de la ventana</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>Note names</source>
        <translation>Nombres de las notas</translation>
    </message>
    <message>
        <source>How notes are called everywhere</source>
        <translation>Cómo se llaman las notas en todas partes</translation>
    </message>
    <message>
        <source>C D E (English)</source>
        <translation>C D E (inglés)</translation>
    </message>
    <message>
        <source>Do Re Mi</source>
        <translation>Do Re Mi</translation>
    </message>
    <message>
        <source>C D E with H (German)</source>
        <translation>C D E con H (alemán)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Takes effect when Partimento starts again</source>
        <translation>Tiene efecto cuando Partimento vuelve a empezar</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>&amp;Note names</source>
        <translation>&amp;Nombres de las notas</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Idioma</translation>
    </message>
    <message>
        <source>The language changes when Partimento starts again.</source>
        <translation>El idioma cambia cuando Partimento vuelve a empezar.</translation>
    </message>
    <message>
        <source>Audio driver</source>
        <translation>Controlador de audio</translation>
    </message>
    <message>
        <source>How the sound reaches your loudspeakers</source>
        <translation>Cómo llega el sonido a los altavoces</translation>
    </message>
    <message>
        <source>The first that works</source>
        <translation>El primero que funcione</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Choose a SoundFont</source>
        <translation>Elegir un SoundFont</translation>
    </message>
    <message>
        <source>A .sf2 or .sf3 file: the instruments that are heard</source>
        <translation>Un archivo .sf2 o .sf3: los instrumentos que se oyen</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Predeterminado</translation>
    </message>
    <message>
        <source>Default SoundFont</source>
        <translation>SoundFont predeterminado</translation>
    </message>
    <message>
        <source>Use the SoundFont that is installed with the system</source>
        <translation>Usar el SoundFont instalado con el sistema</translation>
    </message>
    <message>
        <source>Test tone</source>
        <translation>Tono de prueba</translation>
    </message>
    <message>
        <source>A soft tone of one second</source>
        <translation>Un tono suave de un segundo</translation>
    </message>
    <message>
        <source>Audio &amp;driver</source>
        <translation>&amp;Controlador de audio</translation>
    </message>
    <message>
        <source>SoundFont</source>
        <translation>SoundFont</translation>
    </message>
    <message>
        <source>SoundFonts (*.sf2 *.sf3)</source>
        <translation>SoundFonts (*.sf2 *.sf3)</translation>
    </message>
    <message>
        <source>Default (%1)</source>
        <translation>Predeterminado (%1)</translation>
    </message>
    <message>
        <source>This run was started with --theme and shows “%1”. A choice here takes its place.</source>
        <translation>Se inició con --theme y muestra «%1». Lo que elija aquí ocupa su lugar.</translation>
    </message>
    <message>
        <source>This run was started with --language and speaks “%1”. The choice here counts when it is left out.</source>
        <translation>Se inició con --language y habla «%1». Lo elegido aquí vale cuando se omite esa opción.</translation>
    </message>
    <message>
        <source>Piano roll</source>
        <translation>Rollo de piano</translation>
    </message>
    <message>
        <source>Right mouse button</source>
        <translation>Botón derecho del ratón</translation>
    </message>
    <message>
        <source>What the right mouse button does on the roll</source>
        <translation>Qué hace el botón derecho del ratón en el rollo</translation>
    </message>
    <message>
        <source>Erases while dragged</source>
        <translation>Borra al arrastrar</translation>
    </message>
    <message>
        <source>Opens the menu</source>
        <translation>Abre el menú</translation>
    </message>
    <message>
        <source>&amp;Right mouse button</source>
        <translation>&amp;Botón derecho del ratón</translation>
    </message>
</context>
<context>
    <name>partimento::ui::StaffPreview</name>
    <message>
        <source>Preview on the staff</source>
        <translation>Vista previa en el pentagrama</translation>
    </message>
    <message numerus="yes">
        <source>%n bar(s) shown</source>
        <translation>
            <numerusform>%n compás mostrado</numerusform>
            <numerusform>%n compases mostrados</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::StartPage</name>
    <message>
        <source>Begin with a melody; a small neural model goes on, by your rules.</source>
        <translation>Empiece con una melodía; un pequeño modelo neuronal sigue, según sus reglas.</translation>
    </message>
    <message>
        <source>Start from an opening</source>
        <translation>Empezar con un comienzo conocido</translation>
    </message>
    <message>
        <source>Choose one, press Generate, and hear how it might go on.</source>
        <translation>Elija uno, pulse Generar y oiga cómo podría seguir.</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Lo suyo</translation>
    </message>
    <message>
        <source>Empty piece</source>
        <translation>Pieza vacía</translation>
    </message>
    <message>
        <source>Draw, type or play a seed of your own</source>
        <translation>Dibujar, escribir o tocar una semilla propia</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <source>Open a project or a MIDI file; dropping one here does the same</source>
        <translation>Abrir un proyecto o un archivo MIDI; también puede soltarlo aquí</translation>
    </message>
    <message>
        <source>Files that you open or save will be listed here.</source>
        <translation>Aquí aparecerán los archivos que abra o guarde.</translation>
    </message>
    <message>
        <source>%1 is no longer there.</source>
        <translation>%1 ya no está ahí.</translation>
    </message>
    <message>
        <source>Recent file: %1</source>
        <translation>Archivo reciente: %1</translation>
    </message>
    <message>
        <source>a piece that was never saved</source>
        <translation>una pieza que nunca se guardó</translation>
    </message>
    <message numerus="yes">
        <source>Partimento was closed in the middle of %1 (%2, %n note(s)). Nothing was lost.</source>
        <translation>
            <numerusform>Partimento se cerró en medio de %1 (%2, %n nota). No se perdió nada.</numerusform>
            <numerusform>Partimento se cerró en medio de %1 (%2, %n notas). No se perdió nada.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Seguir con ella</translation>
    </message>
    <message>
        <source>Open the piece as it was</source>
        <translation>Abrir la pieza tal como estaba</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Delete this unsaved work for good</source>
        <translation>Borrar para siempre este trabajo sin guardar</translation>
    </message>
    <message numerus="yes">
        <source>Begin a piece with %n bar(s) of “%1”</source>
        <translation>
            <numerusform>Empezar una pieza con %n compás de «%1»</numerusform>
            <numerusform>Empezar una pieza con %n compases de «%1»</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::StatusLine</name>
    <message>
        <source>Exporting audio</source>
        <translation>Exportando audio</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Progreso de la exportación</translation>
    </message>
    <message>
        <source>Stop the export</source>
        <translation>Parar la exportación</translation>
    </message>
    <message>
        <source>Sound: opening…</source>
        <translation>Sonido: abriendo…</translation>
    </message>
    <message>
        <source>Engine: loading…</source>
        <translation>Motor: cargando…</translation>
    </message>
    <message>
        <source>Engine: missing</source>
        <translation>Motor: falta</translation>
    </message>
    <message>
        <source>Engine: generating</source>
        <translation>Motor: generando</translation>
    </message>
    <message>
        <source>Engine: ready</source>
        <translation>Motor: listo</translation>
    </message>
    <message>
        <source>Sound: no device</source>
        <translation>Sonido: sin dispositivo</translation>
    </message>
    <message>
        <source>%1 · %2 kHz · %3 ms</source>
        <translation>%1 · %2 kHz · %3 ms</translation>
    </message>
    <message>
        <source>SoundFont: %1</source>
        <translation>SoundFont: %1</translation>
    </message>
    <message>
        <source>Training: %1 %</source>
        <translation>Entrenamiento: %1 %</translation>
    </message>
    <message>
        <source>What the next note on the staff will be</source>
        <translation>Cómo será la próxima nota en el pentagrama</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>Siguiente: %1</translation>
    </message>
</context>
<context>
    <name>partimento::ui::StyleCard</name>
    <message>
        <source>Style %1, chosen</source>
        <translation>Estilo %1, elegido</translation>
    </message>
    <message>
        <source>Style %1</source>
        <translation>Estilo %1</translation>
    </message>
</context>
<context>
    <name>partimento::ui::StyleForm</name>
    <message>
        <source>Runs</source>
        <translation>Entrenamientos</translation>
    </message>
    <message>
        <source>Back to the runs; what is filled in stays</source>
        <translation>Volver a los entrenamientos; lo escrito se conserva</translation>
    </message>
    <message>
        <source>Back to the runs</source>
        <translation>Volver a los entrenamientos</translation>
    </message>
    <message>
        <source>New style</source>
        <translation>Nuevo estilo</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>As it will stand on its card in the Styles panel.</source>
        <translation>Como estará en su tarjeta del panel Estilos.</translation>
    </message>
    <message>
        <source>Name of the style</source>
        <translation>Nombre del estilo</translation>
    </message>
    <message>
        <source>The name on the style&apos;s card</source>
        <translation>El nombre en la tarjeta del estilo</translation>
    </message>
    <message>
        <source>Such as “My waltzes”</source>
        <translation>Por ejemplo, «Mis valses»</translation>
    </message>
    <message>
        <source>What it plays</source>
        <translation>Qué toca</translation>
    </message>
    <message>
        <source>One sentence for the style&apos;s card</source>
        <translation>Una frase para la tarjeta del estilo</translation>
    </message>
    <message>
        <source>What it plays, in one sentence (may be left empty)</source>
        <translation>Qué toca, en una frase (puede quedar vacío)</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>Música</translation>
    </message>
    <message>
        <source>Twenty pieces are a beginning, two hundred a style. Nothing leaves this machine.</source>
        <translation>Veinte piezas son un comienzo; doscientas, un estilo. Nada sale de este equipo.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Represents</source>
        <translation>Representa</translation>
    </message>
    <message>
        <source>What the network reads and writes</source>
        <translation>Qué lee y escribe la red</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familia</translation>
    </message>
    <message>
        <source>How the network remembers</source>
        <translation>Cómo recuerda la red</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>You can pause at any moment, and compose with what it has learnt so far.</source>
        <translation>Puede pausarlo en cualquier momento y componer con lo aprendido hasta entonces.</translation>
    </message>
    <message>
        <source>10 minutes</source>
        <translation>10 minutos</translation>
    </message>
    <message>
        <source>A first impression</source>
        <translation>Una primera impresión</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 hora</translation>
    </message>
    <message>
        <source>A style to work with</source>
        <translation>Un estilo para trabajar</translation>
    </message>
    <message>
        <source>Overnight</source>
        <translation>Toda la noche</translation>
    </message>
    <message>
        <source>Eight hours: the best this machine can do with much music</source>
        <translation>Ocho horas: lo mejor que este equipo puede hacer con mucha música</translation>
    </message>
    <message>
        <source>Everything else</source>
        <translation>Todo lo demás</translation>
    </message>
    <message>
        <source>What is proposed stands here; change what you like. Another time budget brings the proposal back.</source>
        <translation>Aquí está lo propuesto; cambie lo que quiera. Al elegir otro tiempo vuelve la propuesta.</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Empezar a entrenar</translation>
    </message>
    <message>
        <source>%1 · %2. The style&apos;s size and representation stay as they are.</source>
        <translation>%1 · %2. El tamaño y la representación del estilo quedan como están.</translation>
    </message>
    <message>
        <source>Your own settings, below.</source>
        <translation>Sus propios ajustes, abajo.</translation>
    </message>
    <message>
        <source>Measuring this machine; that takes five seconds…</source>
        <translation>Midiendo este equipo; tarda cinco segundos…</translation>
    </message>
    <message>
        <source>Once there is music, sizes that fit the time are proposed here.</source>
        <translation>En cuanto haya música, aquí se proponen tamaños que caben en el tiempo.</translation>
    </message>
    <message numerus="yes">
        <source>Goes on from the style with %n thread(s) for %1.</source>
        <translation>
            <numerusform>Sigue desde el estilo con %n hilo durante %1.</numerusform>
            <numerusform>Sigue desde el estilo con %n hilos durante %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Proposed: %1, size “%2”, %3. In %4 it reads the music about %5 times.</source>
        <translation>Propuesta: %1, tamaño «%2», %3. En %4 lee la música unas %5 veces.</translation>
    </message>
    <message>
        <source>So little music will be learnt by heart: add more, or begin with an installed style.</source>
        <translation>Tan poca música se aprenderá de memoria: añada más o empiece con un estilo instalado.</translation>
    </message>
    <message>
        <source>The engine is still being loaded.</source>
        <translation>El motor aún se está cargando.</translation>
    </message>
    <message>
        <source>Add some music first.</source>
        <translation>Añada primero algo de música.</translation>
    </message>
    <message>
        <source>The music is still being read.</source>
        <translation>La música aún se está leyendo.</translation>
    </message>
    <message>
        <source>There is no music that can be used.</source>
        <translation>No hay música que se pueda usar.</translation>
    </message>
    <message>
        <source>Give the style a name.</source>
        <translation>Dé un nombre al estilo.</translation>
    </message>
    <message>
        <source>This machine is still being measured.</source>
        <translation>Este equipo aún se está midiendo.</translation>
    </message>
    <message>
        <source>Put the run into the queue; it starts when its turn comes</source>
        <translation>Poner el entrenamiento en la cola; empieza cuando le toca</translation>
    </message>
    <message>
        <source>Training for longer would only learn the music by heart.</source>
        <translation>Si se entrena más tiempo, solo se aprenderá la música de memoria.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::StyleShelf</name>
    <message>
        <source>Hear what the styles make</source>
        <translation>Escuchar lo que hacen los estilos</translation>
    </message>
    <message>
        <source>Composed by them, one take of six each, unedited. Click to listen, click again to stop.</source>
        <translation>Compuesto por ellos, una de seis tomas cada uno, sin retoques. Haz clic para escuchar y otra vez para parar.</translation>
    </message>
    <message>
        <source>Listen to “%1”</source>
        <translation>Escuchar «%1»</translation>
    </message>
</context>
<context>
    <name>partimento::ui::StylesPanel</name>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Load the engine again</source>
        <translation>Cargar el motor otra vez</translation>
    </message>
    <message>
        <source>Loading the styles…</source>
        <translation>Cargando los estilos…</translation>
    </message>
    <message numerus="yes">
        <source>%n style(s) could not be used.</source>
        <translation>
            <numerusform>No se pudo usar %n estilo.</numerusform>
            <numerusform>No se pudieron usar %n estilos.</numerusform>
        </translation>
    </message>
    <message>
        <source>No styles are installed. Train one in the Training panel, or put a style&apos;s folder into your styles folder.</source>
        <translation>No hay estilos instalados. Entrene uno en el panel Entrenamiento o ponga la carpeta de un estilo en su carpeta de estilos.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::TakeCard</name>
    <message>
        <source>Name of the take</source>
        <translation>Nombre de la toma</translation>
    </message>
    <message>
        <source>Enter keeps the name, Esc leaves it as it was</source>
        <translation>Intro conserva el nombre, Esc lo deja como estaba</translation>
    </message>
    <message>
        <source>Double-click to rename</source>
        <translation>Doble clic para cambiar el nombre</translation>
    </message>
    <message>
        <source>No longer a favourite (F)</source>
        <translation>Ya no es favorita (F)</translation>
    </message>
    <message>
        <source>Make it a favourite (F)</source>
        <translation>Hacerla favorita (F)</translation>
    </message>
    <message>
        <source>Favourite: %1</source>
        <translation>Favorita: %1</translation>
    </message>
    <message>
        <source>Not a favourite: %1</source>
        <translation>No favorita: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n bar(s)</source>
        <translation>
            <numerusform>%n compás</numerusform>
            <numerusform>%n compases</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 a note · %2</source>
        <translation>%1 por nota · %2</translation>
    </message>
    <message>
        <source>Average log-probability of a note for the style: the nearer to 0, the more typical.
%1, %2.</source>
        <translation>Log-probabilidad media de una nota para el estilo: cuanto más cerca de 0, más típica.
%1, %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n nota</numerusform>
            <numerusform>%n notas</numerusform>
        </translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>aceptada</translation>
    </message>
    <message>
        <source>This take was accepted into the piece.</source>
        <translation>Esta toma se aceptó en la pieza.</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>parada</translation>
    </message>
    <message>
        <source>The generation was stopped; this is the part made so far.</source>
        <translation>Se paró la generación; esta es la parte hecha hasta entonces.</translation>
    </message>
    <message numerus="yes">
        <source>%n relaxed</source>
        <translation>
            <numerusform>%n relajada</numerusform>
            <numerusform>%n relajadas</numerusform>
        </translation>
    </message>
    <message>
        <source>Note %1 (%2): %3</source>
        <translation>Nota %1 (%2): %3</translation>
    </message>
    <message>
        <source>Click to hear it again; [ and ] swap takes</source>
        <translation>Clic para oírla otra vez; [ y ] cambian de toma</translation>
    </message>
    <message>
        <source>Click to hear this take</source>
        <translation>Clic para oír esta toma</translation>
    </message>
</context>
<context>
    <name>partimento::ui::TakeDesk</name>
    <message>
        <source>Take %1</source>
        <translation>Toma %1</translation>
    </message>
    <message>
        <source>Stopped: the part made so far is kept as a take.</source>
        <translation>Parado: la parte hecha hasta ahora se conserva como toma.</translation>
    </message>
    <message>
        <source>Replayed: the same, note for note.</source>
        <translation>Repetida: igual, nota por nota.</translation>
    </message>
    <message>
        <source>The replay differs from the take; style or program have changed since.</source>
        <translation>La repetición difiere de la toma; el estilo o el programa han cambiado.</translation>
    </message>
    <message>
        <source>%1 is part of the piece now. Undo takes it back.</source>
        <translation>%1 ya forma parte de la pieza. Deshacer la quita.</translation>
    </message>
    <message>
        <source>%1 was rejected.</source>
        <translation>%1 se rechazó.</translation>
    </message>
    <message>
        <source>A beam search without chance always finds the same; this remix draws, with the same width.</source>
        <translation>Una búsqueda en haz sin azar encuentra siempre lo mismo; esta remezcla sortea, con la misma anchura.</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) of the seed lie outside the style&apos;s range; it hears them an octave nearer.</source>
        <translation>
            <numerusform>%n nota de la semilla queda fuera del ámbito del estilo; la oye una octava más cerca.</numerusform>
            <numerusform>%n notas de la semilla quedan fuera del ámbito del estilo; las oye una octava más cerca.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>partimento::ui::TakesPanel</name>
    <message>
        <source>Progress of the generation</source>
        <translation>Progreso de la generación</translation>
    </message>
    <message>
        <source>State of the generation</source>
        <translation>Estado de la generación</translation>
    </message>
    <message>
        <source>Waiting for the engine to load…</source>
        <translation>Esperando a que se cargue el motor…</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Parando…</translation>
    </message>
    <message>
        <source>Take %1: note %2 of %3, %4 left</source>
        <translation>Toma %1: nota %2 de %3, faltan %4</translation>
    </message>
    <message numerus="yes">
        <source>%n take(s) made. A click plays one; [ and ] swap them.</source>
        <translation>
            <numerusform>%n toma hecha. Un clic la toca; [ y ] cambian de toma.</numerusform>
            <numerusform>%n tomas hechas. Un clic toca una; [ y ] cambian de toma.</numerusform>
        </translation>
    </message>
    <message>
        <source>No takes yet. Press Generate (Ctrl+G): the continuations of your seed appear here as they are done, and a click plays them.</source>
        <translation>Aún no hay tomas. Pulse Generar (Ctrl+G): las continuaciones de su semilla aparecen aquí según se terminan, y un clic las toca.</translation>
    </message>
    <message>
        <source>All takes together: note %1 of %2, %3 left; the roll shows the best so far</source>
        <translation>Todas las tomas a la vez: nota %1 de %2, quedan %3; el rollo muestra lo mejor hasta ahora</translation>
    </message>
</context>
<context>
    <name>partimento::ui::TrackBar</name>
    <message>
        <source>Track</source>
        <translation>Pista</translation>
    </message>
    <message>
        <source>The track that the roll shows and seeds are taken from</source>
        <translation>La pista que muestra el rollo y de la que salen las semillas</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>Instrumento</translation>
    </message>
    <message>
        <source>The instrument that plays this track</source>
        <translation>El instrumento que toca esta pista</translation>
    </message>
    <message>
        <source>Volume of the track</source>
        <translation>Volumen de la pista</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Mute the track</source>
        <translation>Silenciar la pista</translation>
    </message>
    <message>
        <source>Silence this track</source>
        <translation>Silenciar esta pista</translation>
    </message>
    <message>
        <source>Solo</source>
        <translation>Solo</translation>
    </message>
    <message>
        <source>Hear this track alone</source>
        <translation>Oír solo esta pista</translation>
    </message>
    <message>
        <source>Track %1</source>
        <translation>Pista %1</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Percussion has no single instrument</source>
        <translation>La percusión no tiene un instrumento único</translation>
    </message>
</context>
<context>
    <name>partimento::ui::TrainingPanel</name>
    <message>
        <source>New style…</source>
        <translation>Nuevo estilo…</translation>
    </message>
    <message>
        <source>New style</source>
        <translation>Nuevo estilo</translation>
    </message>
    <message>
        <source>Train a style on music of your own, or go on with an installed one</source>
        <translation>Entrenar un estilo con su propia música, o seguir con uno instalado</translation>
    </message>
    <message>
        <source>Leave the machine usable</source>
        <translation>Dejar el equipo utilizable</translation>
    </message>
    <message>
        <source>Training gets only what nothing else wants: sound does not drop, other programs stay quick</source>
        <translation>El entrenamiento solo recibe lo que nadie más quiere: el sonido no se corta, los demás programas siguen ágiles</translation>
    </message>
    <message>
        <source>A style of your own</source>
        <translation>Un estilo propio</translation>
    </message>
    <message>
        <source>Drop a folder of MIDI files here. A small network learns from it on this machine; after a few minutes you hear it play, and can compose with it while it goes on learning.</source>
        <translation>Suelte aquí una carpeta de archivos MIDI. Una red pequeña aprende de ella en este equipo; a los pocos minutos la oye tocar y puede componer con ella mientras sigue aprendiendo.</translation>
    </message>
    <message>
        <source>Training is not possible at the moment</source>
        <translation>Ahora no se puede entrenar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Load the engine again</source>
        <translation>Cargar el motor otra vez</translation>
    </message>
    <message>
        <source>Looking for earlier runs…</source>
        <translation>Buscando entrenamientos anteriores…</translation>
    </message>
    <message>
        <source>The engine is still being loaded…</source>
        <translation>El motor aún se está cargando…</translation>
    </message>
</context>
<context>
    <name>partimento::ui::TransportBar</name>
    <message>
        <source>Position</source>
        <translation>Posición</translation>
    </message>
    <message>
        <source>Bar, beat and part of the beat</source>
        <translation>Compás, pulso y parte del pulso</translation>
    </message>
    <message>
        <source>Tempo in quarter notes a minute</source>
        <translation>Tempo en negras por minuto</translation>
    </message>
    <message>
        <source>Quarter notes a minute at the beginning of the piece</source>
        <translation>Negras por minuto al principio de la pieza</translation>
    </message>
    <message>
        <source>Metre</source>
        <translation>Compás</translation>
    </message>
    <message>
        <source>Time signature at the beginning of the piece</source>
        <translation>Indicación de compás al principio de la pieza</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tonalidad</translation>
    </message>
    <message>
        <source>Key signature; the rows of its scale are tinted in the roll</source>
        <translation>Armadura; en el rollo se tiñen las filas de su escala</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>sin tonalidad</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Parando…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Generar</translation>
    </message>
    <message>
        <source>Time from the beginning, and the length of what is played</source>
        <translation>Tiempo desde el principio y duración de lo que suena</translation>
    </message>
    <message>
        <source>%1 (estimated)</source>
        <translation>%1 (estimada)</translation>
    </message>
    <message>
        <source>The piece states no key; the staff is written in the one that its notes suggest</source>
        <translation>La pieza no dice su tonalidad; el pentagrama se escribe en la que sugieren sus notas</translation>
    </message>
</context>
<context>
    <name>partimento::ui::ValueControl</name>
    <message>
        <source>%1, slider</source>
        <translation>%1, deslizador</translation>
    </message>
    <message>
        <source>Double-click the name or the slider to reset.</source>
        <translation>Doble clic en el nombre o en el deslizador para restablecer.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::VarietyGroup</name>
    <message>
        <source>Variety</source>
        <translation>Variedad</translation>
    </message>
    <message>
        <source>Low temperature plays safe, high temperature dares more. The cuts leave out what is unlikely.</source>
        <translation>La temperatura baja va sobre seguro, la alta se atreve a más. Los cortes dejan fuera lo improbable.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatura</translation>
    </message>
    <message>
        <source>Below 1 the probable notes become more probable, above 1 less</source>
        <translation>Por debajo de 1 las notas probables lo son más; por encima, menos</translation>
    </message>
    <message>
        <source>Best candidates (top-k)</source>
        <translation>Mejores candidatas (top-k)</translation>
    </message>
    <message>
        <source>Only so many of the most probable notes may be drawn</source>
        <translation>Solo se puede sortear entre tantas de las notas más probables</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todas</translation>
    </message>
    <message>
        <source>Probability kept (top-p)</source>
        <translation>Probabilidad conservada (top-p)</translation>
    </message>
    <message>
        <source>Only the most probable notes that together reach this share may be drawn</source>
        <translation>Solo se puede sortear entre las notas más probables que juntas alcanzan esta parte</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Tomas</translation>
    </message>
    <message>
        <source>How many continuations to make at once</source>
        <translation>Cuántas continuaciones se hacen a la vez</translation>
    </message>
    <message>
        <source>Same random seed</source>
        <translation>Misma semilla aleatoria</translation>
    </message>
    <message>
        <source>With the same random seed, the same wish gives exactly the same takes</source>
        <translation>Con la misma semilla aleatoria, los mismos deseos dan exactamente las mismas tomas</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>Semilla aleatoria</translation>
    </message>
    <message>
        <source>A whole number; tick “Same random seed” to choose it</source>
        <translation>Un número entero; marque «Misma semilla aleatoria» para elegirlo</translation>
    </message>
    <message>
        <source>This search ranks by probability alone; nothing is drawn, so this has no effect.</source>
        <translation>Esta búsqueda ordena solo por probabilidad; no se sortea nada, así que esto no tiene efecto.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::VoiceDialog</name>
    <message>
        <source>Choose the seed</source>
        <translation>Elegir la semilla</translation>
    </message>
    <message>
        <source>Which line is the seed?</source>
        <translation>¿Qué línea es la semilla?</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Pista</translation>
    </message>
    <message>
        <source>Tracks that hold notes</source>
        <translation>Pistas que contienen notas</translation>
    </message>
    <message>
        <source>Track %1</source>
        <translation>Pista %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n note(s)</source>
        <translation>
            <numerusform>%1 · %n nota</numerusform>
            <numerusform>%1 · %n notas</numerusform>
        </translation>
    </message>
    <message>
        <source>Top line</source>
        <translation>Línea superior</translation>
    </message>
    <message>
        <source>The highest note at each moment, mostly the melody</source>
        <translation>La nota más aguda de cada momento, casi siempre la melodía</translation>
    </message>
    <message>
        <source>Bottom line</source>
        <translation>Línea inferior</translation>
    </message>
    <message>
        <source>The lowest note at each moment, mostly the bass</source>
        <translation>La nota más grave de cada momento, casi siempre el bajo</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Leave the present piece as it is</source>
        <translation>Dejar la pieza actual como está</translation>
    </message>
    <message>
        <source>Use as seed</source>
        <translation>Usar como semilla</translation>
    </message>
    <message>
        <source>Begin a piece with this line</source>
        <translation>Empezar una pieza con esta línea</translation>
    </message>
    <message numerus="yes">
        <source>Up to %n note(s) sound at once in this track.</source>
        <translation>
            <numerusform>En esta pista suena hasta %n nota a la vez.</numerusform>
            <numerusform>En esta pista suenan hasta %n notas a la vez.</numerusform>
        </translation>
    </message>
    <message>
        <source>This track has one line only.</source>
        <translation>Esta pista tiene una sola línea.</translation>
    </message>
    <message>
        <source>All notes</source>
        <translation>Todas las notas</translation>
    </message>
    <message>
        <source>“%1” has several tracks or several notes at once. Most styles continue one line: choose it here. Styles of several voices or tracks continue everything.</source>
        <translation>«%1» tiene varias pistas o varias notas a la vez. La mayoría de los estilos continúan una línea: elíjala aquí. Los estilos de varias voces o pistas lo continúan todo.</translation>
    </message>
    <message>
        <source>Nothing is left out; a style of one line asks which one to continue</source>
        <translation>No se deja nada fuera; un estilo de una línea pregunta cuál continuar</translation>
    </message>
</context>
<context>
    <name>partimento::ui::WindowBanners</name>
    <message>
        <source>The file is damaged; everything that could be read was kept.</source>
        <translation>El archivo está dañado; se conservó todo lo que se pudo leer.</translation>
    </message>
    <message>
        <source>The newest state could not be read; the nearest other one was opened.</source>
        <translation>No se pudo leer el estado más reciente; se abrió el más cercano.</translation>
    </message>
    <message numerus="yes">
        <source>%n undo step(s) are lost.</source>
        <translation>
            <numerusform>Se perdió %n paso de deshacer.</numerusform>
            <numerusform>Se perdieron %n pasos de deshacer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n take(s) are lost.</source>
        <translation>
            <numerusform>Se perdió %n toma.</numerusform>
            <numerusform>Se perdieron %n tomas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n take(s) cannot be replayed any more.</source>
        <translation>
            <numerusform>%n toma ya no se puede repetir.</numerusform>
            <numerusform>%n tomas ya no se pueden repetir.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n take(s) cannot be explained any more.</source>
        <translation>
            <numerusform>%n toma ya no se puede explicar.</numerusform>
            <numerusform>%n tomas ya no se pueden explicar.</numerusform>
        </translation>
    </message>
    <message>
        <source>The view was set back.</source>
        <translation>La vista se restableció.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Load the engine again</source>
        <translation>Cargar el motor otra vez</translation>
    </message>
    <message>
        <source>No audio device was found: the music plays, but you cannot hear it. Plug one in or start the sound server, then look again.</source>
        <translation>No se encontró ningún dispositivo de audio: la música avanza, pero no se oye. Conecte uno o inicie el servidor de sonido y busque otra vez.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Buscar otra vez</translation>
    </message>
    <message>
        <source>Try all audio drivers again</source>
        <translation>Probar otra vez todos los controladores de audio</translation>
    </message>
    <message>
        <source>Test tone</source>
        <translation>Tono de prueba</translation>
    </message>
    <message>
        <source>A soft tone of one second</source>
        <translation>Un tono suave de un segundo</translation>
    </message>
    <message>
        <source>Your work is not being secured at the moment: %1 Save it to a place of your choice.</source>
        <translation>En este momento su trabajo no se está asegurando: %1 Guárdelo en un lugar de su elección.</translation>
    </message>
    <message>
        <source>Change the knobs to the nearest wish that can be met</source>
        <translation>Mover los controles al deseo más cercano que se puede cumplir</translation>
    </message>
    <message>
        <source>Loosen a rule in the Compose panel.</source>
        <translation>Afloje una regla en el panel Componer.</translation>
    </message>
    <message>
        <source>“%1” is the seed now and stands in the place of the music before.</source>
        <translation>«%1» es ahora la semilla y ocupa el lugar de la música anterior.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Bring the music before back</source>
        <translation>Recuperar la música anterior</translation>
    </message>
    <message>
        <source>The training of “%1” ended with the program. Nothing is lost.</source>
        <translation>El entrenamiento de «%1» terminó con el programa. No se ha perdido nada.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Go on where it was</source>
        <translation>Seguir donde estaba</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Show its curves and samples</source>
        <translation>Mostrar sus curvas y muestras</translation>
    </message>
    <message numerus="yes">
        <source>It seems to begin with an upbeat of %n quarter note(s).</source>
        <translation>
            <numerusform>Parece empezar con una anacrusa de %n negra.</numerusform>
            <numerusform>Parece empezar con una anacrusa de %n negras.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It seems to begin with an upbeat of %n eighth note(s).</source>
        <translation>
            <numerusform>Parece empezar con una anacrusa de %n corchea.</numerusform>
            <numerusform>Parece empezar con una anacrusa de %n corcheas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It seems to begin with an upbeat of %n sixteenth note(s).</source>
        <translation>
            <numerusform>Parece empezar con una anacrusa de %n semicorchea.</numerusform>
            <numerusform>Parece empezar con una anacrusa de %n semicorcheas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It seems to begin with an upbeat of %n thirty-second note(s).</source>
        <translation>
            <numerusform>Parece empezar con una anacrusa de %n fusa.</numerusform>
            <numerusform>Parece empezar con una anacrusa de %n fusas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Move the bar lines</source>
        <translation>Mover las líneas divisorias</translation>
    </message>
    <message>
        <source>The first full bar begins after the upbeat; undo brings the bar lines back</source>
        <translation>El primer compás completo empieza tras la anacrusa; deshacer devuelve las líneas divisorias</translation>
    </message>
</context>
<context>
    <name>partimento::ui::roll::KeyboardView</name>
    <message>
        <source>Piano keys</source>
        <translation>Teclas del piano</translation>
    </message>
    <message>
        <source>Press a key to hear it</source>
        <translation>Pulse una tecla para oírla</translation>
    </message>
</context>
<context>
    <name>partimento::ui::roll::NotesView</name>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
</context>
<context>
    <name>partimento::ui::roll::RulerView</name>
    <message>
        <source>Ruler</source>
        <translation>Regla</translation>
    </message>
    <message>
        <source>Click to move the playhead, drag to set the loop</source>
        <translation>Clic para mover el cabezal, arrastrar para fijar el bucle</translation>
    </message>
    <message>
        <source>Click: move the playhead. Drag: set the loop.</source>
        <translation>Clic: mover el cabezal. Arrastrar: fijar el bucle.</translation>
    </message>
</context>
<context>
    <name>partimento::ui::roll::VelocityLane</name>
    <message>
        <source>Velocities</source>
        <translation>Velocidades</translation>
    </message>
    <message>
        <source>With notes selected, Alt+Up and Alt+Down change their velocity</source>
        <translation>Con notas seleccionadas, Alt+Arriba y Alt+Abajo cambian su velocidad</translation>
    </message>
</context>
<context>
    <name>partimento::ui::score::ScoreCanvas</name>
    <message>
        <source>Staff</source>
        <translation>Pentagrama</translation>
    </message>
    <message>
        <source>Tab goes from note to note, arrows change the pitch, N begins writing</source>
        <translation>Tab va de nota en nota, las flechas cambian la altura, N empieza la escritura</translation>
    </message>
</context>
</TS>
