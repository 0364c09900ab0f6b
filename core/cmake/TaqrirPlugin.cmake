# taqrir_add_plugin(ID [SOURCES …] [LINK …]): a report plugin. The folder holds plugin.toml (what it
# offers) and its sources; without SOURCES every .cpp beside the CMakeLists.txt is taken. The result is
# a folder <plugins>/<id> with plugin.toml, the shared library and, where there are any, recognise.toml and
# locales/<language>/<topic>.toml; in the build tree <plugins> is lib/taqrir/plugins.
#
# Works inside this tree and, after find_package(Taqrir), outside it.
include(GNUInstallDirs)

function(taqrir_add_plugin id)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  if(NOT ARG_SOURCES)
    file(GLOB ARG_SOURCES CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  endif()
  set(target "plugin-${id}")
  set(staged "${CMAKE_BINARY_DIR}/lib/taqrir/plugins/${id}")
  add_library(${target} MODULE ${ARG_SOURCES})
  target_compile_features(${target} PRIVATE cxx_std_20)
  target_link_libraries(${target} PRIVATE Taqrir::sdk ${ARG_LINK})
  if(TARGET taqrir_flags)
    target_link_libraries(${target} PRIVATE taqrir_flags)
  endif()
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME "${id}" PREFIX "" CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LIBRARY_OUTPUT_DIRECTORY "${staged}" INSTALL_RPATH "$ORIGIN/../../..")
  set(data "${CMAKE_CURRENT_SOURCE_DIR}/plugin.toml")
  configure_file("${data}" "${staged}/plugin.toml" COPYONLY)
  set(recognised "${CMAKE_CURRENT_SOURCE_DIR}/recognise.toml")
  if(EXISTS "${recognised}")
    configure_file("${recognised}" "${staged}/recognise.toml" COPYONLY)
    list(APPEND data "${recognised}")
  endif()
  if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/locales")
    file(GLOB locales CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/locales/*/*.toml")
    add_custom_command(OUTPUT "${staged}/locales.stamp" DEPENDS ${locales}
      COMMAND ${CMAKE_COMMAND} -E copy_directory "${CMAKE_CURRENT_SOURCE_DIR}/locales" "${staged}/locales"
      COMMAND ${CMAKE_COMMAND} -E touch "${staged}/locales.stamp")
    add_custom_target(${target}-locales ALL DEPENDS "${staged}/locales.stamp")
    install(DIRECTORY locales DESTINATION ${CMAKE_INSTALL_LIBDIR}/taqrir/plugins/${id})
  endif()
  install(TARGETS ${target} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/taqrir/plugins/${id})
  install(FILES ${data} DESTINATION ${CMAKE_INSTALL_LIBDIR}/taqrir/plugins/${id})
endfunction()
