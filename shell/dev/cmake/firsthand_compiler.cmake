# Language, output folders and flags, for every target of ours.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# Nothing here is a named module; scanning for them costs a process a file.
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

# The sanitizers' builds take less time at -O1.
set(FIRSTHAND_OPTIMIZE 2 CACHE STRING "Optimisation level of RelWithDebInfo")

# No NDEBUG in any build: asserts stay on in release. -g1 (lines, no variables) keeps builds fast on
# two cores; for a debugger session configure with -DCMAKE_CXX_FLAGS=-g3.
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O${FIRSTHAND_OPTIMIZE} -g1")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O${FIRSTHAND_OPTIMIZE} -g1")
set(CMAKE_C_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

# The compiler cache, when the machine has one: build folders, branches and checkouts share their
# objects.
find_program(FIRSTHAND_CCACHE ccache)
if(FIRSTHAND_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(firsthand_launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
                         CCACHE_NOHASHDIR=1 ${FIRSTHAND_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${firsthand_launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${firsthand_launcher})
endif()

set(FIRSTHAND_SANITIZE "" CACHE STRING "Sanitizers of the build: address,undefined or thread")
option(FIRSTHAND_FUZZ "Build the fuzzers (clang)" OFF)
if(FIRSTHAND_SANITIZE)
  add_compile_options(
    -fsanitize=${FIRSTHAND_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${FIRSTHAND_SANITIZE})
  if(FIRSTHAND_SANITIZE MATCHES undefined)
    # This check needs run-time type information, which core and ui do without.
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-sanitize=vptr>)
  endif()
endif()
if(FIRSTHAND_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# lld links in a fraction of bfd's time and does not mind the order of archives.
find_program(FIRSTHAND_LLD ld.lld)
if(FIRSTHAND_LLD AND NOT EMSCRIPTEN)
  add_link_options(-fuse-ld=lld)
endif()

# __FILE__ (in asserts) is relative to the checkout: shorter in the wasm, the same on every machine,
# and the compiler cache hits across checkouts.
file(RELATIVE_PATH FIRSTHAND_SOURCE_FROM_BUILD "${CMAKE_BINARY_DIR}" "${PROJECT_SOURCE_DIR}")
add_compile_options(
  "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=" "-fmacro-prefix-map=${FIRSTHAND_SOURCE_FROM_BUILD}=")

# Cheap checks of the standard library's preconditions. In the wasm they would cost size and frame
# time.
if(NOT EMSCRIPTEN)
  add_compile_definitions($<$<COMPILE_LANGUAGE:CXX>:_GLIBCXX_ASSERTIONS>)
endif()

# Warnings, as errors, for our own code.
add_library(firsthand_warnings INTERFACE)
target_compile_options(
  firsthand_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Werror
            -Wconversion
            # Signed and unsigned meet at every container index; the casts would hide more than they
            # show.
            -Wno-sign-conversion
            -Wshadow
            -Wundef
            -Wformat=2
            -Wimplicit-fallthrough
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wold-style-cast
            -Wcast-align
            -Wextra-semi
            # Designated initialisers may leave the rest at its defaults; that is what defaults are
            # for.
            -Wno-missing-field-initializers
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
            $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>
            $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-designated-field-initializers>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False alarms of GCC 14 in inlined library code (std::string, std::variant, std::expected) at
  # -O2.
  target_compile_options(
    firsthand_warnings
    INTERFACE -Wno-error=maybe-uninitialized -Wno-error=stringop-overflow -Wno-error=array-bounds
              -Wno-error=restrict -Wno-error=dangling-reference)
endif()

# core and ui return errors and never throw. Tests, the server and third-party code use exceptions.
add_library(firsthand_plain INTERFACE)
target_link_libraries(firsthand_plain INTERFACE firsthand_warnings)
target_compile_options(firsthand_plain INTERFACE -fno-exceptions -fno-rtti)

add_library(firsthand_throwing INTERFACE)
target_link_libraries(firsthand_throwing INTERFACE firsthand_warnings)
if(EMSCRIPTEN)
  # The engine's own exceptions: small and fast, in every browser of our floor and in node.
  target_compile_options(firsthand_throwing INTERFACE -fwasm-exceptions)
  target_link_options(firsthand_throwing INTERFACE -fwasm-exceptions)
endif()
