# whittle_embed(TARGET BASE dir FILES file…): puts the files into the library as read-only data; core/base/resource.h finds them
# by their path below BASE. Assembled with .incbin, so a large file costs no compile time.
function(whittle_embed target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "BASE" "FILES")
  set(assembly "")
  set(declarations "")
  set(rows "")
  set(index 0)
  set(paths "")
  foreach(file IN LISTS arg_FILES)
    set(path "${arg_BASE}/${file}")
    list(APPEND paths "${path}")
    string(APPEND assembly
      "    .globl whittle_resource_${index}\nwhittle_resource_${index}:\n    .incbin \"${path}\"\n"
      "    .globl whittle_resource_${index}_end\nwhittle_resource_${index}_end:\n    .byte 0\n")
    string(APPEND declarations "extern \"C\" const char whittle_resource_${index}[], whittle_resource_${index}_end[];\n")
    string(APPEND rows "    {\"${file}\", whittle_resource_${index}, whittle_resource_${index}_end},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  set(asm "${CMAKE_CURRENT_BINARY_DIR}/${target}_data.S")
  set(cpp "${CMAKE_CURRENT_BINARY_DIR}/${target}_table.cpp")
  file(CONFIGURE OUTPUT "${asm}" CONTENT "    .section .rodata\n${assembly}\n    .section .note.GNU-stack,\"\",%progbits\n" @ONLY)
  file(CONFIGURE OUTPUT "${cpp}" CONTENT
"#include \"base/resource_table.h\"

${declarations}
namespace whittle::detail {
const ResourceEntry kResources[] = {
${rows}    {nullptr, nullptr, nullptr},
};
const unsigned kResourceCount = ${index};
}
" @ONLY)
  set_source_files_properties("${asm}" TARGET_DIRECTORY ${target} PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE "${asm}" "${cpp}")
endfunction()
