// CUS-2: a customer's hand-over from stage to stage, step by step, into the customer's log.
#include <algorithm>

#include "core/desk/hand_over.h"
#include "core/ops/rules.h"

namespace firsthand::ops {
namespace {

class Log {
 public:
  Log(const Context& context, OrganisationId organisation)
      : context_(context), organisation_(organisation) {}

  void add(std::string_view field, std::string from, std::string to, std::string_view text = {}) {
    events_.push_back(OrganisationEvent{
        .id = EntryId(derived_id(context_.key, static_cast<std::uint32_t>(events_.size()))),
        .organisation = organisation_,
        .person = context_.actor.person,
        .at = context_.at,
        .field = std::string(field),
        .from = std::move(from),
        .to = std::move(to),
        .text = std::string(text)});
  }

  [[nodiscard]] Expected<void> write(const Organisation& organisation, store::Tables& tables) {
    for (const OrganisationEvent& event : events_) {
      if (tables.has_organisation_event(event.id)) return id_taken("id");
    }
    tables.put(organisation);
    for (const OrganisationEvent& event : events_) tables.append(event);
    return {};
  }

 private:
  const Context& context_;
  OrganisationId organisation_;
  std::vector<OrganisationEvent> events_;
};

Expected<Organisation> find_organisation(OrganisationId id, store::Tables& tables) {
  auto organisation = tables.organisation(id);
  if (organisation) return std::move(*organisation);
  return fail("organisation.not_found", "There is no such customer; choose another one", "id");
}

Expected<void> check_begin(const OrganisationBeginHandOver& op, const Organisation& organisation) {
  if (organisation.hand_over_at.is_set()) {
    return fail("hand_over.under_way", "A hand-over is under way; finish or cancel it first",
                "stage");
  }
  if (op.stage != organisation.stage) return {};
  return fail("hand_over.same_stage", "The customer is in this stage already", "stage");
}

Expected<void> check_under_way(const Organisation& organisation) {
  if (organisation.hand_over_at.is_set()) return {};
  return fail("hand_over.none", "No hand-over is under way; begin one first", "id");
}

Expected<void> check_tick(const OrganisationTickHandOver& op, const Organisation& organisation) {
  if (auto ok = check_under_way(organisation); !ok || op.step.empty()) return ok;
  const auto steps = desk::hand_over_steps(organisation.hand_over_to);
  if (std::ranges::find(steps, op.step) == steps.end()) {
    return fail("hand_over.no_step", "This hand-over has no such step", "step");
  }
  if (std::ranges::binary_search(organisation.hand_over_done, op.step) != op.done) return {};
  return fail("hand_over.same_step", "The step is like this already", "done");
}

Expected<void> check_finish(const OrganisationFinishHandOver& op,
                            const Organisation& organisation) {
  if (auto ok = check_under_way(organisation); !ok) return ok;
  const auto open = desk::open_steps(organisation.hand_over_to, organisation.hand_over_done);
  if (open.empty() || !op.reason.empty()) return {};
  return fail("hand_over.steps_open",
              "Steps are not ticked; tick them, or say why they are left out", "reason");
}

void end_hand_over(Organisation& organisation) {
  organisation.hand_over_at = Instant{};
  organisation.hand_over_to = CustomerStage::service;
  organisation.hand_over_person = PersonId{};
  organisation.hand_over_done.clear();
}

std::string text_or_empty(const Id128& id) { return id.is_nil() ? std::string() : id.text(); }

template <class Op>
Expected<Organisation> permitted(const Op& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::customers); !ok) {
    return std::unexpected(ok.error());
  }
  return find_organisation(op.id, in.tables);
}

}  // namespace

Touched touches_of(const OrganisationBeginHandOver& op) {
  return {{store::AggregateKind::organisation, op.id}};
}
Touched touches_of(const OrganisationTickHandOver& op) {
  return {{store::AggregateKind::organisation, op.id}};
}
Touched touches_of(const OrganisationFinishHandOver& op) {
  return {{store::AggregateKind::organisation, op.id}};
}
Touched touches_of(const OrganisationCancelHandOver& op) {
  return {{store::AggregateKind::organisation, op.id}};
}

