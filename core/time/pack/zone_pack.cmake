# Adds the packed time zones to the room core/time. Needs node and tzdata's compiler and source, which every
# Debian machine has at the places below; FIRSTHAND_TZDATA names another source.
set(FIRSTHAND_TZDATA "/usr/share/zoneinfo/tzdata.zi" CACHE FILEPATH "The time zones' source (tzdata.zi)")
find_program(FIRSTHAND_NODE NAMES node nodejs)
find_program(FIRSTHAND_ZIC zic HINTS /usr/sbin)
foreach(needed FIRSTHAND_NODE FIRSTHAND_ZIC)
  if(NOT ${needed})
    message(FATAL_ERROR "${needed} is missing: install the packages nodejs and libc-bin, or use ./dev, which brings them.")
  endif()
endforeach()
if(NOT EXISTS "${FIRSTHAND_TZDATA}")
  message(FATAL_ERROR "${FIRSTHAND_TZDATA} is missing: install the package tzdata, or use ./dev, which brings it.")
endif()

set(zone_pack "${CMAKE_CURRENT_BINARY_DIR}/zone_pack.cpp")
add_custom_command(
  OUTPUT "${zone_pack}"
  COMMAND "${FIRSTHAND_NODE}" "${CMAKE_CURRENT_LIST_DIR}/tzpack.mjs" "${FIRSTHAND_ZIC}" "${FIRSTHAND_TZDATA}" "${zone_pack}"
  DEPENDS "${CMAKE_CURRENT_LIST_DIR}/tzpack.mjs" "${FIRSTHAND_TZDATA}"
  COMMENT "Packing the time zones"
  VERBATIM)
target_sources(firsthand_time PRIVATE "${zone_pack}")
