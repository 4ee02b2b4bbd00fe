#include "tests/core/query/outbox_row.h"

#include <catch_amalgamated.hpp>

namespace firsthand::test {

void add_outbox_row(TestDesk& desk, const OutboxRow& row) {
  store::Transaction transaction(desk.database());
  desk.database()
      .prepare(
          "INSERT INTO outbox(client_seq, state, name, body, actor, schema, written_at, hash)"
          " VALUES (?, ?, 'ticket.note', ?, ?, 1, ?, '')")
      .bind(1, row.client_seq)
      .bind(2, row.state)
      .bind(3, row.body)
      .bind(4, row.actor)
      .bind(5, row.written_at)
      .run();
  desk.database()
      .prepare("INSERT INTO outbox_touch(client_seq, kind, id) VALUES (?, 4, ?)")
      .bind(1, row.client_seq)
      .bind(2, row.ticket)
      .run();
  REQUIRE(transaction.commit().has_value());
}

}  // namespace firsthand::test
