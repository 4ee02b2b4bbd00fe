// Finding a customer by what a person types: for the new-ticket form. Not for customer pages.
//
//   for (const CustomerHit& hit : find_customers(db, "ада", 8)) …
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/entities.h"
#include "core/store/database.h"

namespace firsthand::query {

/// A contact with its organisation, or an organisation alone (then `contact` is nil).
struct CustomerHit {
  OrganisationId organisation;
  std::string organisation_name;
  CustomerTier tier = CustomerTier::normal;
  ContactId contact;
  std::string contact_name;
  std::string email;
  std::string language;
  friend bool operator==(const CustomerHit&, const CustomerHit&) = default;
};

/// Organisations whose name and contacts whose name, email or organisation holds `text`, without
/// regard to the case of Latin and Cyrillic letters; at most `limit`, organisations first (at most
/// half of them), each kind by name and id. An empty or blank text finds nothing.
[[nodiscard]] std::vector<CustomerHit> find_customers(store::Database& db, std::string_view text,
                                                      std::size_t limit);

}  // namespace firsthand::query
