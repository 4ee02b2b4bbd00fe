#include "core/query/customers.h"

#include <utility>

#include "core/query/name_match.h"

namespace firsthand::query {

namespace {

constexpr std::size_t kSearchBytesMax = 200;

void add_organisations(store::Database& db, const NamePattern& pattern, std::size_t limit,
                       std::vector<CustomerHit>& hits) {
  auto q = db.prepare("SELECT id, name, tier FROM organisation ORDER BY name, id");
  while (hits.size() < limit && q.next()) {
    if (!pattern.matches(q.text(1))) continue;
    CustomerHit hit;
    hit.organisation = q.id<OrganisationId>(0);
    hit.organisation_name = q.text(1);
    hit.tier = enum_from_int<CustomerTier>(q.integer(2)).value_or(CustomerTier::normal);
    hits.push_back(std::move(hit));
  }
}

void add_contacts(store::Database& db, const NamePattern& pattern, std::size_t limit,
                  std::vector<CustomerHit>& hits) {
  auto q = db.prepare(
      "SELECT c.id, c.name, c.email, c.language, c.organisation, o.name, o.tier FROM contact c"
      " LEFT JOIN organisation o ON o.id = c.organisation ORDER BY c.name, c.id");
  while (hits.size() < limit && q.next()) {
    if (!pattern.matches(q.text(1)) && !pattern.matches(q.text(2)) && !pattern.matches(q.text(5))) {
      continue;
    }
    CustomerHit hit;
    hit.contact = q.id<ContactId>(0);
    hit.contact_name = q.text(1);
    hit.email = q.text(2);
    hit.language = q.text(3);
    hit.organisation = q.id<OrganisationId>(4);
    hit.organisation_name = q.text(5);
    hit.tier = enum_from_int<CustomerTier>(q.integer(6)).value_or(CustomerTier::normal);
    hits.push_back(std::move(hit));
  }
}

}  // namespace

std::vector<CustomerHit> find_customers(store::Database& db, std::string_view text,
                                        std::size_t limit) {
  std::vector<CustomerHit> hits;
  if (text.size() > kSearchBytesMax) return hits;
  const NamePattern pattern(text);
  if (comparable_name(text).empty()) return hits;
  // Contacts need room beside the organisations that match.
  add_organisations(db, pattern, (limit + 1) / 2, hits);
  add_contacts(db, pattern, limit, hits);
  return hits;
}

}  // namespace firsthand::query
