// CUS-2: the checklist of a customer's hand-over to its next stage (sales → implementation →
// customer success → renewal). Not here: who may, and the log (core/ops).
//
//   for (std::string_view step : hand_over_steps(CustomerStage::service)) …   //
//   "acceptance_signed"
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/enums.h"

namespace firsthand::desk {

/// Keys of the steps before a customer enters the stage, in the order of work; none when a stage
/// is entered without a hand-over checklist.
[[nodiscard]] std::span<const std::string_view> hand_over_steps(CustomerStage to);

/// The steps that are not among `done`.
[[nodiscard]] std::vector<std::string_view> open_steps(CustomerStage to,
                                                       const std::vector<std::string>& done);

}  // namespace firsthand::desk
