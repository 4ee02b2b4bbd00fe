#include "core/desk/hand_over.h"

#include <array>

namespace firsthand::desk {
namespace {

constexpr auto kImplementation = std::to_array<std::string_view>(
    {"goals_agreed", "contract_known", "contacts_introduced", "environment_noted", "plan_agreed"});
constexpr auto kService =
    std::to_array<std::string_view>({"acceptance_signed", "training_done", "environment_noted",
                                     "open_points_listed", "csm_introduced"});
constexpr auto kRenewal = std::to_array<std::string_view>(
    {"usage_reviewed", "satisfaction_known", "renewal_date_known", "open_points_listed"});
constexpr auto kChurned =
    std::to_array<std::string_view>({"reason_known", "data_returned", "access_removed"});

}  // namespace

std::span<const std::string_view> hand_over_steps(CustomerStage to) {
  switch (to) {
    case CustomerStage::implementation:
      return kImplementation;
    case CustomerStage::service:
      return kService;
    case CustomerStage::renewal:
      return kRenewal;
    case CustomerStage::churned:
      return kChurned;
    case CustomerStage::prospect:
      break;
  }
  return {};
}

std::vector<std::string_view> open_steps(CustomerStage to, const std::vector<std::string>& done) {
  std::vector<std::string_view> open;
  for (const std::string_view step : hand_over_steps(to)) {
    if (std::ranges::find(done, step) == done.end()) open.push_back(step);
  }
  return open;
}

}  // namespace firsthand::desk
