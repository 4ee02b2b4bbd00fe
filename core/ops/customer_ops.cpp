// organisation.create, organisation.update, contact.create and contact.update (CUS-1).
#include "core/ops/rules.h"
#include "core/ops/text_rules.h"

namespace firsthand::ops {
namespace {

Expected<void> check_external_id(std::string_view external_id, OrganisationId self,
                                 store::Tables& tables) {
  if (external_id.empty()) return {};
  const auto other = tables.organisation_by_external_id(external_id);
  if (!other || other->id == self) return {};
  return fail("organisation.external_id_taken",
              "Another customer has this external id already; use another one", "external_id");
}

}  // namespace

Touched touches_of(const OrganisationCreate& op) {
  return {{store::AggregateKind::organisation, op.id}};
}
Touched touches_of(const OrganisationUpdate& op) {
  return {{store::AggregateKind::organisation, op.id}};
}
Touched touches_of(const ContactCreate& op) { return {{store::AggregateKind::contact, op.id}}; }
Touched touches_of(const ContactUpdate& op) { return {{store::AggregateKind::contact, op.id}}; }

Expected<void> permit_op(const OrganisationCreate& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::customers); !ok) return ok;
  if (auto ok = check_person(op.csm, "csm", in.tables); !ok) return ok;
  return check_external_id(trimmed(op.external_id), op.id, in.tables);
}

Expected<void> permit_op(const OrganisationUpdate& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::customers); !ok) return ok;
  if (auto ok = check_organisation(op.id, "id", in.tables); !ok) return ok;
  if (auto ok = check_person(op.csm.value_or(PersonId{}), "csm", in.tables); !ok) return ok;
  return check_external_id(trimmed(op.external_id.value_or("")), op.id, in.tables);
}

Expected<void> permit_op(const ContactCreate& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::add_contact); !ok) return ok;
  return check_organisation(op.organisation, "organisation", in.tables);
}

Expected<void> permit_op(const ContactUpdate& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::change_contact); !ok) return ok;
  if (auto ok = check_contact(op.id, "id", in.tables); !ok) return ok;
  return check_organisation(op.organisation.value_or(OrganisationId{}), "organisation", in.tables);
}

Expected<void> apply_op(const OrganisationCreate& op, const Context&, store::Tables& tables) {
  if (tables.organisation(op.id)) return id_taken("id");
  tables.put(Organisation{.id = op.id,
                          .name = trimmed(op.name),
                          .tier = op.tier,
                          .stage = op.stage,
                          .arr_cents = op.arr_cents,
                          .csm = op.csm,
                          .external_id = trimmed(op.external_id),
                          .notes = op.notes,
                          .contract_from = op.contract_from,
                          .contract_until = op.contract_until,
                          .renewal_on = op.renewal_on,
                          .products = op.products,
                          .links = op.links});
  return {};
}

Expected<void> apply_op(const OrganisationUpdate& op, const Context&, store::Tables& tables) {
  auto organisation = tables.organisation(op.id);
  if (!organisation) return check_organisation(op.id, "id", tables);
  if (op.name) organisation->name = trimmed(*op.name);
  if (op.tier) organisation->tier = *op.tier;
  if (op.stage) organisation->stage = *op.stage;
  if (op.arr_cents) organisation->arr_cents = *op.arr_cents;
  if (op.csm) organisation->csm = *op.csm;
  if (op.external_id) organisation->external_id = trimmed(*op.external_id);
  if (op.notes) organisation->notes = *op.notes;
  if (op.contract_from) organisation->contract_from = *op.contract_from;
  if (op.contract_until) organisation->contract_until = *op.contract_until;
  if (op.renewal_on) organisation->renewal_on = *op.renewal_on;
  if (op.products) organisation->products = *op.products;
  if (op.links) organisation->links = *op.links;
  tables.put(*organisation);
  return {};
}

Expected<void> apply_op(const ContactCreate& op, const Context&, store::Tables& tables) {
  if (tables.contact(op.id)) return id_taken("id");
  tables.put(Contact{.id = op.id,
                     .organisation = op.organisation,
                     .name = trimmed(op.name),
                     .email = lower_ascii(op.email),
                     .phone = trimmed(op.phone),
                     .language = op.language});
  return {};
}

Expected<void> apply_op(const ContactUpdate& op, const Context&, store::Tables& tables) {
  auto contact = tables.contact(op.id);
  if (!contact) return check_contact(op.id, "id", tables);
  if (op.organisation) contact->organisation = *op.organisation;
  if (op.name) contact->name = trimmed(*op.name);
  if (op.email) contact->email = lower_ascii(*op.email);
  if (op.phone) contact->phone = trimmed(*op.phone);
  if (op.language) contact->language = *op.language;
  tables.put(*contact);
  return {};
}

}  // namespace firsthand::ops
