#include "ui/kit/field.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/inside/ui_state.h"
#include "ui/kit/marks.h"
#include "ui/kit/text.h"

namespace firsthand::ui::kit {

namespace {

constexpr float kPaddingX = 12, kPaddingY = 8;
// The DOM field lies so far inside of the box that it covers neither the ring nor its round
// corners.
constexpr float kDomInset = 4, kIconRoom = 36;

void cut_to(std::string& value, std::size_t bytes_max) {
  if (bytes_max == 0 || value.size() <= bytes_max) return;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  value.resize(end);
}

std::string dots_for(std::string_view secret) {
  std::string dots;
  for (const char c : secret) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) dots += "•";
  }
  return dots;
}

/// What the person and the program did to the field since the last frame.
void exchange_edits(Ui& ui, std::uint64_t id, std::string& value, const FieldOptions& options,
                    FieldResult& result) {
  Ui::State& s = ui.state();
  const auto [entry, appeared] = s.fields.try_emplace(id);
  FieldMemory& memory = entry->second;
  memory.seen_frame = s.frame;
  if (appeared) {
    memory.value = value;
    if (options.autofocus) ui.focus(id);
  }
  bool edited = false;
  for (Input::Edit& edit : s.edits) {
    if (edit.id != id) continue;
    edited = true;
    memory.composing = edit.composing;
    memory.value = edit.value;  // what the DOM field holds, uncut
    std::string cut = std::move(edit.value);
    if (!edit.composing) cut_to(cut, options.bytes_max);
    result.changed = result.changed || cut != value || !edit.composing;
    value = std::move(cut);
  }
  std::erase_if(s.edits, [id](const Input::Edit& edit) { return edit.id == id; });
  result.composing = memory.composing;
  if (memory.composing) result.changed = false;
  if (!memory.composing && memory.value != value) {
    s.outputs.set_fields.emplace_back(id, value);
    memory.value = value;
  }
  if (edited) ui.request_frame(0);
  const bool submitted = std::ranges::find(s.submits, id) != s.submits.end();
  result.submitted = submitted && !memory.composing;
}

float box_height(const Ui& ui, const FieldOptions& options) {
  if (options.height_px > 0) return options.height_px;
  if (options.input != TextInput::multiline) return ui.px(size::control);
  return ui.state().line_px(FontSize::body) * static_cast<float>(options.rows) +
         2 * ui.px(kPaddingY);
}

void draw_value(Ui& ui, const Rect& inner, const std::string& value, const FieldOptions& options) {
  const Theme& theme = ui.theme();
  const bool empty = value.empty();
  const std::string_view words = empty ? options.placeholder : std::string_view(value);
  const Rgba ink = theme[empty || options.disabled ? Colour::text_muted : Colour::text];
  if (options.input != TextInput::multiline) {
    const std::string secret =
        options.input == TextInput::password && !empty ? dots_for(value) : "";
    draw_text(ui, inner, secret.empty() ? words : std::string_view(secret), {}, ink);
    return;
  }
  ImGui::PushClipRect(im(inner), im_end(inner), true);
  Ui::State& s = ui.state();
  const float line_h = s.line_px(FontSize::body), font_px = s.font_px(FontSize::body);
  float y = inner.y;
  for (const TextLine& line : s.layout.wrap(words, FontWeight::regular, font_px, inner.w)) {
    if (y > bottom(inner)) break;
    draw_text(ui, {inner.x, y, inner.w, line_h}, words.substr(line.begin, line.end - line.begin),
              {}, ink);
    y += line_h;
  }
  ImGui::PopClipRect();
}

SemNode node_of(const Ui& ui, std::uint64_t id, const std::string& value,
                const FieldOptions& options, const Rect& input) {
  const Theme& theme = ui.theme();
  const bool search = options.input == TextInput::search;
  SemNode node{.id = id,
               .role = search ? SemRole::searchbox : SemRole::textbox,
               .name = std::string(options.label),
               .value = value,
               .rect = input};
  node.description = std::string(!options.disabled_reason.empty() ? options.disabled_reason
                                 : !options.error.empty()         ? options.error
                                                                  : options.hint);
  node.shortcut = std::string(options.shortcut_aria);
  node.disabled = options.disabled;
  node.invalid = !options.error.empty();
  node.required = options.required;
  node.focusable = !options.disabled;
  node.input = options.input;
  node.autocomplete = std::string(options.autocomplete);
  node.placeholder = std::string(options.placeholder);
  node.max_bytes = options.bytes_max;
  const bool multiline = options.input == TextInput::multiline;
  const float font_px = ui.state().font_px(FontSize::body);
  const bool icon = options.icon != Icon::none;
  node.look = {.font_px = font_px,
               .text_rgba = theme[Colour::text].value,
               .back_rgba = theme[options.back].value,
               .padding_x = icon ? 0 : ui.px(kPaddingX - kDomInset),
               .padding_y = multiline ? ui.px(kPaddingY - kDomInset) : 0};
  return node;
}

