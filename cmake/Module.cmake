# One static library per line of modules.txt: corollary_<module>, from src/<module>/*.cpp without the tests.
# A module sees the headers of the modules on its line and no others: each has its own include root,
# a folder that holds one link, so `#include "record/store.h"` from `graph` does not compile.

set(COROLLARY_DATA_FILES "" CACHE INTERNAL "files embedded so far")

function(corollary_include_root module result)
  set(root ${CMAKE_BINARY_DIR}/include/${module})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${module} ${root}/${module} SYMBOLIC)
  set(${result} ${root} PARENT_SCOPE)
endfunction()

# Puts files into the program, byte for byte: module/embedded.h's `embedded_<name>()` gives each as a string_view.
# <name> is the file's path below src/<module>/data with [/.-] as _, so that a symbol says which file it is.
function(corollary_embed target symbol file)
  set(assembly ${CMAKE_CURRENT_BINARY_DIR}/${target}_${symbol}.S)
  file(CONFIGURE OUTPUT ${assembly} @ONLY CONTENT [[
    .section .rodata
    .global corollary_@symbol@_begin
    .global corollary_@symbol@_end
    .balign 16
corollary_@symbol@_begin:
    .incbin "@file@"
corollary_@symbol@_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]])
  set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS ${file})
  target_sources(${target} PRIVATE ${assembly})
endfunction()

function(corollary_module module)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${module}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$|/main\\.cpp$")
  corollary_include_root(${module} root)
  set(target corollary_${module})
  if(sources)
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PUBLIC ${root})
    target_link_libraries(${target} PRIVATE corollary_options)
    set(visibility PUBLIC)
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE ${root})
    set(visibility INTERFACE)
  endif()
  foreach(used ${ARGN})
    target_link_libraries(${target} ${visibility} corollary_${used})
  endforeach()

  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${module}/*_test.cpp)
  if(tests AND COROLLARY_TESTS)
    add_executable(${module}_test ${tests})
    target_link_libraries(${module}_test PRIVATE ${target} corollary_options corollary_test_support GTest::gtest_main)
    target_compile_definitions(${module}_test PRIVATE COROLLARY_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    if(COROLLARY_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
      # GCC 12 warns wrongly on std::regex when it instruments.
      target_compile_options(${module}_test PRIVATE -Wno-maybe-uninitialized)
    endif()
    gtest_discover_tests(${module}_test TEST_PREFIX ${module}. DISCOVERY_TIMEOUT 120)
  endif()
endfunction()

# Links a module with libraries that are not ours.
function(corollary_use module)
  get_target_property(type corollary_${module} TYPE)
  if(NOT type STREQUAL INTERFACE_LIBRARY)
    target_link_libraries(corollary_${module} ${ARGN})
  endif()
endfunction()

# Each header compiles on its own: one generated file per header that includes it alone, twice.
function(corollary_check_headers)
  file(GLOB headers CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/src/*/*.h)
  foreach(header ${headers})
    string(REGEX REPLACE "/.*" "" module ${header})
    string(MAKE_C_IDENTIFIER ${header} name)
    set(file ${CMAKE_BINARY_DIR}/headers/${name}.cpp)
    file(CONFIGURE OUTPUT ${file} CONTENT "#include \"${header}\"\n#include \"${header}\"\n")
    list(APPEND files_of_${module} ${file})
    list(APPEND modules ${module})
  endforeach()
  list(REMOVE_DUPLICATES modules)
  foreach(module ${modules})
    add_library(headers_of_${module} OBJECT ${files_of_${module}})
    target_link_libraries(headers_of_${module} PRIVATE corollary_${module} corollary_options)
  endforeach()
endfunction()
