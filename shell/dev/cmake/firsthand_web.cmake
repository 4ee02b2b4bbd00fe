# The workspace's wasm module: build/wasm/bin/firsthand.mjs and firsthand.wasm.
set(web_folder "${PROJECT_SOURCE_DIR}/shell/web")
file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS "${web_folder}/*.cpp")
if(NOT web_sources)
  return()
endif()

add_executable(firsthand_web ${web_sources})
set_target_properties(
  firsthand_web PROPERTIES OUTPUT_NAME firsthand SUFFIX .mjs FIRSTHAND_SQLITE_OPFS ON)
target_include_directories(firsthand_web PRIVATE "${PROJECT_SOURCE_DIR}")
target_link_libraries(
  firsthand_web PRIVATE firsthand_ui_app firsthand_sync imgui_opengl3 firsthand_plain)
target_link_options(
  firsthand_web
  PRIVATE
  --no-entry # the worker calls exported functions; there is no main
  -fno-exceptions
  -sSTRICT=1
  -sMODULARIZE=1
  -sEXPORT_ES6=1
  -sENVIRONMENT=worker # no code for pages, node or shells in the glue
  # What the worker passes in; the glue leaves out its code for all else (Module.host is ours, not
  # the glue's).
  -sINCOMING_MODULE_JS_API=instantiateWasm,onAbort
  -sFILESYSTEM=0 # SQLite has its own VFS; nothing else opens files
  -sALLOW_MEMORY_GROWTH=1
  -sINITIAL_MEMORY=32MB # the inbox of a large workspace fits without growing
  -sSTACK_SIZE=1MB # SQLite and ImGui use alloca; the default of 64 KB is too little
  -sMIN_WEBGL_VERSION=2
  -sMAX_WEBGL_VERSION=2
  -sDYNAMIC_EXECUTION=0 # no eval: the page's content security policy forbids it
  -sEXPORTED_RUNTIME_METHODS=HEAPU8 # JavaScript writes its messages into the heap
  -lGL # STRICT links no library by itself
  $<$<CONFIG:Debug>:-sASSERTIONS=2>
  $<$<CONFIG:Debug>:-sSTACK_OVERFLOW_CHECK=2>
  # Our own asserts stay on; Emscripten's are checks of its own glue.
  $<$<NOT:$<CONFIG:Debug>>:-sASSERTIONS=0>)

# Ninja does not know that a link reads these files.
set(link_depends)
file(GLOB web_libraries CONFIGURE_DEPENDS "${web_folder}/*.js")
foreach(library IN LISTS web_libraries)
  target_link_options(firsthand_web PRIVATE "SHELL:--js-library ${library}")
  list(APPEND link_depends "${library}")
endforeach()
if(EXISTS "${web_folder}/exports.txt")
  target_link_options(firsthand_web PRIVATE "-sEXPORTED_FUNCTIONS=@${web_folder}/exports.txt")
  list(APPEND link_depends "${web_folder}/exports.txt")
endif()
set_target_properties(firsthand_web PROPERTIES LINK_DEPENDS "${link_depends}")
