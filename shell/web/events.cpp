#include "shell/web/events.h"

#include <charconv>

namespace firsthand::web {

namespace {

float real(const Json& record, const char* key) {
  return static_cast<float>(number_of(record, key));
}

// Ids have 64 bits and come as text.
std::uint64_t id_of(const Json& record) {
  const std::string text = text_of(record, "id");
  std::uint64_t id = 0;
  std::from_chars(text.data(), text.data() + text.size(), id);
  return id;
}

std::uint32_t modifiers_of(const Json& record) {
  return static_cast<std::uint32_t>(number_of(record, "modifiers"));
}

ui::PointerEvent pointer(const Json& record) {
  using Kind = ui::PointerEvent::Kind;
  const std::string kind = text_of(record, "kind");
  return {.kind = kind == "down"    ? Kind::down
                  : kind == "up"    ? Kind::up
                  : kind == "leave" ? Kind::leave
                                    : Kind::move,
          .x = real(record, "x"),
          .y = real(record, "y"),
          .button = static_cast<int>(number_of(record, "button")),
          .modifiers = modifiers_of(record),
          .touch = flag_of(record, "touch")};
}

ui::SystemEvent system(const Json& record) {
  ui::SystemEvent event{.dark = flag_of(record, "dark"),
                        .more_contrast = flag_of(record, "more_contrast"),
                        .reduced_motion = flag_of(record, "reduced_motion"),
                        .mac = flag_of(record, "mac"),
                        .languages = {},
                        .time_zone = text_of(record, "time_zone")};
  if (const auto languages = record.find("languages");
      languages != record.end() && languages->is_array()) {
    for (const Json& language : *languages) {
      if (language.is_string()) event.languages.push_back(language.get<std::string>());
    }
  }
  return event;
}

}  // namespace

std::optional<ui::Event> event_from(const Json& record) {
  const std::string type = text_of(record, "type");
  if (type == "pointer") return pointer(record);
  if (type == "wheel") {
    return ui::WheelEvent{real(record, "x"), real(record, "y"), real(record, "dx"),
                          real(record, "dy")};
  }
  if (type == "key") {
    return ui::KeyEvent{.down = flag_of(record, "down"),
                        .code = text_of(record, "code"),
                        .key = text_of(record, "key"),
                        .modifiers = modifiers_of(record)};
  }
  if (type == "text") {
    return ui::TextEvent{id_of(record), text_of(record, "value"), flag_of(record, "composing")};
  }
  if (type == "submit") return ui::SubmitEvent{id_of(record)};
  if (type == "activate") return ui::ActivateEvent{id_of(record)};
  if (type == "focus") return ui::FocusEvent{id_of(record)};
  if (type == "resize") {
    return ui::ResizeEvent{real(record, "width"), real(record, "height"), real(record, "ratio")};
  }
  if (type == "route") return ui::RouteEvent{text_of(record, "route")};
  if (type == "visibility") return ui::VisibilityEvent{flag_of(record, "visible")};
  if (type == "online") return ui::OnlineEvent{flag_of(record, "online")};
  if (type == "system") return system(record);
  if (type == "update_ready") return ui::UpdateReadyEvent{};
  return std::nullopt;
}

bool is_only_visual(const ui::Event& event) {
  if (const auto* pointer = std::get_if<ui::PointerEvent>(&event)) {
    return pointer->kind == ui::PointerEvent::Kind::move ||
           pointer->kind == ui::PointerEvent::Kind::leave;
  }
  return std::holds_alternative<ui::WheelEvent>(event) ||
         std::holds_alternative<ui::ResizeEvent>(event) ||
         std::holds_alternative<ui::SystemEvent>(event);
}

}  // namespace firsthand::web
