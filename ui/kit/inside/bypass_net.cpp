// The net under the semantic record: ImGui reports every interactive item to these four hooks
// (IMGUI_ENABLE_TEST_ENGINE); one that no widget of the kit announced was drawn past the kit.
#include <algorithm>
#include <string>

#include "ui/kit/inside/ui_state.h"

namespace firsthand::ui {

void Ui::find_bypassed() {
  State& s = *state_;
  s.bypassed.clear();
  if (!s.watching) return;
  for (const ImGuiID item : s.items_seen) {
    if (s.announced.contains(item)) continue;
    const auto label = s.item_labels.find(item);
    s.bypassed.push_back(label == s.item_labels.end() ? "item " + std::to_string(item)
                                                      : label->second);
  }
  std::vector<std::uint64_t> ids;
  for (const SemNode& node : s.record.nodes()) ids.push_back(node.id);
  std::ranges::sort(ids);
  const auto twice = std::ranges::adjacent_find(ids);
  if (twice != ids.end()) {
    const SemNode* node = s.shown_node(*twice);
    s.bypassed.push_back("two nodes with one id: " + std::string(aria_name(node->role)) + " \"" +
                         node->name + "\"");
  }
}

}  // namespace firsthand::ui

using firsthand::ui::Ui;

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* ctx, ImGuiID id, const ImRect&,
                                 const ImGuiLastItemData*) {
  // Windows report themselves as items, and ImGui opens one of its own in each frame.
  const ImGuiWindow* window = ctx->CurrentWindow;
  const bool of_window =
      window == nullptr || window->IsFallbackWindow || id == window->ID || id == window->MoveId;
  if (id == 0 || of_window) return;
  static_cast<Ui::State*>(ctx->IO.UserData)->items_seen.push_back(id);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* ctx, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags) {
  static_cast<Ui::State*>(ctx->IO.UserData)->item_labels[id] = label;
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
