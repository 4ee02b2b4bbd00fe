// Goal: a customer is found by what a person types, in any of our scripts.
// Method: a few customers written by operations, looked for by parts of their names.
#include "core/query/customers.h"

#include <string>

#include <catch_amalgamated.hpp>

#include "tests/core/ops/test_desk.h"

namespace firsthand::query {
namespace {

using test::TestDesk;

struct Customers {
  Customers() {
    ops::OrganisationCreate company;
    company.id = desk.fresh_id<OrganisationId>();
    company.name = "ООО «Заря»";
    company.tier = CustomerTier::vip;
    desk.must(company, desk.actor(Role::admin));
    ops::ContactCreate contact;
    contact.id = desk.fresh_id<ContactId>();
    contact.organisation = company.id;
    contact.name = "王芳";
    contact.email = "fang@zarya.test";
    contact.language = "zh-Hans";
    desk.must(contact, desk.actor(Role::admin));
  }
  TestDesk desk;
};

std::string names(const std::vector<CustomerHit>& hits) {
  std::string out;
  for (const CustomerHit& hit : hits) out += hit.organisation_name + "/" + hit.contact_name + " ";
  return out;
}

}  // namespace

TEST_CASE("CUS-1: a customer is found by company, person or email, whatever the case") {
  Customers world;
  auto& db = world.desk.database();
  const std::string both = "ООО «Заря»/ ООО «Заря»/王芳 ";
  CHECK(names(find_customers(db, "зАРЯ", 8)) == both);
  CHECK(names(find_customers(db, "王", 8)) == "ООО «Заря»/王芳 ");
  CHECK(names(find_customers(db, " FANG@", 8)) == "ООО «Заря»/王芳 ");
  const auto hits = find_customers(db, "王芳", 8);
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].tier == CustomerTier::vip);
  CHECK(hits[0].language == "zh-Hans");
}

TEST_CASE("CUS-1: nothing typed finds nothing, and no more than asked for comes back") {
  Customers world;
  auto& db = world.desk.database();
  CHECK(find_customers(db, "", 8).empty());
  CHECK(find_customers(db, "  ", 8).empty());
  CHECK(find_customers(db, "nobody at all", 8).empty());
  CHECK(find_customers(db, std::string(10'000, 'x'), 8).empty());
  CHECK(find_customers(db, "заря", 1).size() == 1);
}

}  // namespace firsthand::query
