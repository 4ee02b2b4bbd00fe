#include "shell/server/data/verify.h"

#include "core/model/limits.h"

namespace firsthand::server {
namespace {

constexpr std::size_t kProblemsMax = 20;

void check_pages(store::Database& database, Verification& out) {
  auto query = database.prepare("PRAGMA integrity_check(20)");
  while (query.next()) {
    if (query.text(0) != "ok") out.problems.emplace_back(query.text(0));
  }
}

// Walks the log as a client that pulls everything does.
void check_log(store::Database& database, Instant now, Verification& out) {
  std::string last_hash;
  Instant last_at;
  std::int64_t head = 1;
  while (out.operations < head && out.problems.size() < kProblemsMax) {
    const auto page = sync::pull(database, out.operations, {}, now, limits::kPullPageBytes);
    if (!page) {
      out.problems.push_back(page.error().message);
      return;
    }
    head = page->head;
    for (const sync::AcceptedOperation& op : page->operations) {
      const std::string number = std::to_string(op.seq);
      if (op.seq != out.operations + 1) {
        out.problems.push_back("The log has a gap before operation " + number);
      }
      if (op.at < last_at) {
        out.problems.push_back("Operation " + number + " was accepted before its predecessor");
      }
      out.operations = op.seq;
      last_at = op.at;
    }
    if (page->operations.empty()) {
      if (out.operations < head) out.problems.emplace_back("The log ends before its head");
      break;
    }
    if (page->checkpoint) last_hash = page->checkpoint->state_hash;
  }
  if (!last_hash.empty() && last_hash != out.state_hash) {
    out.problems.push_back("The state's hash is " + out.state_hash + " but the log says " +
                           last_hash);
  }
}

}  // namespace

Verification verify(Workspace& workspace, Instant now) {
  Verification out;
  store::Database& database = workspace.database();
  // One moment's view of everything, while a server may go on writing beside us.
  database.execute("BEGIN");
  workspace.tables().reload();
  check_pages(database, out);
  out.state_hash = workspace.tables().compute_hash().text();
  const std::string kept = workspace.tables().confirmed_hash().text();
  if (kept != out.state_hash) {
    out.problems.push_back("The state's hash is " + out.state_hash + " but " + kept + " was kept");
  }
  check_log(database, now, out);
  if (database.failure()) out.problems.push_back(database.failure()->message);
  database.clear_failure();
  database.execute("COMMIT");
  return out;
}

}  // namespace firsthand::server
