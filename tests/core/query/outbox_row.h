// A row of the outbox as core/sync writes it, for tests of what reads it.
#pragma once

#include <cstdint>
#include <string>

#include "tests/core/ops/test_desk.h"

namespace firsthand::test {

struct OutboxRow {
  std::int64_t client_seq = 1;
  std::int64_t state = 0;  // 0 queued, 1 accepted, 2 rejected
  TicketId ticket;
  std::string body = "{}";
  Instant written_at;
  PersonId actor;
};

void add_outbox_row(TestDesk& desk, const OutboxRow& row);

}  // namespace firsthand::test
