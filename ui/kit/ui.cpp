#include "ui/kit/ui.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/model/assert.h"
#include "ui/kit/inside/ui_state.h"
#include "ui/kit/marks.h"

namespace firsthand::ui {

namespace {

constexpr float kDeltaMinS = 0.001f, kDeltaMaxS = 0.25f;
// Focus that moves so soon after a press was moved by it, not by a key.
constexpr std::int64_t kPressMovesFocusMs = 400;
constexpr std::uint64_t kForgetFrames = 600;

/// Nodes that the platform presses on Enter and Space itself (ActivateEvent).
bool pressed_by_platform(SemRole role) {
  using enum SemRole;
  return role == button || role == link || role == checkbox || role == tab || role == menuitem ||
         role == combobox || role == option || role == radio || role == columnheader;
}

void style_imgui(ImGuiContext& context, float scale) {
  ImGuiStyle& style = context.Style;
  style = ImGuiStyle();
  style.WindowPadding = style.FramePadding = style.ItemSpacing = {0, 0};
  style.WindowMinSize = {1, 1};
  style.WindowBorderSize = style.ChildBorderSize = style.FrameBorderSize = 0;
  style.WindowRounding = 0;
  style.FontSizeBase = kFontPx[static_cast<std::size_t>(FontSize::body)] * scale;
  style.CircleTessellationMaxError = 0.2f;
}

}  // namespace

// ---- Input ----

void Input::pointer_move(float x, float y, bool touch) {
  touch_ = touch;
  context_->IO.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  context_->IO.AddMousePosEvent(x, y);
}
void Input::pointer_down(float x, float y, int button, bool touch) {
  pointer_move(x, y, touch);
  pointer_was_down_ = true;
  if (button >= 0 && button < ImGuiMouseButton_COUNT) {
    context_->IO.AddMouseButtonEvent(button, true);
  }
}
void Input::pointer_up(float x, float y, int button, bool touch) {
  pointer_move(x, y, touch);
  if (button >= 0 && button < ImGuiMouseButton_COUNT) {
    context_->IO.AddMouseButtonEvent(button, false);
  }
}
void Input::pointer_leave() { context_->IO.AddMousePosEvent(-FLT_MAX, -FLT_MAX); }
void Input::wheel(float x, float y, float dx_px, float dy_px) {
  pointer_move(x, y, false);
  wheel_dx_ += dx_px;
  wheel_dy_ += dy_px;
}
void Input::key_down(Key key) {
  key_was_down_ = true;
  keys_.push_back(std::move(key));
}
void Input::text(std::uint64_t id, std::string value, bool composing) {
  edits_.push_back({id, std::move(value), composing});
}
void Input::submit(std::uint64_t id) { submits_.push_back(id); }
void Input::activate(std::uint64_t id) { activations_.push_back(id); }
void Input::focus(std::uint64_t id) { focus_ = id; }

// ---- State ----

Ui::State::State(FontSource& fonts) {
  imgui = ImGui::CreateContext();
  ImGui::SetCurrentContext(imgui);
  ImGuiIO& io = imgui->IO;
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigInputTextCursorBlink = false;  // else an idle page draws
  io.UserData = this;                     // for the hooks of the net
  // Lines are drawn as geometry; the atlas holds glyphs only.
  io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors;
  ImFont* regular = fonts.add_font(*io.Fonts, FontWeight::regular);
  ImFont* strong = fonts.add_font(*io.Fonts, FontWeight::strong);
  FH_ASSERT(regular != nullptr && strong != nullptr);
  layout.set_fonts(regular, strong);
  style_imgui(*imgui, 1);
}

Ui::State::~State() {
  // Textures belong to the renderer, which is gone by now or never was.
  for (ImTextureData* texture : imgui->PlatformIO.Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::DestroyContext(imgui);
}

float Ui::State::px(float logical) const {
  if (logical == 0) return 0;
  return std::max(1.0f, std::round(logical * info.scale));
}
float Ui::State::font_px(FontSize size) const {
  return px(kFontPx[static_cast<std::size_t>(size)]);
}
float Ui::State::line_px(FontSize size) const {
  return px(kLinePx[static_cast<std::size_t>(size)]);
}
std::uint64_t Ui::State::id(std::string_view key) const {
  return mix(seeds.empty() ? 0 : seeds.back(), hash_of(key));
}
std::uint64_t Ui::State::next_text_id() {
  return mix(mix(seeds.back(), ++ordinals.back()), 0x7E87);
}
Rect Ui::State::clip() const {
  const ImRect& r = ImGui::GetCurrentWindow()->ClipRect;
  return {r.Min.x, r.Min.y, std::max(0.0f, r.Max.x - r.Min.x), std::max(0.0f, r.Max.y - r.Min.y)};
}
bool Ui::State::activated(std::uint64_t widget) const {
  return std::ranges::find(activations, widget) != activations.end();
}
const SemNode* Ui::State::shown_node(std::uint64_t node) const {
  if (node == 0) return nullptr;
  const auto found = std::ranges::find(record.nodes(), node, &SemNode::id);
  return found == record.nodes().end() ? nullptr : &*found;
}

// ---- Ui ----

Ui::Ui(FontSource& fonts) : state_(std::make_unique<State>(fonts)) {
  state_->input.context_ = state_->imgui;
}
Ui::~Ui() = default;

Input& Ui::input() { return state_->input; }
void Ui::set_preferences(const Preferences& preferences) { state_->preferences = preferences; }
const Preferences& Ui::preferences() const { return state_->preferences; }
void Ui::make_current() const { ImGui::SetCurrentContext(state_->imgui); }
ImGuiContext* Ui::context() const { return state_->imgui; }

void Ui::take_input() {
  State& s = *state_;
  Input& input = s.input;
  s.keys = std::exchange(input.keys_, {});
  s.edits = std::exchange(input.edits_, {});
  s.submits = std::exchange(input.submits_, {});
  s.activations = std::exchange(input.activations_, {});
  s.wheel_dx = std::exchange(input.wheel_dx_, 0.0f);
  s.wheel_dy = std::exchange(input.wheel_dy_, 0.0f);
  s.focus_moved = false;
  if (std::exchange(input.pointer_was_down_, false)) {
    s.pointer_down_ms = s.info.mono_ms;
    s.focus_visible = false;
  }
  if (std::exchange(input.key_was_down_, false) && !s.keys.empty()) s.focus_visible = true;
  if (const auto focus = std::exchange(input.focus_, std::nullopt)) {
    s.focus_moved = *focus != s.focus_id;
    s.focus_id = *focus;
    if (s.info.mono_ms - s.pointer_down_ms > kPressMovesFocusMs) s.focus_visible = true;
  }
  const SemNode* focused_node = s.shown_node(s.focus_id);
  if (focused_node != nullptr && pressed_by_platform(focused_node->role)) {
    std::erase_if(s.keys, [](const Key& key) {
      return key.modifiers == 0 && (key.code == "Enter" || key.code == "Space");
    });
  }
}

void Ui::begin_frame(const FrameInfo& info) {
  State& s = *state_;
  FH_ASSERT(!s.in_frame);
  s.in_frame = true;
  make_current();
  const float delta_s = static_cast<float>(info.mono_ms - s.info.mono_ms) / 1000;
  if (info.scale != s.info.scale || s.frame == 0) {
    style_imgui(*s.imgui, info.scale);
    s.layout.clear();
  }
  s.info = info;
  ++s.frame;
  take_input();
  ImGuiIO& io = s.imgui->IO;
  io.DisplaySize = {std::max(1.0f, info.width_px), std::max(1.0f, info.height_px)};
  io.DeltaTime = std::clamp(delta_s, kDeltaMinS, kDeltaMaxS);
  s.outputs.pointer = PointerShape::normal;
  s.tooltip.reset();
  s.announced.clear();
  s.items_seen.clear();
  s.imgui->TestEngineHookItems = s.watching;
  if (s.hover.seen_frame + 1 < s.frame) s.hover = {};
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("root", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  s.record.begin_frame();
  s.seeds.assign(1, hash_of("root"));
  s.ordinals.assign(1, 0);
  s.places.clear();
  s.scroll_scopes.clear();
  kit::push_place(*this, {.area = screen(), .gap = px(space::s), .y = 0});
  kit::fill_rect(*this, screen(), theme()[Colour::background]);
}

void Ui::end_frame() {
  State& s = *state_;
  FH_ASSERT(s.in_frame);
  kit::pop_place(*this);
  FH_ASSERT(s.places.empty() && s.seeds.size() == 1 && s.scroll_scopes.empty());
  if (s.popup && s.popup->seen_frame != s.frame && !s.popup->fresh) s.popup.reset();
  if (s.popup) s.popup->fresh = false;
  close_dialogs();
  if (s.tooltip) draw_tooltip();
  ImGui::End();
  s.record.end_frame();
  ImGui::Render();
  s.layout.end_frame();
  find_bypassed();
  if (s.outputs.focus) {
    // Taken as done, so that keys pressed before the platform answers go to the right place.
    s.focus_id = *s.outputs.focus;
  }
  std::erase_if(s.fields, [&](const auto& entry) { return entry.second.seen_frame != s.frame; });
  std::erase_if(s.scrolls, [&](const auto& entry) {
    return entry.second.seen_frame + kForgetFrames < s.frame;
  });
  s.outputs.keys.insert(s.outputs.keys.end(), s.keys.begin(), s.keys.end());
  s.keys.clear();
  s.in_frame = false;
}

void Ui::close_dialogs() {
  State& s = *state_;
  for (const OpenDialog& dialog : s.dialogs) {
    const bool gone = dialog.seen_frame != s.frame;
    if (gone && dialog.focus_back != 0 && s.shown_node(dialog.focus_back) != nullptr &&
        !s.outputs.focus) {
      focus(dialog.focus_back);
    }
  }
  std::erase_if(s.dialogs, [&](const OpenDialog& d) { return d.seen_frame != s.frame; });
}

void Ui::draw_tooltip() {
  State& s = *state_;
  const Tooltip tip = *s.tooltip;
  const float pad = px(space::s), room = px(280);
  const auto& lines =
      s.layout.wrap(tip.words, FontWeight::regular, s.font_px(FontSize::caption), room);
  float widest = 0;
  for (const TextLine& line : lines) widest = std::max(widest, line.width);
  const float keys_w =
      tip.keys.empty()
          ? 0
          : s.layout.width(tip.keys, FontWeight::strong, s.font_px(FontSize::caption)) + pad;
  const float line_h = s.line_px(FontSize::caption);
  Rect box{tip.anchor.x + tip.anchor.w / 2, bottom(tip.anchor) + px(space::xs),
           std::ceil(widest + keys_w) + 2 * pad, line_h * static_cast<float>(lines.size()) + pad};
  box.x = std::clamp(std::round(box.x - box.w / 2), 0.0f, std::max(0.0f, screen().w - box.w));
  if (bottom(box) > screen().h) box.y = tip.anchor.y - box.h - px(space::xs);
  const kit::Overlay overlay(*this, hash_of("tooltip"), box, false);
  kit::shadow(*this, box, radius::control);
  kit::fill_rect(*this, box, theme()[Colour::text], radius::control);
  float y = box.y + pad / 2;
  const Rgba ink = theme()[Colour::surface];
  for (const TextLine& line : lines) {
    s.list().AddText(s.layout.font(FontWeight::regular), s.font_px(FontSize::caption),
                     {box.x + pad, y + (line_h - s.font_px(FontSize::caption)) / 2}, im_colour(ink),
                     tip.words.data() + line.begin, tip.words.data() + line.end);
    y += line_h;
  }
  if (!tip.keys.empty()) {
    s.list().AddText(s.layout.font(FontWeight::strong), s.font_px(FontSize::caption),
                     {right(box) - keys_w, box.y + pad / 2 + px(space::xxs)}, im_colour(ink),
                     tip.keys.data(), tip.keys.data() + tip.keys.size());
  }
}

bool Ui::input_waits() const { return state_->imgui->InputEventsQueue.Size > 0; }

Outputs Ui::take_outputs() {
  return std::exchange(state_->outputs, Outputs{.pointer = state_->outputs.pointer});
}

ImDrawData* Ui::draw_data() {
  make_current();
  return ImGui::GetDrawData();
}
const SemRecord& Ui::record() const { return state_->record; }

Rect Ui::screen() const {
  return {0, 0, std::max(1.0f, state_->info.width_px), std::max(1.0f, state_->info.height_px)};
}
float Ui::px(float logical) const { return state_->px(logical); }
float Ui::width_logical() const { return state_->info.width_px / state_->info.scale; }
float Ui::scale() const { return state_->info.scale; }
const Lang& Ui::lang() const { return Lang::of(state_->preferences.language); }
const Theme& Ui::theme() const { return state_->theme(); }
Instant Ui::now() const { return state_->info.now; }
std::int64_t Ui::mono_ms() const { return state_->info.mono_ms; }

std::uint64_t Ui::id(std::string_view key) const { return state_->id(key); }
void Ui::focus(std::uint64_t id) { state_->outputs.focus = id; }
std::uint64_t Ui::focused() const { return state_->focus_id; }
bool Ui::in_field() const {
  const SemNode* node = state_->shown_node(state_->focus_id);
  return node != nullptr && node->input != TextInput::none;
}
void Ui::announce(std::string_view text, bool assertive) {
  state_->outputs.announcements.push_back({std::string(text), assertive});
}
void Ui::copy(std::string_view text) { state_->outputs.copies.emplace_back(text); }
void Ui::request_frame(std::int64_t delay_ms) {
  auto& wanted = state_->outputs.frame_in_ms;
  wanted = wanted ? std::min(*wanted, delay_ms) : delay_ms;
}
bool Ui::take_key(std::string_view code, std::uint32_t modifiers) {
  auto& keys = state_->keys;
  const auto found = std::ranges::find_if(
      keys, [&](const Key& key) { return key.code == code && key.modifiers == modifiers; });
  if (found == keys.end()) return false;
  keys.erase(found);
  request_frame(0);
  return true;
}
const std::vector<Key>& Ui::keys() const { return state_->keys; }
bool Ui::modal_open() const { return !state_->dialogs.empty(); }
bool Ui::popup_open() const { return state_->popup.has_value(); }

void Ui::watch_bypass(bool on) { state_->watching = on; }
const std::vector<std::string>& Ui::bypassed() const { return state_->bypassed; }

IdScope::IdScope(Ui& ui, std::string_view key) : IdScope(ui, hash_of(key)) {}
IdScope::IdScope(Ui& ui, std::uint64_t key) : ui_(ui) {
  Ui::State& s = ui.state();
  s.seeds.push_back(mix(s.seeds.back(), key));
  s.ordinals.push_back(0);
}
IdScope::~IdScope() {
  ui_.state().seeds.pop_back();
  ui_.state().ordinals.pop_back();
}

}  // namespace firsthand::ui
