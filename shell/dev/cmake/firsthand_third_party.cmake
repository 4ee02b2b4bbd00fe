# Third-party code. Nothing of it is in this repository: inside the toolchain it comes from
# /opt/firsthand (Debian's source packages), elsewhere FetchContent brings the pinned upstream
# version.
include(FetchContent)

# Sanitizers watch what third-party code does with our memory; its undefined-behaviour checks are
# its own authors' business, and sqlite3.c alone takes GCC two minutes with them.
set(third_party_options -w)
set(firsthand_sanitized OFF)
if(FIRSTHAND_SANITIZE)
  set(firsthand_sanitized ON)
endif()
if(FIRSTHAND_SANITIZE MATCHES undefined)
  list(APPEND third_party_options -fno-sanitize=undefined)
endif()

set(FIRSTHAND_THIRD_PARTY /opt/firsthand CACHE PATH "Where the toolchain keeps third-party sources")

# firsthand_source(NAME REPOSITORY TAG): declares NAME, prefers the toolchain's copy, sets
# <NAME>_SOURCE. SOURCE_SUBDIR names no folder on purpose: the projects' own CMake files are not
# ours to run.
macro(firsthand_source name repository tag)
  string(TOUPPER ${name} firsthand_upper)
  if(NOT FETCHCONTENT_SOURCE_DIR_${firsthand_upper}
     AND EXISTS "${FIRSTHAND_THIRD_PARTY}/src/${name}")
    set(FETCHCONTENT_SOURCE_DIR_${firsthand_upper} "${FIRSTHAND_THIRD_PARTY}/src/${name}")
  endif()
  FetchContent_Declare(
    ${name}
    GIT_REPOSITORY ${repository}
    GIT_TAG ${tag}
    GIT_SHALLOW ON
    SOURCE_SUBDIR no-cmake-of-theirs
    SYSTEM)
  FetchContent_MakeAvailable(${name})
  set(${name}_SOURCE "${${name}_SOURCE_DIR}")
endmacro()

