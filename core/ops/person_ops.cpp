// person.create and person.update.
#include "core/ops/rules.h"
#include "core/ops/text_rules.h"

namespace firsthand::ops {
namespace {

std::vector<std::string> kept_skills(const std::vector<std::string>& skills) {
  std::vector<std::string> out;
  for (const std::string& skill : skills) out.push_back(trimmed(skill));
  return sorted_unique(std::move(out));
}

/// What people may change about themselves.
bool is_own_preference(const PersonUpdate& op) {
  return !op.role && !op.support_tier && !op.skills && !op.active && !op.lead;
}

}  // namespace

Touched touches_of(const PersonCreate& op) { return {{store::AggregateKind::person, op.id}}; }
Touched touches_of(const PersonUpdate& op) { return {{store::AggregateKind::person, op.id}}; }

Expected<void> permit_op(const PersonCreate& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::people); !ok) return ok;
  if (!op.email.empty() && in.tables.person_by_email(lower_ascii(op.email))) {
    return fail("person.email_taken", "Somebody has this e-mail address already; use another one",
                "email");
  }
  return {};
}

Expected<void> permit_op(const PersonUpdate& op, const Permitting& in) {
  const bool self = op.id == in.actor.person;
  if (!(self && is_own_preference(op))) {
    if (auto ok = desk::check_role(in.actor.role, desk::Capability::people); !ok) return ok;
  }
  if (auto ok = check_person(op.id, "id", in.tables); !ok) return ok;
  if (auto ok = check_person(op.lead.value_or(PersonId{}), "lead", in.tables); !ok) return ok;
  // Else the last admin could lock everybody out of the administration.
  const bool steps_down = (op.role && *op.role != in.actor.role) || (op.active && !*op.active);
  if (self && steps_down) {
    return fail("person.own_rights", "You cannot take your own rights away; ask another admin",
                op.role ? "role" : "active");
  }
  return {};
}

Expected<void> apply_op(const PersonCreate& op, const Context&, store::Tables& tables) {
  if (tables.person(op.id)) return id_taken("id");
  tables.put(Person{.id = op.id,
                    .name = trimmed(op.name),
                    .email = lower_ascii(op.email),
                    .role = op.role,
                    .support_tier = op.support_tier,
                    .skills = kept_skills(op.skills),
                    .language = op.language,
                    .time_zone = op.time_zone,
                    .active = true});
  return {};
}

Expected<void> apply_op(const PersonUpdate& op, const Context&, store::Tables& tables) {
  auto person = tables.person(op.id);
  if (!person) return check_person(op.id, "id", tables);
  if (op.name) person->name = trimmed(*op.name);
  if (op.role) person->role = *op.role;
  if (op.support_tier) person->support_tier = *op.support_tier;
  if (op.skills) person->skills = kept_skills(*op.skills);
  if (op.language) person->language = *op.language;
  if (op.time_zone) person->time_zone = *op.time_zone;
  if (op.active) person->active = *op.active;
  if (op.lead) person->lead = *op.lead;
  tables.put(*person);
  return {};
}

}  // namespace firsthand::ops
