// Plays months at a support desk as a stream of operations in time order: customers of three tiers
// write in three languages, people of every role work. Deterministic in (tickets, seed, until).
// Knows no database: the sample command hands each event to the Authority.
#pragma once

#include <cstdint>
#include <optional>
#include <queue>
#include <string>
#include <vector>

#include "core/model/entities.h"
#include "core/ops/operation.h"
#include "shell/cli/sample/random.h"
#include "shell/cli/sample/topics.h"

namespace firsthand::sample {

struct Options {
  std::int64_t tickets = 300;
  std::uint64_t seed = 1;
  Instant until;  // the desk's last moment; what would come later has not happened yet
};

struct Event {
  Instant at;
  ops::Actor actor;
  std::vector<ops::OpBody> operations;
};

class Generator {
 public:
  explicit Generator(const Options& options);

  /// The next event in time order; nullopt at the end.
  [[nodiscard]] std::optional<Event> next();
  [[nodiscard]] const std::vector<Person>& staff() const { return staff_; }

 private:
  struct Customer {
    OrganisationId organisation;
    Language language;
    std::vector<ContactId> contacts;
    std::vector<std::string> contact_names;
    std::string site;
  };
  struct Timed {
    Event event;
    std::uint64_t order = 0;  // of equal instants: as they were planned
  };
  struct Later {
    bool operator()(const Timed& a, const Timed& b) const {
      return a.event.at != b.event.at ? a.event.at > b.event.at : a.order > b.order;
    }
  };
  /// Everything one ticket's story needs.
  struct Story;

  void hire_staff();
  void plan_customers();
  void plan_arrivals();
  void plan_ticket(Instant at);
  void plan_work(Story& story);
  void plan_ending(Story& story);
  void plan(Instant at, const ops::Actor& actor, std::vector<ops::OpBody> operations);
  [[nodiscard]] const Person& agent_for(Language language);
  [[nodiscard]] const Person& person_of(Role role) const;
  [[nodiscard]] std::string person_name(Language language);
  [[nodiscard]] std::string filled(std::string_view text, const Story& story) const;
  [[nodiscard]] Instant at_work(Instant at) const;

  Options options_;
  Random random_;
  std::vector<Person> staff_;
  std::vector<Customer> customers_;
  std::vector<Instant> arrivals_;
  std::size_t next_arrival_ = 0;
  std::uint64_t planned_ = 0;
  std::priority_queue<Timed, std::vector<Timed>, Later> plan_;
};

}  // namespace firsthand::sample
