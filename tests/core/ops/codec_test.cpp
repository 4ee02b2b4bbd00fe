// Goal: every operation survives the wire, and a wrong body is refused with the field's name.
// Method: from one complete example of each operation, every body that is wrong in one way is made
// by program, so that a new operation is tested by having an example.
#include <map>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "core/ops/codec.h"
#include "tests/core/ops/examples.h"
#include "tests/core/ops/test_desk.h"

namespace firsthand::ops {
namespace {

using nlohmann::json;

std::vector<OpBody> all_examples() { return test::examples(test::id_of<TicketId>(77)); }

/// The description of an operation's fields, read off the codec.
struct FieldList {
  std::vector<Field> fields;
  template <class T>
  void operator()(const Field& field, T&) {
    fields.push_back(field);
  }
};

std::vector<Field> fields_of(const OpBody& op) {
  FieldList list;
  std::visit([&list](auto body) { Codec<decltype(body)>::fields(list, body); }, op);
  return list.fields;
}

Error error_of(std::string_view name, const json& body) {
  const auto decoded = decode(name, body);
  CAPTURE(name, body.dump().substr(0, 300));
  REQUIRE_FALSE(decoded.has_value());
  CHECK_FALSE(decoded.error().message.empty());
  return decoded.error();
}

}  // namespace

TEST_CASE("Codec: every operation has an example, a name and comes back as it was sent") {
  const auto ops = all_examples();
  REQUIRE(ops.size() == std::variant_size_v<OpBody>);
  REQUIRE(all_names().size() == ops.size());
  CHECK(std::ranges::is_sorted(all_names()));
  for (std::size_t i = 0; i < ops.size(); ++i) {
    REQUIRE(ops[i].index() == i);
    CAPTURE(name_of(ops[i]));
    CHECK(std::ranges::binary_search(all_names(), name_of(ops[i])));
    const json body = encode(ops[i]);
    CHECK(body.size() == fields_of(ops[i]).size());  // the example leaves nothing out
    const auto back = decode(name_of(ops[i]), body);
    REQUIRE(back.has_value());
    CHECK(back->index() == i);
    CHECK(encode(*back).dump() == body.dump());
  }
}

TEST_CASE("Codec: a required field that is left out is named") {
  for (const OpBody& op : all_examples()) {
    for (const Field& field : fields_of(op)) {
      json body = encode(op);
      body.erase(std::string(field.name));
      CAPTURE(name_of(op), field.name);
      const auto decoded = decode(name_of(op), body);
      if (field.presence == Presence::required) {
        REQUIRE_FALSE(decoded.has_value());
        CHECK(decoded.error().code == "op.missing");
        CHECK(decoded.error().field == field.name);
      } else if (!(name_of(op) == "ticket.override_priority" && field.name == "reason")) {
        CHECK(decoded.has_value());
      }
    }
  }
}

TEST_CASE("Codec: a value of the wrong type is refused and named") {
  const std::vector<json> values = {json(),       json(true),       json(-1),      json(1.5),
                                    json("\x01"), json::array({1}), json::object()};
  for (const OpBody& op : all_examples()) {
    for (const Field& field : fields_of(op)) {
      for (const json& value : values) {
        json body = encode(op);
        const std::string key(field.name);
        const bool is_switch = body[key].is_boolean() && value.is_boolean();
        // An update takes a reference away by null.
        const bool clears = value.is_null() && name_of(op).ends_with(".update") &&
                            (key == "csm" || key == "organisation" || key == "lead");
        if (is_switch || clears) continue;
        body[key] = value;
        const Error error = error_of(name_of(op), body);
        CHECK(error.code == "op.invalid");
        CHECK(error.field == field.name);
      }
    }
  }
}

TEST_CASE("Codec: a text past its limit is refused and named") {
  for (const OpBody& op : all_examples()) {
    for (const Field& field : fields_of(op)) {
      if (field.text.bytes_max == 0) continue;
      json body = encode(op);
      const std::string long_text(field.text.bytes_max + 1, 'x');
      const std::string key(field.name);
      body[key] = body[key].is_array() ? json::array({long_text}) : json(long_text);
      const Error error = error_of(name_of(op), body);
      CHECK(error.code == "op.too_long");
      CHECK(error.field == field.name);
    }
  }
}

TEST_CASE("Codec: a required text that says nothing is refused") {
  for (const OpBody& op : all_examples()) {
    for (const Field& field : fields_of(op)) {
      const bool is_text = field.text.bytes_max != 0;
      if (!is_text || field.presence == Presence::optional) continue;
      json body = encode(op);
      body[std::string(field.name)] = " \u3000 ";
      const Error error = error_of(name_of(op), body);
      CHECK(error.code == "op.missing");
      CHECK(error.field == field.name);
    }
  }
}

TEST_CASE("Codec: a field that no one knows is refused, so that no intent is dropped") {
  for (const OpBody& op : all_examples()) {
    json body = encode(op);
    body["colour"] = "red";
    const Error error = error_of(name_of(op), body);
    CHECK(error.code == "op.unknown_field");
    CHECK(error.field == "colour");
  }
}

TEST_CASE("Codec: what is no object, and a name that no one knows, are refused") {
  for (const json& body : {json(), json(1), json("x"), json::array()}) {
    CHECK(error_of("ticket.take", body).code == "op.invalid");
  }
  CHECK(error_of("ticket.fly", json::object()).code == "op.unknown");
  CHECK(error_of("", json::object()).code == "op.unknown");
}

TEST_CASE("Codec: an update that changes nothing is refused") {
  const json id = {{"id", std::string(32, '1')}};
  const json ticket = {{"ticket", std::string(32, '1')}};
  CHECK(error_of("person.update", id).code == "op.missing");
  CHECK(error_of("organisation.update", id).code == "op.missing");
  CHECK(error_of("contact.update", id).code == "op.missing");
  CHECK(error_of("ticket.classify", ticket).code == "op.missing");
  CHECK(error_of("ticket.tag", ticket).code == "op.missing");
}

TEST_CASE("Codec: a nil id is absent, and null in an update takes the reference away") {
  ContactCreate create{.id = test::id_of<ContactId>(5), .name = "Ann"};
  CHECK_FALSE(encode(create).contains("organisation"));

  const ContactUpdate update{.id = create.id, .organisation = OrganisationId{}};
  const json body = encode(update);
  REQUIRE(body.contains("organisation"));
  CHECK(body["organisation"].is_null());
  const auto back = decode("contact.update", body);
  REQUIRE(back.has_value());
  CHECK(std::get<ContactUpdate>(*back).organisation == OrganisationId{});
}

TEST_CASE("Codec: a nil id does not stand for a thing") {
  const json body = {{"ticket", std::string(32, '0')}};
  CHECK(error_of("ticket.take", body).field == "ticket");
}

TEST_CASE("Codec: fields that contradict each other are refused") {
  const std::string ticket(32, '7');
  json tag = {{"ticket", ticket}, {"add", {"a", "b"}}, {"remove", {"b"}}};
  CHECK(error_of("ticket.tag", tag).field == "remove");
  json priority = {{"ticket", ticket}, {"priority", "p1"}};
  CHECK(error_of("ticket.override_priority", priority).code == "op.missing");
  json message = {
      {"ticket", ticket}, {"entry", std::string(32, '8')}, {"text", "x"}, {"follow_up", ticket}};
  CHECK(error_of("ticket.customer_message", message).field == "follow_up");
  json reply = {
      {"ticket", ticket}, {"entry", std::string(32, '8')}, {"text", "x"}, {"next_state", "closed"}};
  CHECK(error_of("ticket.reply", reply).field == "next_state");
}

TEST_CASE("Codec: no person is made a program") {
  for (const OpBody& op : {all_examples()[0], all_examples()[1]}) {
    for (const char* role : {"system", "intake"}) {
      json body = encode(op);
      body["role"] = role;
      CHECK(error_of(name_of(op), body).field == "role");
    }
  }
}

TEST_CASE("Codec: whole numbers keep to what every reader of JSON can hold") {
  json body = encode(all_examples()[2]);
  body["arr_cents"] = kIntegerMax;
  CHECK(decode("organisation.create", body).has_value());
  body["arr_cents"] = kIntegerMax + 1;
  CHECK(error_of("organisation.create", body).field == "arr_cents");
  body["arr_cents"] = std::uint64_t{18'446'744'073'709'551'615u};
  CHECK(error_of("organisation.create", body).field == "arr_cents");
}

TEST_CASE("Codec: a list past its limit is refused") {
  json body = {{"ticket", std::string(32, '7')}, {"add", json::array()}};
  for (std::size_t i = 0; i <= limits::kTagsMax; ++i) body["add"].push_back(std::to_string(i));
  CHECK(error_of("ticket.tag", body).field == "add");
}

}  // namespace firsthand::ops
