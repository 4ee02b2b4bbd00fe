#include "ui/app/app.h"

#include <utility>

#include "ui/app/app_state.h"

namespace firsthand::ui {

namespace {

/// Puts an event into the kit's input. True when logic shall run at once: keys, clicks and text
/// are answered in the same message, movement waits for the next frame (DESIGN §4).
struct ToInput {
  Input& input;

  bool operator()(const PointerEvent& event) const {
    using Kind = PointerEvent::Kind;
    switch (event.kind) {
      case Kind::move:
        input.pointer_move(event.x, event.y, event.touch);
        return false;
      case Kind::down:
        input.pointer_down(event.x, event.y, event.button, event.touch);
        break;
      case Kind::up:
        input.pointer_up(event.x, event.y, event.button, event.touch);
        break;
      case Kind::leave:
        input.pointer_leave();
        return false;
    }
    return true;
  }
  bool operator()(const WheelEvent& event) const {
    input.wheel(event.x, event.y, event.dx_px, event.dy_px);
    return false;
  }
  bool operator()(const KeyEvent& event) const {
    if (event.down) {
      input.key_down({.code = event.code, .key = event.key, .modifiers = event.modifiers});
    }
    return event.down;
  }
  bool operator()(const TextEvent& event) const {
    input.text(event.id, event.value, event.composing);
    return true;
  }
  bool operator()(const SubmitEvent& event) const {
    input.submit(event.id);
    return true;
  }
  bool operator()(const ActivateEvent& event) const {
    input.activate(event.id);
    return true;
  }
  bool operator()(const FocusEvent& event) const {
    input.focus(event.id);
    return true;
  }
  template <class Other>
  bool operator()(const Other&) const {
    return true;
  }
};

}  // namespace

App::State::State(Host& its_host, FontSource& fonts) : host(its_host), ui(fonts) {
  load_settings();
  apply_preferences();
}

App::App(Host& host, FontSource& fonts) : state_(std::make_unique<State>(host, fonts)) {}
App::~App() = default;

void App::on_event(const Event& event) {
  State& app = *state_;
  const bool at_once = std::visit(ToInput{app.ui.input()}, event);
  if (const auto* resize = std::get_if<ResizeEvent>(&event)) {
    app.frame.width_px = resize->width_px;
    app.frame.height_px = resize->height_px;
    app.frame.scale = resize->pixel_ratio;
  } else if (const auto* to = std::get_if<RouteEvent>(&event)) {
    app.show(parse_route(to->route));
  } else if (const auto* visibility = std::get_if<VisibilityEvent>(&event)) {
    app.visible = visibility->visible;
  } else if (const auto* online = std::get_if<OnlineEvent>(&event)) {
    app.online = online->online;
  } else if (const auto* system = std::get_if<SystemEvent>(&event)) {
    app.system = *system;
    app.apply_preferences();
    app.models.set_zone(app.zone());
  } else if (std::holds_alternative<UpdateReadyEvent>(event)) {
    app.models.sync.update_ready = true;
  }
  if (at_once) app.run();
  app.host.request_frame(0);
}

void App::logic() { state_->run(); }

ImDrawData* App::draw_data() { return state_->frames == 0 ? nullptr : state_->ui.draw_data(); }
const SemRecord& App::semantics() const { return state_->ui.record(); }

void App::attach(Workspace workspace) {
  State& app = *state_;
  app.workspace = std::move(workspace);
  app.gate = Gate::open;
  app.taking_over = false;
  app.sign_in = {};
  app.sign_in_model = {
      .workspace_name = app.workspace.workspace_name, .busy = false, .online = true, .error = {}};
  app.models.attach(app.workspace, app.zone());
  app.apply_preferences();
  app.host.request_frame(0);
}

void App::detach() {
  State& app = *state_;
  app.models.detach();
  app.workspace = {};
  app.gate = Gate::sign_in;
  app.sign_in = {};
  app.sign_in_model.busy = false;
  app.sign_in_model.error.reset();
  app.shell = {};
  app.inbox = {};
  app.ticket = {};
  app.saved_draft = {};
  app.new_ticket = {};
  app.sync = {};
  app.toasts.clear();
  app.undo.clear();
  app.host.request_frame(0);
}

void App::sign_in_failed(const Error& error) {
  State& app = *state_;
  if (app.gate == Gate::starting) app.gate = Gate::sign_in;
  app.sign_in_model.busy = false;
  app.sign_in_model.error = error;
  app.host.request_frame(0);
}

void App::other_tab_owns_store() {
  state_->models.detach();
  state_->workspace = {};
  state_->gate = Gate::other_tab;
  state_->taking_over = false;
  state_->host.request_frame(0);
}

void App::failed(const Error& error) {
  state_->models.detach();
  state_->workspace = {};
  state_->gate = Gate::failed;
  state_->failure = error;
  state_->host.request_frame(0);
}

void App::data_changed() {
  state_->models.invalidate();
  // The first pull may have brought the person's own language.
  if (state_->gate == Gate::open && !state_->language) state_->apply_preferences();
  state_->host.request_frame(0);
}

Gate App::gate() const { return state_->gate; }
const std::vector<double>& App::submit_times_ms() const { return state_->submit_times_ms; }
std::uint64_t App::frames() const { return state_->frames; }
Ui& App::ui() { return state_->ui; }

}  // namespace firsthand::ui
