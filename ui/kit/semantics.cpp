#include "ui/kit/semantics.h"

#include <array>
#include <cmath>
#include <utility>

#include "core/model/assert.h"

namespace firsthand::ui {

namespace {

constexpr auto kAriaNames = std::to_array<std::string_view>({
    "",           "heading",   "paragraph",     "button",   "link",       "textbox", "searchbox",
    "checkbox",   "radio",     "radiogroup",    "combobox", "listbox",    "option",  "tab",
    "tablist",    "tabpanel",  "menu",          "menuitem", "grid",       "row",     "columnheader",
    "gridcell",   "list",      "listitem",      "article",  "dialog",     "alert",   "status",
    "navigation", "main",      "complementary", "banner",   "region",     "form",    "group",
    "toolbar",    "separator", "progressbar",   "img",      "definition", "term",
});
static_assert(kAriaNames.size() == static_cast<std::size_t>(SemRole::term) + 1,
              "one ARIA name for each role");

}  // namespace

std::string_view aria_name(SemRole role) { return kAriaNames[static_cast<std::size_t>(role)]; }

void SemRecord::begin_frame() {
  building_.clear();
  open_ids_.clear();
}

std::uint64_t SemRecord::open(SemNode node) {
  const std::uint64_t id = node.id;
  add(std::move(node));
  enter(id);
  return id;
}

void SemRecord::enter(std::uint64_t id) {
  FH_ASSERT(!building_.empty() && building_.back().id == id);
  open_ids_.push_back(id);
}

void SemRecord::close() {
  FH_ASSERT(!open_ids_.empty());
  open_ids_.pop_back();
}

void SemRecord::add(SemNode node) {
  FH_ASSERT(node.id != 0);
  node.parent = open_ids_.empty() ? 0 : open_ids_.back();
  building_.push_back(std::move(node));
}

void SemRecord::set_rect(std::size_t index, const SemRect& rect) {
  FH_ASSERT(index < building_.size());
  const float x = std::round(rect.x), y = std::round(rect.y);
  building_[index].rect = {x, y, std::round(rect.x + rect.w) - x, std::round(rect.y + rect.h) - y};
}

void SemRecord::set_active_descendant(std::size_t index, std::uint64_t id) {
  FH_ASSERT(index < building_.size());
  building_[index].active_descendant = id;
}

void SemRecord::end_frame() {
  FH_ASSERT(open_ids_.empty());
  std::swap(shown_, building_);
}

}  // namespace firsthand::ui
