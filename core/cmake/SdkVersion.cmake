# Writes generated/sdk/version.hpp: a hash over the public headers (base, model, sdk), which a plugin and
# its host must share. The other thing that they must share, compiler and standard library, version.hpp
# asks of the compiler that reads it.
function(taqrir_sdk_version)
  file(GLOB headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/base/*.hpp"
       "${CMAKE_CURRENT_SOURCE_DIR}/model/*.hpp" "${CMAKE_CURRENT_SOURCE_DIR}/sdk/*.hpp")
  list(SORT headers)
  set(all "")
  foreach(header IN LISTS headers)
    file(SHA256 "${header}" hash)
    string(APPEND all "${hash}")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
  endforeach()
  string(SHA256 TAQRIR_SDK_HASH "${all}")
  string(SUBSTRING "${TAQRIR_SDK_HASH}" 0 16 TAQRIR_SDK_HASH)
  configure_file(sdk/version.hpp.in "${CMAKE_BINARY_DIR}/generated/sdk/version.hpp" @ONLY)
endfunction()
