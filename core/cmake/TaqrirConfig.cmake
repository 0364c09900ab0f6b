# find_package(Taqrir): the SDK's targets (Taqrir::sdk) and taqrir_add_plugin().
include(CMakeFindDependencyMacro)
find_dependency(tl-expected)
find_dependency(Boost)
include("${CMAKE_CURRENT_LIST_DIR}/TaqrirTargets.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/TaqrirPlugin.cmake")
