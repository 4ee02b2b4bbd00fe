#include <array>
#include <charconv>
#include <cmath>
#include <unordered_map>

#include "ui/kit/semantics.h"

namespace firsthand::ui {

namespace {

using Index = std::unordered_map<std::uint64_t, std::size_t>;
using Children = std::unordered_map<std::uint64_t, std::vector<std::uint64_t>>;

void put_number(std::string& out, std::int64_t value) {
  std::array<char, 24> buffer;
  out.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

void put_id(std::string& out, std::uint64_t id) {
  std::array<char, 24> buffer;
  out += '"';
  out.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), id).ptr);
  out += '"';
}

/// One decimal at most.
void put_length(std::string& out, float value) {
  const auto tenths = static_cast<std::int64_t>(std::lround(value * 10));
  if (tenths < 0) out += '-';
  put_number(out, std::abs(tenths) / 10);
  if (tenths % 10 != 0) {
    out += '.';
    put_number(out, std::abs(tenths) % 10);
  }
}

void put_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void put_rect(std::string& out, const SemRect& rect) {
  put_length(out, rect.x);
  out += ',';
  put_length(out, rect.y);
  out += ',';
  put_length(out, rect.w);
  out += ',';
  put_length(out, rect.h);
}

/// The members of one node; each put_… leaves out what has its default.
class NodeWriter {
 public:
  explicit NodeWriter(std::string& out) : out_(out) {}
  void text(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    begin(key);
    put_string(out_, value);
  }
  void flag(std::string_view key, bool value) {
    if (!value) return;
    begin(key);
    out_ += "true";
  }
  void state(std::string_view key, std::optional<bool> value) {
    if (!value) return;
    begin(key);
    out_ += *value ? "true" : "false";
  }
  void number(std::string_view key, std::int64_t value) {
    if (value == 0) return;
    begin(key);
    put_number(out_, value);
  }
  void begin(std::string_view key) {
    out_ += ",\"";
    out_ += key;
    out_ += "\":";
  }

 private:
  std::string& out_;
};

constexpr auto kInputs =
    std::to_array<std::string_view>({"", "line", "multiline", "password", "email", "search"});
static_assert(kInputs.size() == static_cast<std::size_t>(TextInput::search) + 1);

void put_node(std::string& out, const SemNode& node) {
  out += "{\"id\":";
  put_id(out, node.id);
  out += ",\"parent\":";
  put_id(out, node.parent);
  out += ",\"role\":\"";
  out += aria_name(node.role);
  out += "\",\"rect\":[";
  put_rect(out, node.rect);
  out += ']';
  NodeWriter writer(out);
  writer.text("name", node.name);
  writer.text("value", node.value);
  writer.text("description", node.description);
  writer.text("shortcut", node.shortcut);
  writer.flag("disabled", node.disabled);
  writer.flag("selected", node.selected);
  writer.flag("current", node.current);
  writer.state("checked", node.checked);
  writer.state("expanded", node.expanded);
  writer.flag("invalid", node.invalid);
  writer.flag("required", node.required);
  writer.flag("modal", node.modal);
  writer.flag("focusable", node.focusable);
  writer.number("level", node.level);
  writer.number("row_index", node.row_index);
  writer.number("row_count", node.row_count);
  writer.number("column_index", node.column_index);
  writer.text("sort", node.sort);
  if (node.active_descendant != 0) {
    writer.begin("active_descendant");
    put_id(out, node.active_descendant);
  }
  if (node.input != TextInput::none) {
    writer.text("input", kInputs[static_cast<std::size_t>(node.input)]);
    writer.begin("look");
    out += '[';
    put_length(out, node.look.font_px);
    out += ',';
    put_number(out, node.look.text_rgba);
    out += ',';
    put_number(out, node.look.back_rgba);
    out += ',';
    put_length(out, node.look.padding_x);
    out += ',';
    put_length(out, node.look.padding_y);
    out += ']';
  }
  writer.text("autocomplete", node.autocomplete);
  writer.text("placeholder", node.placeholder);
  writer.number("max_bytes", static_cast<std::int64_t>(node.max_bytes));
  out += '}';
}

bool same_but_place(const SemNode& a, const SemNode& b) {
  SemNode moved = a;
  moved.rect = b.rect;
  return moved == b;
}

Index index_of(const std::vector<SemNode>& nodes) {
  Index index;
  index.reserve(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) index.emplace(nodes[i].id, i);
  return index;
}

Children children_of(const std::vector<SemNode>& nodes) {
  Children children;
  for (const SemNode& node : nodes) children[node.parent].push_back(node.id);
  return children;
}

/// One member of the object: `"key":[…]`, with commas between its parts; nothing when it is empty.
class ListWriter {
 public:
  ListWriter(std::string& out, std::string_view key) : out_(out), key_(key) {}
  void next() {
    if (any_) {
      out_ += ',';
      return;
    }
    if (out_.size() > 1) out_ += ',';
    out_ += '"';
    out_ += key_;
    out_ += "\":[";
    any_ = true;
  }
  void end() {
    if (any_) out_ += ']';
  }

 private:
  std::string& out_;
  std::string_view key_;
  bool any_ = false;
};

void put_order(std::string& out, const std::vector<SemNode>& before,
               const std::vector<SemNode>& now) {
  const Children had = children_of(before), have = children_of(now);
  ListWriter order(out, "order");
  const auto put_list = [&](std::uint64_t parent) {
    const auto found = have.find(parent);
    if (found == have.end()) return;
    const auto old = had.find(parent);
    if (old != had.end() && old->second == found->second) return;
    order.next();
    out += '[';
    put_id(out, parent);
    out += ",[";
    for (std::size_t i = 0; i < found->second.size(); ++i) {
      if (i > 0) out += ',';
      put_id(out, found->second[i]);
    }
    out += "]]";
  };
  put_list(0);
  for (const SemNode& node : now) put_list(node.id);
  order.end();
}

}  // namespace

std::string SemDiff::update(const std::vector<SemNode>& nodes) {
  if (nodes == sent_) return {};
  const Index had = index_of(sent_), have = index_of(nodes);
  std::string out = "{";
  ListWriter set(out, "set");
  for (const SemNode& node : nodes) {
    const auto old = had.find(node.id);
    if (old != had.end() && same_but_place(sent_[old->second], node)) continue;
    set.next();
    put_node(out, node);
  }
  set.end();
  ListWriter move(out, "move");
  for (const SemNode& node : nodes) {
    const auto old = had.find(node.id);
    if (old == had.end() || !same_but_place(sent_[old->second], node)) continue;
    if (sent_[old->second].rect == node.rect) continue;
    move.next();
    out += '[';
    put_id(out, node.id);
    out += ',';
    put_rect(out, node.rect);
    out += ']';
  }
  move.end();
  put_order(out, sent_, nodes);
  ListWriter remove(out, "remove");
  for (const SemNode& node : sent_) {
    if (have.contains(node.id)) continue;
    remove.next();
    put_id(out, node.id);
  }
  remove.end();
  out += '}';
  sent_ = nodes;
  return out == "{}" ? std::string() : out;
}

}  // namespace firsthand::ui
