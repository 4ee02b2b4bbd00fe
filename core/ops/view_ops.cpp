// TKT-11: view.save and view.delete.
#include "core/ops/rules.h"
#include "core/ops/text_rules.h"

namespace firsthand::ops {
namespace {

/// One's own views, and as a lead everybody's.
Expected<void> check_owner(const SavedView& view, const Actor& actor) {
  if (view.owner == actor.person) return {};
  if (desk::grant_of(actor.role, desk::Capability::revise_any) == desk::Grant::yes) return {};
  return fail("view.not_yours", "This view is a colleague's; save it under another name instead",
              "id");
}

}  // namespace

Touched touches_of(const ViewSave& op) { return {{store::AggregateKind::view, op.id}}; }
Touched touches_of(const ViewDelete& op) { return {{store::AggregateKind::view, op.id}}; }

Expected<void> permit_op(const ViewSave& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::save_view); !ok) return ok;
  if (op.shared) {
    if (auto ok = desk::check_role(in.actor.role, desk::Capability::share_view); !ok) return ok;
  }
  const auto view = in.tables.view(op.id);
  return view ? check_owner(*view, in.actor) : Expected<void>{};
}

Expected<void> permit_op(const ViewDelete& op, const Permitting& in) {
  if (auto ok = desk::check_role(in.actor.role, desk::Capability::save_view); !ok) return ok;
  const auto view = in.tables.view(op.id);
  if (!view) return fail("view.not_found", "This view was deleted meanwhile", "id");
  return check_owner(*view, in.actor);
}

Expected<void> apply_op(const ViewSave& op, const Context& context, store::Tables& tables) {
  const auto old = tables.view(op.id);
  tables.put(SavedView{.id = op.id,
                       .owner = old ? old->owner : context.actor.person,
                       .name = trimmed(op.name),
                       .query = trimmed(op.query),
                       .sort = op.sort,
                       .descending = op.descending,
                       .columns = op.columns,
                       .group = op.group,
                       .shared = op.shared});
  return {};
}

Expected<void> apply_op(const ViewDelete& op, const Context&, store::Tables& tables) {
  if (!tables.view(op.id)) return fail("view.not_found", "This view was deleted meanwhile", "id");
  tables.remove(op.id);
  return {};
}

}  // namespace firsthand::ops