firsthand_source(imgui https://github.com/ocornut/imgui.git v1.92.2b)
firsthand_source(catch2 https://github.com/catchorg/Catch2.git v3.7.1)

# ---- header-only: nlohmann_json, xxHash ----
add_library(nlohmann_json INTERFACE)
add_library(xxhash INTERFACE)
if(EXISTS "${FIRSTHAND_THIRD_PARTY}/include/nlohmann/json.hpp")
  # A folder of its own, since emcc must not see the native /usr/include.
  target_include_directories(nlohmann_json SYSTEM INTERFACE "${FIRSTHAND_THIRD_PARTY}/include")
  target_include_directories(xxhash SYSTEM INTERFACE "${FIRSTHAND_THIRD_PARTY}/include")
else()
  firsthand_source(nlohmann https://github.com/nlohmann/json.git v3.11.3)
  firsthand_source(xxhash_source https://github.com/Cyan4973/xxHash.git v0.8.3)
  target_include_directories(nlohmann_json SYSTEM INTERFACE "${nlohmann_SOURCE}/single_include")
  target_include_directories(xxhash SYSTEM INTERFACE "${xxhash_source_SOURCE}")
endif()
# JSON_NOEXCEPTION everywhere, also where exceptions are on: the library's inline functions must be
# the same in all objects of a program. A wrong access aborts; parse with allow_exceptions = false
# and check before access.
target_compile_definitions(
  nlohmann_json INTERFACE JSON_NOEXCEPTION=1 JSON_USE_IMPLICIT_CONVERSIONS=0)
target_compile_definitions(xxhash INTERFACE XXH_INLINE_ALL)

# ---- SQLite ----
if(EXISTS "${FIRSTHAND_THIRD_PARTY}/src/sqlite-amalgamation/sqlite3.c")
  set(SQLITE_AMALGAMATION "${FIRSTHAND_THIRD_PARTY}/src/sqlite-amalgamation")
else()
  firsthand_source(sqlite https://github.com/sqlite/sqlite.git version-3.53.4)
  set(SQLITE_AMALGAMATION "${CMAKE_BINARY_DIR}/sqlite-amalgamation")
  if(NOT EXISTS "${SQLITE_AMALGAMATION}/sqlite3.c")
    file(MAKE_DIRECTORY "${SQLITE_AMALGAMATION}")
    # The amalgamation is made with the machine's own compiler, not with emcc.
    execute_process(
      COMMAND ${CMAKE_COMMAND} -E env --unset=CC --unset=CFLAGS
              "${sqlite_SOURCE}/configure" --disable-tcl
      WORKING_DIRECTORY "${SQLITE_AMALGAMATION}" OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND make sqlite3.c WORKING_DIRECTORY "${SQLITE_AMALGAMATION}" OUTPUT_QUIET
                    COMMAND_ERROR_IS_FATAL ANY)
  endif()
endif()

# Headers alone, for the rooms; the program that links a room brings the code (see
# firsthand_targets.cmake).
add_library(sqlite3_api INTERFACE)
target_include_directories(sqlite3_api SYSTEM INTERFACE "${SQLITE_AMALGAMATION}")

function(firsthand_sqlite target)
  add_library(${target} STATIC "${SQLITE_AMALGAMATION}/sqlite3.c")
  target_link_libraries(${target} PUBLIC sqlite3_api)
  target_compile_options(${target} PRIVATE ${third_party_options})
  target_compile_definitions(
    ${target}
    PRIVATE SQLITE_DQS=0 # "text" in double quotes is an error, not a string
            SQLITE_ENABLE_FTS5
            SQLITE_OMIT_LOAD_EXTENSION
            SQLITE_OMIT_DEPRECATED
            SQLITE_OMIT_SHARED_CACHE
            SQLITE_USE_ALLOCA
            SQLITE_DEFAULT_MEMSTATUS=0 # no global counter to update at each allocation
            # The browser's VFS has no temporary files.
            SQLITE_TEMP_STORE=$<IF:$<BOOL:${EMSCRIPTEN}>,3,2>
            # Natively one thread a connection; wasm has one thread.
            SQLITE_THREADSAFE=$<IF:$<BOOL:${EMSCRIPTEN}>,0,2>
            ${ARGN})
endfunction()
firsthand_sqlite(sqlite3)
if(EMSCRIPTEN)
  # Without SQLite's own file access: shell/web defines sqlite3_os_init and its VFS on OPFS handles.
  firsthand_sqlite(sqlite3_opfs SQLITE_OS_OTHER=1)
else()
  find_package(Threads REQUIRED)
  target_link_libraries(sqlite3 PUBLIC Threads::Threads)
endif()

# ---- Dear ImGui ----
file(GLOB IMGUI_FILES "${imgui_SOURCE}/imgui*.cpp")
add_library(imgui STATIC ${IMGUI_FILES})
target_include_directories(imgui SYSTEM PUBLIC "${imgui_SOURCE}")
target_include_directories(imgui PUBLIC "${PROJECT_SOURCE_DIR}")
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="ui/kit/imgui_config.h")
target_compile_options(imgui PRIVATE ${third_party_options} -fno-exceptions -fno-rtti)
if(EMSCRIPTEN)
  add_library(imgui_opengl3 STATIC "${imgui_SOURCE}/backends/imgui_impl_opengl3.cpp")
  target_include_directories(imgui_opengl3 SYSTEM PUBLIC "${imgui_SOURCE}/backends")
  target_link_libraries(imgui_opengl3 PUBLIC imgui)
  target_compile_definitions(imgui_opengl3 PUBLIC IMGUI_IMPL_OPENGL_ES3)
  target_compile_options(
    imgui_opengl3
    PRIVATE -w -fno-exceptions -fno-rtti
            # The backend asks GL for its state each frame, and in Chromium each question is a round
            # trip to the GPU process (0.3 ms); we own the context, so shell/web's function knows
            # the answers.
            -DglGetIntegerv=fast_glGetIntegerv)
endif()

# ---- Catch2 ----
add_library(catch2 STATIC EXCLUDE_FROM_ALL "${catch2_SOURCE}/extras/catch_amalgamated.cpp")
target_include_directories(catch2 SYSTEM PUBLIC "${catch2_SOURCE}/extras")
target_compile_options(catch2 PRIVATE -w $<$<BOOL:${EMSCRIPTEN}>:-fwasm-exceptions>
                                      "$<$<BOOL:${firsthand_sanitized}>:-fno-sanitize=all>")

# ---- the server's libraries ----
if(NOT EMSCRIPTEN)
  find_package(Boost 1.83 REQUIRED CONFIG)
  # Static archives first: the firsthand program is static (shell/CMakeLists.txt).
  foreach(library IN ITEMS "sodium;sodium.h" "z;zlib.h" "brotlienc;brotli/encode.h"
                           "brotlicommon;brotli/types.h")
    list(GET library 0 name)
    list(GET library 1 header)
    find_path(FIRSTHAND_${name}_INCLUDE ${header} REQUIRED)
    find_library(FIRSTHAND_${name}_LIBRARY NAMES lib${name}.a ${name} REQUIRED)
    add_library(${name} INTERFACE)
    target_include_directories(${name} SYSTEM INTERFACE "${FIRSTHAND_${name}_INCLUDE}")
    target_link_libraries(${name} INTERFACE "${FIRSTHAND_${name}_LIBRARY}")
  endforeach()
  target_link_libraries(sodium INTERFACE Threads::Threads)
  target_link_libraries(brotlienc INTERFACE brotlicommon)
  add_library(boost_beast INTERFACE)
  target_link_libraries(boost_beast INTERFACE Boost::headers Threads::Threads)
  # Asio without its deprecated names.
  target_compile_definitions(boost_beast INTERFACE BOOST_ASIO_NO_DEPRECATED)
  if(FIRSTHAND_SANITIZE MATCHES thread)
    # The thread sanitizer does not know fences; Asio's locks, which it does know, order everything here.
    target_compile_definitions(boost_beast INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
  endif()
endif()
