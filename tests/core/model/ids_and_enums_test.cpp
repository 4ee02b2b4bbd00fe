// Goal: ids and names of enum values survive their text forms, and nothing else is taken for one.
// Method: round trips over all values, and malformed text.
#include <catch_amalgamated.hpp>

#include "core/model/enums.h"
#include "core/model/ids.h"

namespace firsthand {

TEST_CASE("An id's text is 32 lower-case digits and reads back, upper case too") {
  Id128 id;
  for (std::size_t i = 0; i < id.bytes.size(); ++i) id.bytes[i] = static_cast<std::uint8_t>(i * 17);
  CHECK(id.text() == "00112233445566778899aabbccddeeff");
  CHECK(Id128::parse(id.text()) == id);
  CHECK(TicketId::parse("00112233445566778899AABBCCDDEEFF") == TicketId(id));
  CHECK(Id128::from_bytes(id.view()) == id);
}

TEST_CASE("What is not an id is none") {
  CHECK_FALSE(Id128::parse(""));
  CHECK_FALSE(Id128::parse("0011"));
  CHECK_FALSE(Id128::parse("00112233445566778899aabbccddeeff0"));
  CHECK_FALSE(Id128::parse("00112233445566778899aabbccddeefg"));
  CHECK_FALSE(PersonId::parse("00112233-4455-6677-8899-aabbccdd"));
  CHECK(Id128::from_bytes("short").is_nil());
  CHECK(Id128{}.is_nil());
}

TEMPLATE_TEST_CASE("Each value's name is its own and reads back", "", Role, SupportTier,
                   CustomerTier, CustomerStage, Channel, TicketClass, TicketType, Segment, Level,
                   Priority, TicketState, EntryKind) {
  constexpr auto& kNames = EnumText<TestType>::kNames;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const auto value = static_cast<TestType>(i);
    CHECK_FALSE(text_of(value).empty());
    CHECK(parse_enum<TestType>(text_of(value)) == value);
    CHECK(enum_from_int<TestType>(static_cast<std::int64_t>(i)) == value);
  }
  CHECK_FALSE(parse_enum<TestType>("no such value"));
  CHECK_FALSE(parse_enum<TestType>(""));
  CHECK_FALSE(enum_from_int<TestType>(-1));
  CHECK_FALSE(enum_from_int<TestType>(static_cast<std::int64_t>(kNames.size())));
}

TEST_CASE("TKT-5: the state's name is \"new\" where C++ says fresh") {
  CHECK(text_of(TicketState::fresh) == "new");
  CHECK(parse_enum<TicketState>("new") == TicketState::fresh);
}

}  // namespace firsthand
