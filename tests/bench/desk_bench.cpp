// What the desk's reads cost on a workspace of full size (DESIGN §9), as `firsthand sample` makes
// it: the folder in FIRSTHAND_BENCH_DATA, which ./dev bench prepares.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "core/query/inbox.h"
#include "core/query/ticket_page.h"
#include "core/store/database.h"
#include "tests/bench/bench.h"

namespace {

using namespace firsthand;
using query::InboxFilter;
using query::InboxView;

constexpr std::size_t kRowsInView = 50;

std::unique_ptr<store::Database> open_desk() {
  const char* folder = std::getenv("FIRSTHAND_BENCH_DATA");
  if (folder == nullptr) {
    std::fputs("bench_core: FIRSTHAND_BENCH_DATA names no workspace; use ./dev bench\n", stderr);
    return nullptr;
  }
  auto db = store::Database::open({.path = std::string(folder) + "/workspace.db",
                                   .mode = store::OpenMode::read_only,
                                   .durability = store::Durability::server});
  if (!db) {
    std::fprintf(stderr, "bench_core: %s\n", db.error().message.c_str());
    return nullptr;
  }
  return std::move(*db);
}

// The agent with the most tickets.
PersonId busiest(store::Database& db) {
  auto q = db.prepare(
      "SELECT owner FROM ticket WHERE owner IS NOT NULL AND state < 4 GROUP BY owner"
      " ORDER BY count(*) DESC LIMIT 1");
  return q.next() ? q.id<PersonId>(0) : PersonId();
}

void show(store::Database& db, const InboxFilter& filter) {
  const auto list = query::inbox_list(db, filter);
  if (!list) return;
  const std::size_t rows = std::min(kRowsInView, list->rows.size());
  static_cast<void>(query::inbox_rows(db, std::span(list->rows).first(rows)));
}

}  // namespace

FH_BENCH(desk) {
  const auto db = open_desk();
  if (!db) return;
  const PersonId me = busiest(*db);
  for (const auto& [name, view] : {std::pair{"desk.inbox_mine", InboxView::mine},
                                   std::pair{"desk.inbox_open", InboxView::open},
                                   std::pair{"desk.inbox_all", InboxView::all}}) {
    const InboxFilter filter{.view = view, .me = me, .search = {}};
    bench::report(name, bench::times(200, [&] { show(*db, filter); }));
  }
  constexpr auto kSearches = std::to_array<std::pair<const char*, const char*>>({
      {"desk.search_en", "scanner freezes"},
      {"desk.search_ru", "этикетки"},
      {"desk.search_zh", "发票"},
      {"desk.search_common", "the"},
      {"desk.search_number", "#1042"},
  });
  for (const auto& [name, words] : kSearches) {
    const InboxFilter filter{.view = InboxView::all, .me = me, .search = words};
    bench::report(name, bench::times(50, [&] { show(*db, filter); }));
  }
  bench::report("desk.counts",
                bench::times(200, [&] { static_cast<void>(query::inbox_counts(*db, me)); }));
  const auto all = query::inbox_list(*db, {.view = InboxView::all, .me = me, .search = {}});
  if (!all || all->rows.empty()) return;
  std::size_t next = 0;
  bench::report("desk.ticket_page", bench::times(200, [&] {
                  next = (next + 7919) % all->rows.size();
                  const auto row = query::inbox_rows(*db, std::span(all->rows).subspan(next, 1));
                  static_cast<void>(query::ticket_page(*db, row.front().id));
                }));
}
