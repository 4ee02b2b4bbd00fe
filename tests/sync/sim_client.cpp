#include "tests/sync/sim_client.h"

#include <catch_amalgamated.hpp>

#include "core/store/schema.h"
#include "tests/sync/desk_work.h"

namespace firsthand::simulation {
namespace {

constexpr std::size_t kOutboxWhole = 100'000;
constexpr Duration kHold{10'000};  // TKT-10a

constexpr auto kStates =
    std::to_array<TicketState>({TicketState::open, TicketState::pending, TicketState::hold,
                                TicketState::solved, TicketState::closed});
constexpr auto kReplyStates = std::to_array<TicketState>(
    {TicketState::open, TicketState::pending, TicketState::hold, TicketState::solved});
constexpr auto kLevels = std::to_array<Level>({Level::high, Level::medium, Level::low});
constexpr auto kTags = std::to_array<const char*>({"billing", "счёт", "发票", "login", "vip"});

}  // namespace

std::string entry_of(std::string_view body) {
  const auto json = sync::parse_json(body);
  if (!json || !json->is_object()) return {};
  // Splits and revisions name an entry that is there already.
  if (json->contains("new_entry") || json->contains("revision")) return {};
  const auto found = json->find("entry");
  return found != json->end() && found->is_string() ? found->get<std::string>() : std::string();
}

SimClient::SimClient(std::string name, PersonId person, const SimPeople& people, std::uint64_t seed)
    : name_(std::move(name)),
      person_(person),
      people_(people),
      random_(seed),
      disk_(name_, seed + 1),
      skew_{random_.between(-300'000, 300'000)} {}

Id128 SimClient::random_id() {
  Id128 id;
  for (std::uint8_t& byte : id.bytes) byte = static_cast<std::uint8_t>(random_.next());
  return id;
}

// ---- life and death ----

bool SimClient::start(Instant) {
  if (is_up()) return true;
  auto db = store::Database::open({.path = disk_.path(), .durability = store::Durability::browser});
  if (!db) return false;
  db_ = std::move(*db);
  if (!store::migrate(*db_)) return false;
  if (auto sound = db_->check(); !sound) FAIL(name_ << ": " << sound.error().message);
  auto replica = sync::Replica::open(*db_, person_, [this] { return random_id(); });
  if (!replica) return false;
  replica_ = std::move(*replica);
  sync_ = std::make_unique<sync::SyncClient>(*replica_, random_.next());
  ++generation;
  settle_ledger();
  return true;
}

void SimClient::crash(Loss loss) {
  disk_.crash_now(loss);
  may_lose_ = may_lose_ || loss == Loss::power;
  sync_.reset();
  replica_.reset();
  db_.reset();
  disk_.revive();
  ++generation;
}

bool SimClient::died() {
  if (!disk_.is_dead()) return false;
  crash(Loss::power);  // the disk decided what survives when it died
  return true;
}

void SimClient::roll_back() {
  if (backup_.empty()) return;
  crash(Loss::process);
  disk_.restore(backup_);
  rolled_back_ = true;
  may_lose_ = true;
}

// What a power cut took before it was sent was never promised to anybody.
void SimClient::settle_ledger() {
  if (!may_lose_) return;
  may_lose_ = false;
  std::set<std::string> held;
  for (const sync::OutboxItem& item : replica_->outbox(kOutboxWhole)) {
    held.insert(entry_of(item.body));
  }
  std::erase_if(owed_, [&](const std::string& entry) {
    if (held.contains(entry)) return false;
    auto q = db_->prepare("SELECT 1 FROM entry WHERE id=?");
    return !q.bind(1, *Id128::parse(entry)).next();
  });
}

// ---- a person at work ----

// Closed ones answer a customer's message with a follow-up: two tickets changed by one operation.
TicketId SimClient::some_closed_ticket() {
  auto q = db_->prepare("SELECT id FROM ticket WHERE state=? ORDER BY id LIMIT 1 OFFSET ?");
  q.bind(1, static_cast<std::int64_t>(TicketState::closed)).bind(2, random_.between(0, 2));
  return q.next() ? q.id<TicketId>(0) : some_ticket();
}

TicketId SimClient::some_ticket() {
  auto count = db_->prepare("SELECT count(*) FROM ticket");
  const std::int64_t tickets = count.next() ? count.integer(0) : 0;
  if (tickets == 0) return TicketId(random_id());
  auto q = db_->prepare("SELECT id FROM ticket ORDER BY id LIMIT 1 OFFSET ?");
  q.bind(1, random_.between(0, tickets - 1));
  return q.next() ? q.id<TicketId>(0) : TicketId(random_id());
}

ops::OpBody SimClient::some_desk_operation(TicketId ticket, const std::string& text) {
  return desk_operation({.tables = replica_->tables(),
                         .random = random_,
                         .me = person_,
                         .colleague = random_.chance(500) ? people_.anna : people_.boris,
                         .organisation = people_.organisation,
                         .contact = people_.contact,
                         .ticket = ticket,
                         .other = some_ticket(),
                         .text = text,
                         .fresh = random_id(),
                         .fresh_entry = random_id()});
}

ops::OpBody SimClient::some_operation() {
  const EntryId entry(random_id());
  const std::string text = name_ + " " + std::to_string(++submitted_) + " 退款 возврат";
  const TicketId ticket = some_ticket();
  if (random_.chance(350)) return some_desk_operation(ticket, text);
  switch (random_.between(0, 13)) {
    case 0:
      return ops::TicketCreate{.id = TicketId(random_id()),
                               .entry = entry,
                               .subject = text,
                               .text = text,
                               .organisation = people_.organisation,
                               .requester = people_.contact};
    case 1:
    case 2:
      return ops::TicketTake{ticket};
    case 3:
    case 4:
      return ops::TicketReply{ticket, entry, text, random_.pick(kReplyStates)};
    case 5:
      return ops::TicketNote{ticket, entry, text};
    case 6:
      return ops::TicketClassify{
          .ticket = ticket, .impact = random_.pick(kLevels), .urgency = random_.pick(kLevels)};
    case 7:
      return ops::TicketSetState{ticket, random_.pick(kStates), text};
    case 8:
      return ops::TicketTag{ticket, {random_.pick(kTags)}, {random_.pick(kTags)}};
    case 9:
      return ops::TicketMoveOwner{ticket, random_.chance(500) ? people_.anna : people_.boris, text};
    case 10:
      return ops::TicketRename{ticket, text};
    case 11:
      return ops::PersonUpdate{.id = person_, .language = random_.chance(500) ? "ru" : "en"};
    default:
      return ops::TicketCustomerMessage{random_.chance(700) ? some_closed_ticket() : ticket, entry,
                                        people_.contact, text, TicketId(random_id())};
  }
}

// What belongs together and is queued together.
std::vector<ops::OpBody> SimClient::some_operations() {
  std::vector<ops::OpBody> operations{some_operation()};
  if (random_.chance(50)) {
    const ContactId contact(random_id());
    operations = {ops::ContactCreate{.id = contact, .name = name_ + "'s caller"},
                  ops::TicketCreate{.id = TicketId(random_id()),
                                    .entry = EntryId(random_id()),
                                    .subject = "A call",
                                    .text = name_ + " wrote it down",
                                    .requester = contact,
                                    .channel = Channel::phone}};
  }
  if (const auto* message = std::get_if<ops::TicketCustomerMessage>(&operations[0])) {
    const auto ticket = replica_->tables().ticket(message->ticket);
    if (ticket && ticket->state == TicketState::closed && random_.chance(500)) {
      operations.push_back(
          ops::TicketNote{message->follow_up, EntryId(random_id()), name_ + " on the follow-up"});
    }
  } else if (random_.chance(150)) {
    operations.push_back(some_operation());
  }
  return operations;
}

void SimClient::deal_with_rejected(Instant now) {
  for (const sync::OutboxItem& item : replica_->outbox(kOutboxWhole)) {
    if (item.state != sync::OutboxState::rejected) continue;
    if (random_.chance(500)) {
      if (!replica_->discard(item.client_seq)) return;
      owed_.erase(entry_of(item.body));
    } else if (!replica_->retry(item.client_seq, now)) {
      return;
    }
    resolved_.insert(item.client_seq);
    return;
  }
}

// Undo send: the newest held operation, if it is not too late.
bool SimClient::think_again() {
  const std::vector<sync::OutboxItem> items = replica_->outbox(kOutboxWhole);
  for (auto item = items.rbegin(); item != items.rend(); ++item) {
    if (item->state != sync::OutboxState::queued || !item->hold_until.is_set()) continue;
    if (!replica_->withdraw(item->client_seq)) return false;
    owed_.erase(entry_of(item->body));
    return true;
  }
  return false;
}

void SimClient::act(Instant true_now) {
  const Instant now = sync_->server_now(local_now(true_now));
  if (random_.chance(100)) return deal_with_rejected(now);
  if (random_.chance(60) && think_again()) return;
  const std::vector<ops::OpBody> operations = some_operations();
  const Instant hold_until = random_.chance(150) ? now + kHold : Instant{};
  if (!replica_->submit(operations, now, hold_until)) return;
  for (const ops::OpBody& op : operations) {
    const std::string entry = entry_of(sync::to_text(ops::encode(op)));
    if (!entry.empty()) owed_.insert(entry);
  }
}

}  // namespace firsthand::simulation
