# How the libraries of this tree are built. One call a library; sources are what lies in its folder.

add_library(taqrir_flags INTERFACE)
target_compile_options(taqrir_flags INTERFACE -Wall -Wextra -Wno-missing-field-initializers)
if(TAQRIR_SANITIZE)
  target_compile_options(taqrir_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                                                -fno-omit-frame-pointer)
  # At fixed addresses, and by gold where it is: with the checks' data a program has millions of places to relocate, at each start
  # and by the linker.
  find_program(TAQRIR_GOLD ld.gold)
  target_link_options(taqrir_flags INTERFACE -fsanitize=address,undefined
                      $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-no-pie> $<$<BOOL:${TAQRIR_GOLD}>:-fuse-ld=gold>)
endif()

# For code that is a test and nothing more; to be linked after taqrir_flags, whose options it takes back. Of the checks those
# that make a third of such code and find in it nothing that AddressSanitizer does not: of each pointer before it is followed.
# The libraries and the programs that are tested keep them.
add_library(taqrir_test_code INTERFACE)
if(TAQRIR_SANITIZE)
  target_compile_options(taqrir_test_code INTERFACE -fno-sanitize=null,alignment,object-size,vptr)
endif()

# Several sources at once: a clean build of everything then takes half the time, since most of it goes
# into the Document's types, which every source needs. Off where one works on a few files at a time.
# Sources named after the target are compiled alone, because what they keep private has a name that
# another source of the library uses too.
option(TAQRIR_UNITY "Compile several sources of a library at once" OFF)

function(taqrir_unity target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${TAQRIR_UNITY} UNITY_BUILD_BATCH_SIZE 8)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# For targets in which no time is spent but much in compiling them.
function(taqrir_lightly_optimised target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# A library that Debian ships without pkg-config or CMake files: header and library are looked for.
function(taqrir_find_plain_library name header library)
  find_path(${name}_INCLUDE ${header} REQUIRED)
  find_library(${name}_LIBRARY ${library} REQUIRED)
  add_library(Taqrir::${name} UNKNOWN IMPORTED)
  set_target_properties(Taqrir::${name} PROPERTIES IMPORTED_LOCATION "${${name}_LIBRARY}"
                                                   INTERFACE_INCLUDE_DIRECTORIES "${${name}_INCLUDE}")
endfunction()

# taqrir_library(layout DEPENDS model PRIVATE PkgConfig::HARFBUZZ): every .cpp below core/layout becomes
# taqrir_layout. DEPENDS are libraries of this tree (their headers are seen), PRIVATE are others.
# SHARED for the libraries that plugins link. ALONE: see taqrir_unity.
function(taqrir_library name)
  cmake_parse_arguments(ARG "SHARED" "FOLDER" "DEPENDS;PRIVATE;PUBLIC;ALONE" ${ARGN})
  if(NOT ARG_FOLDER)
    set(ARG_FOLDER ${name})
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${ARG_FOLDER}/*.cpp")
  if(NOT sources)
    file(WRITE "${CMAKE_BINARY_DIR}/generated/empty_${name}.cpp" "")
    set(sources "${CMAKE_BINARY_DIR}/generated/empty_${name}.cpp")
  endif()
  set(kind STATIC)
  if(ARG_SHARED)
    set(kind SHARED)
  endif()
  add_library(taqrir_${name} ${kind} ${sources})
  add_library(Taqrir::${name} ALIAS taqrir_${name})
  target_include_directories(taqrir_${name} PUBLIC
    $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}> $<BUILD_INTERFACE:${CMAKE_BINARY_DIR}/generated>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/taqrir>)
  target_compile_features(taqrir_${name} PUBLIC cxx_std_20)
  list(TRANSFORM ARG_ALONE PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/${ARG_FOLDER}/")
  taqrir_unity(taqrir_${name} ${ARG_ALONE})
  foreach(dependency IN LISTS ARG_DEPENDS)
    target_link_libraries(taqrir_${name} PUBLIC taqrir_${dependency})
  endforeach()
  target_link_libraries(taqrir_${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE} $<BUILD_INTERFACE:taqrir_flags>)
endfunction()

# The data folders as the program finds them from a build tree: share/taqrir/templates is a link.
function(taqrir_stage_data)
  set(share "${CMAKE_BINARY_DIR}/share/taqrir")
  file(MAKE_DIRECTORY "${share}")
  foreach(folder templates configs)
    if(EXISTS "${CMAKE_SOURCE_DIR}/${folder}")
      file(CREATE_LINK "${CMAKE_SOURCE_DIR}/${folder}" "${share}/${folder}" SYMBOLIC)
      install(DIRECTORY ${folder} DESTINATION ${CMAKE_INSTALL_DATADIR}/taqrir)
    endif()
  endforeach()
endfunction()
