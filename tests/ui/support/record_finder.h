// Goal: find what is on the screen as a person would name it: by role and name.
// Method: searches the semantic record; a failure prints the whole record as a tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/semantics.h"

struct ImDrawData;

namespace firsthand::ui::test {

/// The record as an indented tree: `button "Send" disabled "why"`.
[[nodiscard]] std::string tree_of(const SemRecord& record);
/// The only node with this role and name; fails the test when there is none, or more than one.
[[nodiscard]] const SemNode& find_node(const SemRecord& record, SemRole role,
                                       std::string_view name);
[[nodiscard]] const SemNode* try_find_node(const SemRecord& record, SemRole role,
                                           std::string_view name);
[[nodiscard]] std::vector<const SemNode*> find_all(const SemRecord& record, SemRole role);
/// Whether some node's name holds these words.
[[nodiscard]] bool shows(const SemRecord& record, std::string_view words);
[[nodiscard]] std::vector<std::string> names_of(const SemRecord& record, SemRole role);

/// Plays the renderer's part in ImGui's texture protocol.
void serve_textures(ImDrawData* data);

}  // namespace firsthand::ui::test
