#include "tests/sync/simulation.h"

#include <catch_amalgamated.hpp>

namespace firsthand::simulation {
namespace {

constexpr std::int64_t kTroubledMs = 240'000;
constexpr std::int64_t kRestMs = 600'000;
constexpr std::int64_t kRoundMs = 5'000;
constexpr std::int64_t kHeartbeatMs = 15'000;
constexpr std::int64_t kOperationsMax = 60;  // of each client
constexpr std::int64_t kNever = INT64_MAX;

bool is_stream(const sync::HttpRequest& request) {
  return request.path.starts_with("/api/v1/events");
}

}  // namespace

Simulation::Simulation(std::uint64_t seed)
    : random_(seed),
      faults_(Faults::of(random_)),
      server_((install_memory_disks(), seed)),
      may_diverge_(faults_.wrong_hash > 0) {
  const SimPeople& people = server_.people();
  const std::array<std::pair<const char*, PersonId>, kClients> who{
      {{"anna", people.anna}, {"boris", people.boris}, {"lea", people.lea}}};
  for (const auto& [name, person] : who) {
    clients_.push_back(std::make_unique<SimClient>(name, person, people, random_.next()));
  }
  oracles_.resize(kClients);
  wakes_.fill(kNever);
}

Instant Simulation::true_now() const { return {1'700'000'000'000 + timeline_.now_ms()}; }

Instant Simulation::server_now() const { return true_now() + server_skew_; }

bool Simulation::is_cut_off(std::size_t i) const {
  return timeline_.now_ms() < partitioned_until_[i];
}

void Simulation::run() {
  for (int i = 0; i < 4; ++i) intake();
  for (std::size_t i = 0; i < kClients; ++i) {
    restart_client(i, random_.between(0, 3'000));
    timeline_.after(random_.between(1'000, 9'000), [this, i] { work(i); });
  }
  timeline_.after(kHeartbeatMs, [this] { heartbeat(); });
  timeline_.after(kRoundMs, [this] { trouble(); });
  const std::int64_t healed_at_ms = timeline_.now_ms() + kTroubledMs;
  while (timeline_.step(healed_at_ms)) compare_some();
  heal();
  const std::int64_t end_ms = timeline_.now_ms() + kRestMs;
  while (!is_at_rest()) {
    if (!timeline_.step(end_ms)) FAIL("not at rest ten minutes after everything healed");
    compare_some();
  }
  judge();
}

// ---- the network ----

// Lets a client do what it wants to do now, and remembers when it wants to be called again.
void Simulation::pump(std::size_t i) {
  SimClient& client = *clients_[i];
  if (!client.is_up()) return;
  client.sync().tick(client.local_now(true_now()), timeline_.now_ms());
  if (client.died()) return after_client(i);
  for (sync::HttpRequest& request : client.sync().take_requests()) send(i, std::move(request));
  for (const std::uint32_t id : client.sync().take_cancelled()) {
    std::erase_if(listeners_, [&](const Listener& l) { return l.client == i && l.id == id; });
  }
  const auto next = client.sync().next_wake_ms();
  if (!next || *next >= wakes_[i]) return;
  wakes_[i] = *next;
  timeline_.after(*next - timeline_.now_ms(), [this, i, at_ms = *next] {
    if (wakes_[i] == at_ms) wakes_[i] = kNever;
    pump(i);
  });
}

void Simulation::deliver(std::size_t i, int generation, std::uint32_t id,
                         sync::HttpResponse response, std::int64_t delay_ms) {
  timeline_.after(delay_ms, [this, i, generation, id, answer = std::move(response)] {
    SimClient& client = *clients_[i];
    if (!client.is_up() || client.generation != generation) return;
    client.sync().on_response(id, answer, client.local_now(true_now()), timeline_.now_ms());
    if (client.died()) return after_client(i);
    if (client.sync().divergence() && may_diverge_ == false) {
      FAIL(client.name() << ": " << client.sync().divergence()->message);
    }
    if (random_.chance(100)) compare(i);
    pump(i);
  });
}

void Simulation::send(std::size_t i, sync::HttpRequest request) {
  const int generation = clients_[i]->generation;
  if (is_cut_off(i) || random_.chance(faults_.drop_request)) {
    // Refused at once, or silence until the client's own patience ends.
    if (random_.chance(500)) deliver(i, generation, request.id, {}, random_.between(1, 2'000));
    return;
  }
  if (random_.chance(faults_.truncate) && !request.body.empty()) {
    request.body.resize(request.body.size() / 2);
  }
  const int copies = random_.chance(faults_.duplicate) ? 2 : 1;
  for (int copy = 0; copy < copies; ++copy) {
    const std::int64_t way_ms =
        random_.chance(faults_.delay) ? random_.between(1'000, 60'000) : random_.between(5, 120);
    timeline_.after(way_ms, [this, i, generation, request] { arrive(i, generation, request); });
  }
}

void Simulation::arrive(std::size_t i, int generation, const sync::HttpRequest& request) {
  if (random_.chance(faults_.signed_out)) return answer(i, generation, request, {.status = 401});
  if (random_.chance(faults_.busy)) {
    return answer(i, generation, request, {.status = 503, .body = {}, .retry_after_s = 2});
  }
  if (!server_.is_up()) return answer(i, generation, request, {});
  if (request.stream) {
    listeners_.push_back({i, generation, request.id});
    return say(listeners_.back());
  }
  if (is_stream(request)) {  // a long poll, answered as if its time had run out
    timeline_.after(random_.between(100, 25'000), [this, i, generation, request] {
      const std::string head = server_.is_up() ? std::to_string(server_.authority().head()) : "";
      answer(i, generation, request, {head.empty() ? 0 : 200, "{\"head\":" + head + "}\n"});
    });
    return;
  }
  auto response = server_.handle(clients_[i]->person(), request.path, request.body, server_now());
  if (!response) {
    if (!server_.is_up()) crash_server();
    return answer(i, generation, request, {});
  }
  answer(i, generation, request, std::move(*response));
  poke();
}

void Simulation::answer(std::size_t i, int generation, const sync::HttpRequest& request,
                        sync::HttpResponse response) {
  const std::pair kind(i, request.method);
  if (response.status == 200 && !is_stream(request)) {
    const sync::HttpResponse fresh = response;
    const auto older = older_answers_.find(kind);
    if (older != older_answers_.end() && random_.chance(faults_.replay)) response = older->second;
    older_answers_[kind] = fresh;
  }
  if (random_.chance(faults_.wrong_hash)) {
    const std::size_t at = response.body.find("state_hash\":\"");
    if (at != std::string::npos) response.body[at + 13] ^= 1;
  }
  if (is_cut_off(i) || random_.chance(faults_.drop_answer)) response = {};
  if (random_.chance(faults_.truncate)) response.body.resize(response.body.size() / 2);
  const std::int64_t way_ms =
      random_.chance(faults_.delay) ? random_.between(1'000, 60'000) : random_.between(5, 120);
  deliver(i, generation, request.id, std::move(response), way_ms);
}

void Simulation::say(const Listener& listener) {
  if (is_cut_off(listener.client)) return;
  const std::string line = "{\"head\":" + std::to_string(server_.authority().head()) + "}";
  timeline_.after(random_.between(5, 120), [this, listener, line] {
    SimClient& client = *clients_[listener.client];
    if (!client.is_up() || client.generation != listener.generation) return;
    client.sync().on_stream_line(listener.id, line, timeline_.now_ms());
    pump(listener.client);
  });
}

void Simulation::poke() {
  if (!server_.is_up() || server_.authority().head() == poked_head_) return;
  poked_head_ = server_.authority().head();
  for (const Listener& listener : listeners_) say(listener);
}

void Simulation::end_streams() {
  for (const Listener& listener : listeners_) {
    deliver(listener.client, listener.generation, listener.id, {}, random_.between(5, 120));
  }
  listeners_.clear();
}

// ---- what happens by itself ----

void Simulation::heartbeat() {
  if (server_.is_up()) {
    for (const Listener& listener : std::vector(listeners_)) {
      if (random_.chance(faults_.cut_stream)) {
        std::erase_if(listeners_, [&](const Listener& l) {
          return l.client == listener.client && l.id == listener.id;
        });
        deliver(listener.client, listener.generation, listener.id, {.status = 200}, 50);
      } else {
        say(listener);
      }
    }
  }
  timeline_.after(kHeartbeatMs, [this] { heartbeat(); });
}

void Simulation::work(std::size_t i) {
  if (!working_) return;
  SimClient& client = *clients_[i];
  if (client.is_up() && client.submitted() < kOperationsMax) {
    // Sometimes a burst, as after a while offline.
    const std::int64_t count = random_.chance(100) ? 6 : 1;
    for (std::int64_t n = 0; n < count && client.is_up(); ++n) {
      client.act(true_now());
      static_cast<void>(client.died());
    }
    if (client.is_up()) {
      pump(i);
    } else {
      after_client(i);
    }
  }
  timeline_.after(random_.between(500, 9'000), [this, i] { work(i); });
}

void Simulation::intake() {
  if (!server_.is_up()) return;
  const SimPeople& people = server_.people();
  server_.own(ops::TicketCreate{.id = TicketId(server_.random_id()),
                                .entry = EntryId(server_.random_id()),
                                .subject = "Cannot sign in",
                                .text = "It says 密码错误.",
                                .organisation = people.organisation,
                                .requester = people.contact},
              Role::intake, server_now());
  if (!server_.is_up()) return crash_server();
  poke();
}

void Simulation::crash_server() {
  ++figures_.crashes;
  end_streams();
  // The next machine's clock is another one.
  server_skew_ = Duration{random_.between(-60'000, 60'000)};
  timeline_.after(random_.between(1'000, 20'000), [this] { server_.start(); });
}

void Simulation::after_client(std::size_t i) {
  ++figures_.crashes;
  std::erase_if(listeners_, [i](const Listener& l) { return l.client == i; });
  restart_client(i, random_.between(200, 15'000));
}

void Simulation::restart_client(std::size_t i, std::int64_t delay_ms) {
  timeline_.after(delay_ms, [this, i] {
    SimClient& client = *clients_[i];
    if (client.is_up()) return;
    if (!client.start(true_now())) {
      client.crash(Loss::process);
      return restart_client(i, 5'000);
    }
    wakes_[i] = kNever;
    pump(i);
  });
}

void Simulation::client_trouble(std::size_t i) {
  SimClient& client = *clients_[i];
  if (random_.chance(faults_.partition)) {
    partitioned_until_[i] = timeline_.now_ms() + random_.between(2'000, 60'000);
    if (client.is_up() && random_.chance(300)) client.sync().set_online(false);
  } else if (client.is_up() && !is_cut_off(i)) {
    client.sync().set_online(true);
    // Signing in again is up to the person.
    const bool signs_in = client.sync().status().link == sync::Link::signed_out;
    if (signs_in || random_.chance(20)) client.sync().wake();
  }
  if (client.is_up() && random_.chance(50)) client.keep_backup();
  const Loss loss = random_.chance(500) ? Loss::power : Loss::process;
  if (random_.chance(faults_.client_full)) {
    client.disk().limit_room(random_.between(0, 60'000));
    timeline_.after(20'000, [this, i] { clients_[i]->disk().limit_room(-1); });
  }
  if (!client.is_up()) return;
  if (random_.chance(faults_.rollback)) {
    client.roll_back();
    after_client(i);
  } else if (random_.chance(faults_.client_crash)) {
    if (random_.chance(500)) {
      client.crash_after(random_.between(0, 60), loss);
    } else {
      client.crash(loss);
      after_client(i);
    }
  }
  pump(i);
}

void Simulation::trouble() {
  if (!working_) return;
  if (random_.chance(250)) intake();
  if (server_.is_up() && random_.chance(200)) {
    // Also from solved: the way to follow-ups.
    server_.close_some_ticket(server_now());
    if (!server_.is_up()) crash_server();
    poke();
  }
  if (server_.is_up() && random_.chance(faults_.change_role)) {
    const Role role = random_.chance(500) ? Role::agent : Role::trainee;
    server_.set_role(server_.people().boris, role, server_now());
    if (!server_.is_up()) crash_server();
    poke();
  }
  if (server_.is_up() && random_.chance(faults_.server_crash)) {
    const Loss loss = random_.chance(500) ? Loss::power : Loss::process;
    if (random_.chance(500)) {
      server_.disk().crash_after(random_.between(0, 40), loss);
    } else {
      server_.crash(loss);
      crash_server();
    }
  }
  for (std::size_t i = 0; i < kClients; ++i) client_trouble(i);
  timeline_.after(kRoundMs, [this] { trouble(); });
}

void Simulation::heal() {
  working_ = false;
  faults_ = Faults::none();
  partitioned_until_.fill(0);
  server_.disk().cancel_crash();
  server_.start();
  for (std::size_t i = 0; i < kClients; ++i) {
    SimClient& client = *clients_[i];
    client.disk().cancel_crash();
    client.disk().limit_room(-1);
    if (!client.is_up()) {
      restart_client(i, 0);
      continue;
    }
    client.sync().set_online(true);
    // Only a person can end being signed out; all else must heal by itself.
    if (client.sync().status().link == sync::Link::signed_out) client.sync().wake();
    pump(i);
  }
}

}  // namespace firsthand::simulation
