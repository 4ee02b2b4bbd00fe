// TKT-1: how two tickets stand to each other, seen from either side.
//
//   inverse(LinkKind::problem_of);   // LinkKind::incident_of
#pragma once

#include "core/model/enums.h"

namespace firsthand::desk {

[[nodiscard]] constexpr LinkKind inverse(LinkKind kind) {
  switch (kind) {
    case LinkKind::problem_of:
      return LinkKind::incident_of;
    case LinkKind::incident_of:
      return LinkKind::problem_of;
    case LinkKind::split_from:
      return LinkKind::split_into;
    case LinkKind::split_into:
      return LinkKind::split_from;
    case LinkKind::related:
      break;
  }
  return LinkKind::related;
}

/// Whether people set and remove such links; the others come by splitting.
[[nodiscard]] constexpr bool is_set_by_hand(LinkKind kind) {
  return kind != LinkKind::split_from && kind != LinkKind::split_into;
}

}  // namespace firsthand::desk
