# The plugin guide's example is this folder's plugin, file by file: it builds and runs as printed.
file(READ "${GUIDE}" guide)
foreach(name CMakeLists.txt plugin.toml visit_note.cpp locales/fr/visit-note.toml)
  file(READ "${PLUGIN}/${name}" content)
  string(FIND "${guide}" "${content}" place)
  if(place EQUAL -1)
    message(SEND_ERROR "${GUIDE} does not show ${name} as it is in ${PLUGIN}")
  endif()
endforeach()
