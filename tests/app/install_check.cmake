# Installs the build into an empty folder and runs what lies there, far from the sources.
file(REMOVE_RECURSE ${WORK_DIR})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${WORK_DIR}/usr OUTPUT_QUIET
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "cmake --install failed")
endif()
set(id io.github.partimento.Partimento)
set(expected bin/partimento-cli ${LIBRARY_FOLDER}/libpartimento-engine.so
  ${DATA_FOLDER}/styles/fiddle-tunes/weights.safetensors ${DATA_FOLDER}/seeds/fur-elise.mid)
if(DESKTOP)
  list(APPEND expected bin/partimento share/applications/${id}.desktop share/metainfo/${id}.metainfo.xml
    share/mime/packages/${id}.xml share/icons/hicolor/scalable/apps/${id}.svg)
endif()
foreach(file IN LISTS expected)
  get_filename_component(path ${WORK_DIR}/usr/${file} ABSOLUTE)
  if(NOT EXISTS ${path})
    message(SEND_ERROR "not installed: ${path}")
  endif()
endforeach()

function(run_installed)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env --unset=PARTIMENTO_ENGINE --unset=PARTIMENTO_STYLES
    HOME=${WORK_DIR}/home XDG_DATA_HOME=${WORK_DIR}/home/data QT_QPA_PLATFORM=offscreen ${ARGN}
    WORKING_DIRECTORY ${WORK_DIR} OUTPUT_VARIABLE text ERROR_VARIABLE problem RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(SEND_ERROR "${ARGN}: ${status} ${problem}")
  endif()
  set(text "${text}" PARENT_SCOPE)
endfunction()

run_installed(${WORK_DIR}/usr/bin/partimento-cli styles --json)
string(FIND "${text}" "${WORK_DIR}/usr/share/partimento/styles/fiddle-tunes\"" at)
if(at EQUAL -1)
  message(SEND_ERROR "the installed styles were not found: ${text}")
endif()
run_installed(${WORK_DIR}/usr/bin/partimento-cli generate --style fiddle-tunes --notes "D4/8 F# A" --length 8
  --beam 4 --out take.mid)
if(NOT EXISTS ${WORK_DIR}/take.mid)
  message(SEND_ERROR "nothing was generated")
endif()
if(DESKTOP)
  run_installed(${WORK_DIR}/usr/bin/partimento --version)
  find_program(validate desktop-file-validate)
  if(validate)
    run_installed(${validate} ${WORK_DIR}/usr/share/applications/${id}.desktop)
  endif()
endif()