Expected<void> permit_op(const OrganisationBeginHandOver& op, const Permitting& in) {
  const auto organisation = permitted(op, in);
  if (!organisation) return std::unexpected(organisation.error());
  if (auto ok = check_person(op.person, "person", in.tables); !ok) return ok;
  return check_begin(op, *organisation);
}

Expected<void> permit_op(const OrganisationTickHandOver& op, const Permitting& in) {
  const auto organisation = permitted(op, in);
  return organisation ? check_tick(op, *organisation) : std::unexpected(organisation.error());
}

Expected<void> permit_op(const OrganisationFinishHandOver& op, const Permitting& in) {
  const auto organisation = permitted(op, in);
  return organisation ? check_finish(op, *organisation) : std::unexpected(organisation.error());
}

Expected<void> permit_op(const OrganisationCancelHandOver& op, const Permitting& in) {
  const auto organisation = permitted(op, in);
  return organisation ? check_under_way(*organisation) : std::unexpected(organisation.error());
}

Expected<void> apply_op(const OrganisationBeginHandOver& op, const Context& context,
                        store::Tables& tables) {
  auto organisation = find_organisation(op.id, tables);
  if (!organisation) return std::unexpected(organisation.error());
  if (auto ok = check_begin(op, *organisation); !ok) return ok;
  Log log(context, op.id);
  log.add("hand_over", std::string(text_of(organisation->stage)), std::string(text_of(op.stage)),
          op.reason);
  organisation->hand_over_at = context.at;
  organisation->hand_over_to = op.stage;
  organisation->hand_over_person = op.person;
  organisation->hand_over_done.clear();
  return log.write(*organisation, tables);
}

Expected<void> apply_op(const OrganisationTickHandOver& op, const Context& context,
                        store::Tables& tables) {
  auto organisation = find_organisation(op.id, tables);
  if (!organisation) return std::unexpected(organisation.error());
  if (auto ok = check_tick(op, *organisation); !ok) return ok;
  Log log(context, op.id);
  log.add(op.done ? "hand_over_step" : "hand_over_step_open", "", op.step, op.text);
  std::vector<std::string>& done = organisation->hand_over_done;
  if (op.done) {
    done.insert(std::ranges::lower_bound(done, op.step), op.step);
  } else {
    std::erase(done, op.step);
  }
  return log.write(*organisation, tables);
}

Expected<void> apply_op(const OrganisationFinishHandOver& op, const Context& context,
                        store::Tables& tables) {
  auto organisation = find_organisation(op.id, tables);
  if (!organisation) return std::unexpected(organisation.error());
  if (auto ok = check_finish(op, *organisation); !ok) return ok;
  Log log(context, op.id);
  for (const std::string_view step :
       desk::open_steps(organisation->hand_over_to, organisation->hand_over_done)) {
    log.add("hand_over_step_skipped", "", std::string(step), op.reason);
  }
  log.add("stage", std::string(text_of(organisation->stage)),
          std::string(text_of(organisation->hand_over_to)), op.reason);
  organisation->stage = organisation->hand_over_to;
  const PersonId person = organisation->hand_over_person;
  if (!person.is_nil() && person != organisation->csm) {
    log.add("csm", text_or_empty(organisation->csm), person.text());
    organisation->csm = person;
  }
  end_hand_over(*organisation);
  return log.write(*organisation, tables);
}

Expected<void> apply_op(const OrganisationCancelHandOver& op, const Context& context,
                        store::Tables& tables) {
  auto organisation = find_organisation(op.id, tables);
  if (!organisation) return std::unexpected(organisation.error());
  if (auto ok = check_under_way(*organisation); !ok) return ok;
  Log log(context, op.id);
  log.add("hand_over_cancelled", std::string(text_of(organisation->hand_over_to)),
          std::string(text_of(organisation->stage)), op.reason);
  end_hand_over(*organisation);
  return log.write(*organisation, tables);
}

}  // namespace firsthand::ops
