#include "tests/ui/support/record_finder.h"

#include <imgui.h>

#include <map>

#include <catch_amalgamated.hpp>

namespace firsthand::ui::test {

namespace {

std::string line_of(const SemNode& node) {
  std::string line = node.role == SemRole::text ? "text" : std::string(aria_name(node.role));
  line += " \"" + node.name + "\"";
  if (!node.value.empty()) line += " = \"" + node.value + "\"";
  if (!node.description.empty()) line += " (" + node.description + ")";
  if (node.disabled) line += " disabled";
  if (node.selected) line += " selected";
  if (node.current) line += " current";
  if (node.invalid) line += " invalid";
  if (node.modal) line += " modal";
  if (node.checked) line += *node.checked ? " checked" : " unchecked";
  if (node.expanded) line += *node.expanded ? " expanded" : " collapsed";
  return line;
}

}  // namespace

std::string tree_of(const SemRecord& record) {
  std::map<std::uint64_t, int> depth;
  std::string tree;
  for (const SemNode& node : record.nodes()) {
    depth[node.id] = node.parent == 0 ? 0 : depth[node.parent] + 1;
    tree += std::string(static_cast<std::size_t>(depth[node.id]) * 2, ' ') + line_of(node) + "\n";
  }
  return tree;
}

const SemNode* try_find_node(const SemRecord& record, SemRole role, std::string_view name) {
  for (const SemNode& node : record.nodes()) {
    if (node.role == role && node.name == name) return &node;
  }
  return nullptr;
}

const SemNode& find_node(const SemRecord& record, SemRole role, std::string_view name) {
  const SemNode* found = nullptr;
  for (const SemNode& node : record.nodes()) {
    if (node.role != role || node.name != name) continue;
    if (found != nullptr) {
      FAIL("more than one " << aria_name(role) << " \"" << name << "\" in\n" << tree_of(record));
    }
    found = &node;
  }
  if (found == nullptr) {
    FAIL("no " << aria_name(role) << " \"" << name << "\" in\n" << tree_of(record));
  }
  return *found;
}

std::vector<const SemNode*> find_all(const SemRecord& record, SemRole role) {
  std::vector<const SemNode*> found;
  for (const SemNode& node : record.nodes()) {
    if (node.role == role) found.push_back(&node);
  }
  return found;
}

bool shows(const SemRecord& record, std::string_view words) {
  for (const SemNode& node : record.nodes()) {
    if (node.name.find(words) != std::string::npos) return true;
  }
  return false;
}

std::vector<std::string> names_of(const SemRecord& record, SemRole role) {
  std::vector<std::string> names;
  for (const SemNode* node : find_all(record, role)) names.push_back(node->name);
  return names;
}

void serve_textures(ImDrawData* data) {
  if (data == nullptr || data->Textures == nullptr) return;
  for (ImTextureData* texture : *data->Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_OK) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
}

}  // namespace firsthand::ui::test
