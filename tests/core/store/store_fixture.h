// What the store's tests share: databases in memory or in a folder of their own, and plain rows.
#pragma once

#include <catch_amalgamated.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "core/store/database.h"
#include "core/store/schema.h"
#include "core/store/tables.h"

namespace firsthand::store {

inline std::unique_ptr<Database> open_empty(const OpenOptions& options = {}) {
  auto db = Database::open(options);
  INFO((db ? std::string() : db.error().code + ": " + db.error().message));
  REQUIRE(db);
  return std::move(*db);
}

inline std::unique_ptr<Database> open_migrated(const OpenOptions& options = {}) {
  auto db = open_empty(options);
  REQUIRE(migrate(*db));
  return db;
}

/// A file name that no other test uses, with what SQLite puts beside it; gone afterwards.
class TestFile {
 public:
  explicit TestFile(std::string_view name) : path_("firsthand_test_" + std::string(name) + ".db") {
    remove();
  }
  TestFile(const TestFile&) = delete;
  TestFile& operator=(const TestFile&) = delete;
  ~TestFile() { remove(); }

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  void remove() const {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
      std::remove((path_ + suffix).c_str());
    }
  }
  std::string path_;
};

template <class Id>
Id make_id(int number) {
  Id id;
  id.bytes[0] = 0xF0;
  id.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

inline Ticket make_ticket(int number, std::string_view subject = "Printer is offline") {
  Ticket ticket;
  ticket.id = make_id<TicketId>(number);
  ticket.number = static_cast<std::uint32_t>(number);
  ticket.subject = subject;
  ticket.organisation = make_id<OrganisationId>(7);
  ticket.tags = {"billing", "urgent"};
  ticket.language = "en";
  ticket.created_at = {1'700'000'000'000};
  ticket.updated_at = {1'700'000'360'000};
  return ticket;
}

inline Entry make_entry(int number, int ticket, std::string_view text = "Please help") {
  Entry entry;
  entry.id = make_id<EntryId>(number);
  entry.ticket = make_id<TicketId>(ticket);
  entry.kind = EntryKind::customer_message;
  entry.contact = make_id<ContactId>(3);
  entry.at = {1'700'000'000'000 + number};
  entry.text = text;
  return entry;
}

inline Person make_person(int number) {
  Person person;
  person.id = make_id<PersonId>(number);
  person.name = "Анна Сергеева";
  person.email = "anna@example.com";
  person.role = Role::lead;
  person.support_tier = SupportTier::t2;
  person.skills = {"billing", "数据库"};
  person.language = "ru";
  person.time_zone = "Europe/Moscow";
  return person;
}

inline Organisation make_organisation(int number) {
  Organisation organisation;
  organisation.id = make_id<OrganisationId>(number);
  organisation.name = "北方银行";
  organisation.tier = CustomerTier::super_vip;
  organisation.stage = CustomerStage::renewal;
  organisation.arr_cents = -12'345;
  organisation.external_id = "crm-9";
  organisation.notes = "On premises";
  return organisation;
}

inline Contact make_contact(int number) {
  Contact contact;
  contact.id = make_id<ContactId>(number);
  contact.organisation = make_id<OrganisationId>(7);
  contact.name = "Li Wei";
  contact.email = "li@example.cn";
  contact.phone = "+86 10 5555";
  contact.language = "zh-Hans";
  return contact;
}

inline std::int64_t count(Database& db, std::string_view sql) {
  auto query = db.prepare(sql);
  REQUIRE(query.next());
  return query.integer(0);
}

}  // namespace firsthand::store
