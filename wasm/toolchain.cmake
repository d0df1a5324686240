# SPDX-License-Identifier: MIT
#
# Finds the installed Emscripten and hands over to its own CMake toolchain file, so that presets need no path of one
# machine. Debian's Emscripten keeps acorn, which optimised links need, among Debian's Node modules: where they exist,
# the linker is started with NODE_PATH pointing there.

if(NOT ENCORE_EMSCRIPTEN_ROOT)
  find_program(ENCORE_EM_CONFIG em-config)
  if(ENCORE_EM_CONFIG)
    execute_process(COMMAND ${ENCORE_EM_CONFIG} EMSCRIPTEN_ROOT
      OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
  if(NOT found)
    message(FATAL_ERROR "Emscripten was not found (em-config is not on the PATH). Run `npm run setup`, or install the package `emscripten`.")
  endif()
  set(ENCORE_EMSCRIPTEN_ROOT ${found} CACHE PATH "Where Emscripten is installed")
endif()

if(EXISTS /usr/share/nodejs/acorn AND NOT DEFINED ENV{NODE_PATH})
  set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
endif()
include(${ENCORE_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake)