void draw_below(Ui& ui, const FieldOptions& options) {
  const bool error = !options.error.empty();
  const std::string_view words = error ? options.error : options.hint;
  if (words.empty()) return;
  // Heard as the field's description, so not a node of its own.
  text(ui, words,
       {.size = FontSize::caption,
        .colour = error ? Colour::danger_text : Colour::text_muted,
        .hidden = true});
}

}  // namespace

FieldResult text_field(Ui& ui, std::string_view key, std::string& value,
                       const FieldOptions& asked) {
  FieldOptions options = asked;
  options.disabled = options.disabled || !options.disabled_reason.empty();
  FieldResult result;
  result.id = ui.id(key);
  exchange_edits(ui, result.id, value, options, result);
  Ui::State& s = ui.state();
  result.focused = s.focus_id == result.id;

  const Column column(ui, space::xs);
  const bool labelled = !options.label.empty() && !options.label_hidden;
  if (labelled) {
    text(ui, options.label, {.weight = FontWeight::strong, .hidden = true});
  }
  const Rect box = place(ui, {available_width(ui), box_height(ui, options)}, true);
  result.rect = box;
  Rect input = box;
  if (options.icon != Icon::none) cut_left(input, ui.px(kIconRoom));

  const Press state = press(ui, result.id, box, options.disabled);
  if (state.hovered && !options.disabled) s.outputs.pointer = PointerShape::text;
  if (state.pressed && !result.focused) {
    ui.focus(result.id);
    ui.request_frame(0);
  }
  const Theme& theme = ui.theme();
  fill_rect(ui, box, theme[options.disabled ? Colour::hover : options.back], radius::control);
  const bool error = !options.error.empty();
  stroke_rect(ui, box, theme[error ? Colour::danger_text : Colour::border_strong], radius::control);
  if (options.icon != Icon::none) {
    draw_icon(s.list(), options.icon, {box.x, box.y, ui.px(kIconRoom), box.h}, ui.px(size::icon),
              theme[Colour::text_muted]);
  }
  const float dx = options.icon == Icon::none ? ui.px(kPaddingX) : 0;
  const bool multiline = options.input == TextInput::multiline;
  Rect inner{input.x + dx, input.y + (multiline ? ui.px(kPaddingY) : 0),
             std::max(0.0f, input.w - dx - ui.px(kPaddingX)),
             std::max(0.0f, input.h - (multiline ? 2 * ui.px(kPaddingY) : 0))};
  if (!result.focused) {
    if (value.empty() && !options.shortcut.empty()) {
      const float cap_w = std::max(
          ui.px(20), text_width(ui, options.shortcut, {.size = FontSize::caption}) + ui.px(12));
      const Rect cap = centred(cut_right(inner, cap_w), {cap_w, ui.px(20)});
      cut_right(inner, ui.px(space::xs));
      fill_rect(ui, cap, theme[Colour::hover], radius::small);
      stroke_rect(ui, cap, theme[Colour::border], radius::small);
      draw_text(ui, cap, options.shortcut, {.size = FontSize::caption, .align = Align::centre},
                theme[Colour::text_muted]);
    }
    draw_value(ui, inner, value, options);
  } else {
    stroke_rect(ui, box, theme[Colour::focus], radius::control, size::focus_ring);
  }
  const float edge = ui.px(kDomInset);
  input = inset(input, 0, edge);
  cut_right(input, edge);
  if (options.icon == Icon::none) cut_left(input, edge);
  add_node(ui, node_of(ui, result.id, value, options, input));
  tooltip(ui, result.id, state, box, options.disabled_reason);
  draw_below(ui, options);
  return result;
}

}  // namespace firsthand::ui::kit
