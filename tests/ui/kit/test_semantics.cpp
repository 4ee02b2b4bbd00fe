// Goal: the page can rebuild the record from the changes alone (shell/web/README.md, "Mirror").
// Method: apply each change to a model of the page with a JSON parser and compare with the record.
#include <map>

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "tests/ui/support/ui_driver.h"

namespace firsthand::ui::test {

namespace {

using Json = nlohmann::json;

/// What the page holds: nodes by id and the order of children.
struct Page {
  std::map<std::string, Json> nodes;
  std::map<std::string, std::vector<std::string>> children;
  SemDiff diff;

  Json apply(const std::vector<SemNode>& record) {
    const std::string text = diff.update(record);
    if (text.empty()) return nullptr;
    Json change = Json::parse(text, nullptr, false);
    REQUIRE(change.is_object());
    for (const Json& node : change.value("set", Json::array())) {
      const std::string parent = node["parent"].get<std::string>();
      CHECK((parent == "0" || nodes.contains(parent)));
      nodes[node["id"].get<std::string>()] = node;
    }
    for (const Json& move : change.value("move", Json::array())) {
      const std::string id = move[0].get<std::string>();
      REQUIRE(nodes.contains(id));
      nodes[id]["rect"] = Json::array({move[1], move[2], move[3], move[4]});
    }
    for (const Json& order : change.value("order", Json::array())) {
      children[order[0].get<std::string>()] = order[1].get<std::vector<std::string>>();
    }
    for (const Json& gone : change.value("remove", Json::array())) {
      CHECK(nodes.erase(gone.get<std::string>()) == 1);
      children.erase(gone.get<std::string>());
    }
    return change;
  }

  void check_equals(const std::vector<SemNode>& record) {
    CHECK(nodes.size() == record.size());
    std::map<std::string, std::vector<std::string>> order;
    for (const SemNode& node : record) {
      const std::string id = std::to_string(node.id);
      order[std::to_string(node.parent)].push_back(id);
      REQUIRE(nodes.contains(id));
      CHECK(nodes[id]["role"] == std::string(aria_name(node.role)));
      CHECK(nodes[id].value("name", std::string()) == node.name);
      CHECK(nodes[id].value("value", std::string()) == node.value);
      CHECK(nodes[id]["parent"] == std::to_string(node.parent));
      CHECK(nodes[id]["rect"] == Json::array({node.rect.x, node.rect.y, node.rect.w, node.rect.h}));
    }
    for (const auto& [parent, list] : order) CHECK(children[parent] == list);
  }
};

SemNode node(std::uint64_t id, std::uint64_t parent, std::string name) {
  return {.id = id,
          .parent = parent,
          .role = SemRole::listitem,
          .name = std::move(name),
          .rect = {1, 2, 3, 4}};
}

}  // namespace

TEST_CASE("Semantics: nothing is sent when nothing changed") {
  SemDiff diff;
  const std::vector<SemNode> nodes = {node(1, 0, "a")};
  CHECK(!diff.update(nodes).empty());
  CHECK(diff.update(nodes).empty());
  diff.reset();
  CHECK(!diff.update(nodes).empty());
}

TEST_CASE("Semantics: the page follows through additions, moves, reorderings and removals") {
  Page page;
  std::vector<SemNode> nodes = {node(1, 0, "list"), node(2, 1, "a"), node(3, 1, "b")};
  page.apply(nodes);
  page.check_equals(nodes);

  nodes[1].rect.y = 50;
  Json change = page.apply(nodes);
  CHECK(!change.contains("set"));
  CHECK(change["move"].size() == 1);
  CHECK(!change.contains("order"));
  page.check_equals(nodes);

  std::swap(nodes[1], nodes[2]);
  change = page.apply(nodes);
  CHECK(!change.contains("set"));
  CHECK(change["order"] == Json::parse(R"([["1",["3","2"]]])"));
  page.check_equals(nodes);

  nodes = {node(1, 0, "list"), node(3, 1, "B"), node(4, 0, "other")};
  change = page.apply(nodes);
  CHECK(change["remove"] == Json::parse(R"(["2"])"));
  page.check_equals(nodes);

  nodes.clear();
  page.apply(nodes);
  page.check_equals(nodes);
}

TEST_CASE("Semantics: a removed parent's children are named too, a new parent takes old nodes") {
  Page page;
  page.apply({node(1, 0, "p"), node(2, 1, "c")});
  page.apply({node(9, 0, "q"), node(2, 9, "c")});
  page.check_equals({node(9, 0, "q"), node(2, 9, "c")});
  const Json change = page.apply({});
  CHECK(change["remove"].size() == 2);
}

TEST_CASE("Semantics: ids stay exact, text is escaped, defaults are left out") {
  SemDiff diff;
  SemNode odd = node(0xFFFFFFFFFFFFFFFFu, 0, "say \"hi\"\\\n\x01 你好");
  const std::string text = diff.update({odd});
  const Json change = Json::parse(text, nullptr, false);
  REQUIRE(change.is_object());
  const Json& sent = change["set"][0];
  CHECK(sent["id"] == "18446744073709551615");
  CHECK(sent["name"] == odd.name);
  CHECK(sent.size() == 5);
}

TEST_CASE("Semantics: every member that differs from its default is sent") {
  SemDiff diff;
  SemNode full = node(7, 0, "Subject");
  full.role = SemRole::textbox;
  full.rect = {-0.25f, 1.5f, 2, 3};
  full.checked = false;
  full.expanded = true;
  full.disabled = full.selected = full.current = full.invalid = full.required = full.modal =
      full.focusable = true;
  full.level = 2;
  full.row_index = 3;
  full.row_count = 4;
  full.column_index = 5;
  full.sort = "none";
  full.active_descendant = 8;
  full.input = TextInput::multiline;
  full.max_bytes = 100;
  full.look = {.font_px = 14.5f,
               .text_rgba = 0x11223344,
               .back_rgba = 0xFFFFFFFF,
               .padding_x = 1,
               .padding_y = 2};
  const Json sent = Json::parse(diff.update({full}), nullptr, false)["set"][0];
  CHECK(sent["rect"] == Json::parse("[-0.3,1.5,2,3]"));
  CHECK(sent["checked"] == false);
  CHECK(sent["expanded"] == true);
  for (const char* flag :
       {"disabled", "selected", "current", "invalid", "required", "modal", "focusable"}) {
    INFO(flag);
    CHECK(sent[flag] == true);
  }
  CHECK(sent["active_descendant"] == "8");
  CHECK(sent["input"] == "multiline");
  CHECK(sent["look"] == Json::parse("[14.5,287454020,4294967295,1,2]"));
  CHECK(sent["max_bytes"] == 100);
}

TEST_CASE("Semantics: a real screen's changes rebuild it, step by step") {
  Page page;
  std::string value;
  bool more = false;
  UiDriver driver([&](Ui& ui) {
    kit::Panel panel(ui, "card", {.role = SemRole::form, .name = "Sign in"});
    kit::heading(ui, 1, "Firsthand");
    if (more) kit::text(ui, "Wrong password");
    kit::text_field(ui, "email", value, {.label = "Email"});
    kit::button(ui, "go", "Go");
  });
  page.apply(driver.ui.record().nodes());
  page.check_equals(driver.ui.record().nodes());
  more = true;
  driver.type(SemRole::textbox, "Email", "a@b");
  page.apply(driver.ui.record().nodes());
  page.check_equals(driver.ui.record().nodes());
}

}  // namespace firsthand::ui::test
