# Language level, warnings and instrumentation, carried by two interface targets:
# project_options for everything, instrumented_options for what may carry sanitizers (not the static sensor, not traced programs).
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# No modules here; the scan would only cost time.
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

# A hundred test programs link all of core each.
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT DEFINED CMAKE_LINKER_TYPE)
  set(CMAKE_LINKER_TYPE MOLD)
endif()

add_library(project_options INTERFACE)
target_compile_features(project_options INTERFACE cxx_std_23)
target_compile_options(project_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference -Wformat=2>
  # Request structs are made to be named in part: {.image = name}.
  $<$<COMPILE_LANGUAGE:CXX>:-Wno-missing-field-initializers>)

add_library(instrumented_options INTERFACE)
target_link_libraries(instrumented_options INTERFACE project_options)
if(WHITTLE_SANITIZE)
  target_compile_options(instrumented_options INTERFACE -fsanitize=${WHITTLE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(instrumented_options INTERFACE -fsanitize=${WHITTLE_SANITIZE})
  # The instrumented code makes some of these warnings see paths that do not exist.
  target_compile_options(instrumented_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-null-dereference -Wno-maybe-uninitialized>)
endif()
if(WHITTLE_COVERAGE)
  target_compile_options(instrumented_options INTERFACE --coverage)
  target_link_options(instrumented_options INTERFACE --coverage)
endif()
