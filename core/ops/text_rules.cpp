#include "core/ops/text_rules.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace firsthand::ops {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t i) {
  return static_cast<std::uint8_t>(text[i]);
}

/// Length of the well-formed UTF-8 sequence that begins at `i`; 0 when there is none (RFC 3629,
/// section 4).
std::size_t sequence_length(std::string_view text, std::size_t i) {
  const std::uint8_t first = byte_at(text, i);
  if (first < 0x80) return 1;
  std::size_t length = 0;
  std::uint8_t low = 0x80;  // bounds of the second byte
  std::uint8_t high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;   // overlong
    if (first == 0xED) high = 0x9F;  // surrogates
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;   // overlong
    if (first == 0xF4) high = 0x8F;  // past U+10FFFF
  }
  if (length == 0 || i + length > text.size()) return 0;
  if (byte_at(text, i + 1) < low || byte_at(text, i + 1) > high) return 0;
  for (std::size_t k = 2; k < length; ++k) {
    if ((byte_at(text, i + k) & 0xC0) != 0x80) return 0;
  }
  return length;
}

/// Length of the white space that begins at `i`; 0 when there is none.
std::size_t space_length(std::string_view text, std::size_t i) {
  const char c = text[i];
  if (c == ' ' || c == '\n' || c == '\t' || c == '\r') return 1;
  if (text.substr(i, 2) == "\u00A0") return 2;
  if (text.substr(i, 3) == "\u3000") return 3;
  return 0;
}

bool is_control(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte < 0x20 || byte == 0x7F;
}

bool is_token_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '/' || c == '+';
}

/// ISO 8601 calendar date, 0001-01-01 to 9999-12-31.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&text](std::size_t at, std::size_t size) {
    int value = -1;
    const char* end = text.data() + at + size;
    const bool whole = std::from_chars(text.data() + at, end, value).ptr == end;
    return whole ? value : -1;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int longest = kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
  return day <= longest;
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         text.find(' ') == std::string_view::npos;
}

std::unexpected<Error> invalid(std::string_view field, std::string_view what) {
  return fail("op.invalid", "The field " + std::string(field) + std::string(what), field);
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = space_length(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

std::string trimmed(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t length = space_length(text, begin);
    if (length == 0) break;
    begin += length;
  }
  std::size_t end = begin;  // past the last character that is no space
  for (std::size_t i = begin; i < text.size();) {
    const std::size_t length = space_length(text, i);
    i += std::max<std::size_t>(length, 1);
    if (length == 0) end = i;
  }
  return std::string(text.substr(begin, end - begin));
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string clean_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    if (length == 0) {
      out += "\uFFFD";
      ++i;
      continue;
    }
    const char c = text[i];
    if (c == '\r') {
      const bool pair = i + 1 < text.size() && text[i + 1] == '\n';
      if (!pair) out.push_back('\n');
    } else if (!is_control(c) || c == '\n' || c == '\t') {
      out.append(text.substr(i, length));
    }
    i += length;
  }
  return out;
}

Expected<void> check_text(std::string_view field, std::string_view text, const TextRule& rule) {
  if (text.size() > rule.bytes_max) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, rule.bytes_max).ptr;
    return fail("op.too_long",
                "The field " + std::string(field) + " is longer than " + std::string(digits, end) +
                    " bytes; shorten it",
                field);
  }
  if (!is_utf8(text)) return invalid(field, " is not valid UTF-8");
  const bool lines = rule.shape == TextShape::lines;
  const bool has_control = std::ranges::any_of(
      text, [lines](char c) { return is_control(c) && !(lines && (c == '\n' || c == '\t')); });
  if (has_control) return invalid(field, " holds control characters; remove them");
  if (text.empty()) return {};
  if (rule.shape == TextShape::email && !is_email(text)) {
    return invalid(field, " is not an e-mail address");
  }
  if (rule.shape == TextShape::token && !std::ranges::all_of(text, is_token_char)) {
    return invalid(field, " may only hold letters, digits and - _ / +");
  }
  if (rule.shape == TextShape::date && !is_date(text)) {
    return invalid(field, " must be a day like 2026-11-24");
  }
  if (rule.shape == TextShape::tag && text.find(',') != std::string_view::npos) {
    return invalid(field, " may not hold commas");
  }
  return {};
}

}  // namespace firsthand::ops
