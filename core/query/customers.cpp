#include "core/query/customers.h"

#include <algorithm>
#include <utility>

#include "core/store/characters.h"

namespace firsthand::query {

namespace {

constexpr std::size_t kSearchBytesMax = 200;

char32_t lower(char32_t character) {
  const bool ascii = character >= U'A' && character <= U'Z';
  const bool latin = character >= 0xC0 && character <= 0xDE && character != 0xD7;
  const bool cyrillic = character >= 0x410 && character <= 0x42F;
  if (ascii || latin || cyrillic) return character + 32;
  if (character >= 0x400 && character <= 0x40F) return character + 80;
  return character;
}

/// The text as it is compared: small letters, look-alikes folded.
std::string comparable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    store::append_character(out, store::fold_character(lower(store::next_character(text, at))));
  }
  return out;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

bool holds(std::string_view text, const std::string& needle) {
  return comparable(text).find(needle) != std::string::npos;
}

void add_organisations(store::Database& db, const std::string& needle, std::size_t limit,
                       std::vector<CustomerHit>& hits) {
  auto q = db.prepare("SELECT id, name, tier FROM organisation ORDER BY name, id");
  while (hits.size() < limit && q.next()) {
    if (!holds(q.text(1), needle)) continue;
    CustomerHit hit;
    hit.organisation = q.id<OrganisationId>(0);
    hit.organisation_name = q.text(1);
    hit.tier = enum_from_int<CustomerTier>(q.integer(2)).value_or(CustomerTier::normal);
    hits.push_back(std::move(hit));
  }
}

void add_contacts(store::Database& db, const std::string& needle, std::size_t limit,
                  std::vector<CustomerHit>& hits) {
  auto q = db.prepare(
      "SELECT c.id, c.name, c.email, c.language, c.organisation, o.name, o.tier FROM contact c"
      " LEFT JOIN organisation o ON o.id = c.organisation ORDER BY c.name, c.id");
  while (hits.size() < limit && q.next()) {
    if (!holds(q.text(1), needle) && !holds(q.text(2), needle) && !holds(q.text(5), needle)) {
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
  const std::string words = trimmed(text);
  if (words.empty() || words.size() > kSearchBytesMax) return hits;
  const std::string needle = comparable(words);
  // Contacts need room beside the organisations that match.
  add_organisations(db, needle, (limit + 1) / 2, hits);
  add_contacts(db, needle, limit, hits);
  return hits;
}

}  // namespace firsthand::query
