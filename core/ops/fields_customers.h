// The descriptions of customers' hand-overs' and saved views' operations; a part of
// core/ops/fields.h.
#pragma once

#include "core/ops/field.h"

namespace firsthand::ops {

template <>
struct Codec<OrganisationBeginHandOver> {
  static constexpr std::string_view kName = "organisation.begin_hand_over";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(required("stage"), op.stage);
    v(optional("person"), op.person);
    v(optional("reason", kReasonText), op.reason);
  }
};

template <>
struct Codec<OrganisationTickHandOver> {
  static constexpr std::string_view kName = "organisation.tick_hand_over";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(required("step", kTokenText), op.step);
    v(optional("done"), op.done);
    v(optional("text", kReasonText), op.text);
  }
};

template <>
struct Codec<OrganisationFinishHandOver> {
  static constexpr std::string_view kName = "organisation.finish_hand_over";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(optional("reason", kReasonText), op.reason);
  }
};

template <>
struct Codec<OrganisationCancelHandOver> {
  static constexpr std::string_view kName = "organisation.cancel_hand_over";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(optional("reason", kReasonText), op.reason);
  }
};

template <>
struct Codec<ViewSave> {
  static constexpr std::string_view kName = "view.save";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) {
    v(required("id"), op.id);
    v(required("name", kNameText), op.name);
    v(optional("query", kSubjectText), op.query);
    v(optional("sort"), op.sort);
    v(optional("descending"), op.descending);
    v(optional("columns", kTagText), op.columns);
    v(optional("group"), op.group);
    v(optional("shared"), op.shared);
  }
};

template <>
struct Codec<ViewDelete> {
  static constexpr std::string_view kName = "view.delete";
  static constexpr bool kNeedsChange = false;
  static constexpr void fields(auto& v, auto& op) { v(required("id"), op.id); }
};

}  // namespace firsthand::ops
