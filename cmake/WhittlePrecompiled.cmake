# whittle_precompile(TARGET headers…) compiles what most files of a target include once; whittle_share_precompiled(TARGET FROM) takes the
# result of another target that is compiled with the same options. Only headers of the system go in: they change with packages, not with the
# project. WHITTLE_PCH=OFF shows whether every file includes what it uses.
option(WHITTLE_PCH "Precompile the headers of libraries" ON)

set(whittle_std_headers <algorithm> <array> <charconv> <chrono> <cstdint> <expected> <filesystem> <format> <functional> <map> <memory>
  <optional> <print> <set> <span> <stop_token> <string> <string_view> <unordered_map> <utility> <variant> <vector>)

function(whittle_precompile target)
  if(NOT WHITTLE_PCH)
    return()
  endif()
  target_precompile_headers(${target} PRIVATE ${ARGN})
  # What ccache takes in place of the precompiled file (CCACHE_PCH_EXTSUM), whose bytes are different in every folder.
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  string(SHA256 sum "${ARGN} ${CMAKE_CXX_COMPILER_VERSION} ${Qt6_VERSION} ${nlohmann_json_VERSION} ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}} ${WHITTLE_SANITIZE} ${WHITTLE_COVERAGE}")
  get_target_property(binary ${target} BINARY_DIR)
  file(CONFIGURE OUTPUT "${binary}/CMakeFiles/${target}.dir/cmake_pch.hxx.gch.sum" CONTENT "${sum}\n" @ONLY)
endfunction()

function(whittle_share_precompiled target from)
  if(WHITTLE_PCH)
    target_precompile_headers(${target} REUSE_FROM ${from})
  endif()
endfunction()
