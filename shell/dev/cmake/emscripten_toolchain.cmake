# Finds Emscripten's own toolchain file next to the emcc of the machine: its place differs between
# Debian's package and the SDK.
find_program(FIRSTHAND_EMCC emcc HINTS "$ENV{EMSDK}/upstream/emscripten")
if(NOT FIRSTHAND_EMCC)
  message(FATAL_ERROR "emcc is missing. Install Emscripten >= 3.1.69; or use ./dev, it brings it.")
endif()
get_filename_component(firsthand_emcc "${FIRSTHAND_EMCC}" REALPATH)
get_filename_component(firsthand_emscripten "${firsthand_emcc}" DIRECTORY)
include("${firsthand_emscripten}/cmake/Modules/Platform/Emscripten.cmake")
