// What a text of an operation may look like: its shape, its limit, and how it is kept.
// Not here: which field has which rule (core/ops/fields.h).
//
//   if (auto ok = check_text("subject", subject, kSubjectText); !ok) return ok;
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/error.h"
#include "core/model/limits.h"

namespace firsthand::ops {

enum class TextShape : std::uint8_t {
  line,   // no control characters
  lines,  // \n and \t besides
  email,  // one @ with something on both sides, no space
  token,  // ASCII letters, digits and -_/+ : language tags, time zones
  tag,    // a line without commas
  date,   // 2026-11-24 (ISO 8601, a day that exists)
};

struct TextRule {
  std::size_t bytes_max = 0;
  TextShape shape = TextShape::line;
};

inline constexpr TextRule kNoText{};
inline constexpr TextRule kNameText{limits::kNameBytesMax, TextShape::line};
inline constexpr TextRule kSubjectText{limits::kSubjectBytesMax, TextShape::line};
inline constexpr TextRule kMessageText{limits::kTextBytesMax, TextShape::lines};
inline constexpr TextRule kReasonText{limits::kReasonBytesMax, TextShape::lines};
inline constexpr TextRule kNotesText{limits::kNotesBytesMax, TextShape::lines};
inline constexpr TextRule kEmailText{limits::kEmailBytesMax, TextShape::email};
inline constexpr TextRule kTokenText{limits::kTagBytesMax, TextShape::token};
inline constexpr TextRule kItemText{limits::kNameBytesMax, TextShape::line};
inline constexpr TextRule kDateText{10, TextShape::date};
inline constexpr TextRule kTagText{limits::kTagBytesMax, TextShape::tag};

/// Well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view text);
/// Nothing but white space (also U+00A0 and U+3000), or nothing at all.
[[nodiscard]] bool is_blank(std::string_view text);
/// Without white space at both ends.
[[nodiscard]] std::string trimmed(std::string_view text);
/// ASCII letters made small; for e-mail addresses.
[[nodiscard]] std::string lower_ascii(std::string_view text);
/// What came from outside (a form, a mail), made fit for a message: line ends become \n, other
/// control characters go, malformed UTF-8 becomes U+FFFD.
[[nodiscard]] std::string clean_text(std::string_view text);

/// Errors on the field: op.too_long, op.invalid. An empty text is well formed.
[[nodiscard]] Expected<void> check_text(std::string_view field, std::string_view text,
                                        const TextRule& rule);

}  // namespace firsthand::ops
