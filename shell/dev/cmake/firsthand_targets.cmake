# How rooms, programs and tests are declared. Sources are found by folder, so adding a file edits no
# CMake file.

# firsthand_room(NAME FOLDER [DEPENDS target…] [THROWING])
# One static library for the .cpp files of FOLDER (below the current folder; subfolders too).
function(firsthand_room name folder)
  cmake_parse_arguments(ROOM "THROWING" "" "DEPENDS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC ${ROOM_DEPENDS})
    if(ROOM_THROWING)
      target_link_libraries(${name} PRIVATE firsthand_throwing)
    else()
      target_link_libraries(${name} PRIVATE firsthand_plain)
    endif()
    target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  else()
    # Headers only, or nothing yet.
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${ROOM_DEPENDS})
    target_include_directories(${name} INTERFACE "${PROJECT_SOURCE_DIR}")
  endif()
endfunction()

# The SQLite that a program links: the one on OPFS handles for targets with the property
# FIRSTHAND_SQLITE_OPFS, else the one with files. A room that calls SQLite depends on this.
add_library(firsthand_sqlite_code INTERFACE)
target_link_libraries(
  firsthand_sqlite_code
  INTERFACE sqlite3_api $<IF:$<BOOL:$<TARGET_PROPERTY:FIRSTHAND_SQLITE_OPFS>>,sqlite3_opfs,sqlite3>)

# firsthand_program(NAME FROM folder… DEPENDS target…): an executable, exceptions on; none
# without sources.
function(firsthand_program name)
  cmake_parse_arguments(PROGRAM "" "" "FROM;DEPENDS" ${ARGN})
  set(sources)
  foreach(folder IN LISTS PROGRAM_FROM)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp")
    list(APPEND sources ${found})
  endforeach()
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE ${PROGRAM_DEPENDS} firsthand_throwing)
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  if(EMSCRIPTEN)
    target_link_options(
      ${name}
      PRIVATE
      -O1 # the linker's own optimiser takes longer than the tests run
      -sENVIRONMENT=node
      -sNODERAWFS=1 # tests read their scenario files from the checkout
      -sEXIT_RUNTIME=1 # main's result is the process's exit code
      -sALLOW_MEMORY_GROWTH=1
      -sINITIAL_MEMORY=64MB
      -sSTACK_SIZE=1MB # as in the app
      -sASSERTIONS=1)
  endif()
endfunction()

# firsthand_test(NAME FROM folder… DEPENDS target…): a Catch2 program, registered with CTest as one
# test.
function(firsthand_test name)
  cmake_parse_arguments(TEST "" "" "FROM;DEPENDS" ${ARGN})
  firsthand_program(${name} FROM ${TEST_FROM} DEPENDS ${TEST_DEPENDS} catch2)
  if(TARGET ${name})
    # Tests find their files and the sources (house rules) below this folder.
    target_compile_definitions(${name} PRIVATE FIRSTHAND_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  endif()
endfunction()
