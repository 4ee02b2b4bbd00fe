// Finding a part of a name as people type it: without regard to case (Latin, Cyrillic), width or
// look-alikes. For the few thousand names of customers; conversations have full text.
//
//   NamePattern("зАря").matches("ООО «Заря»")   // true
#pragma once

#include <string>
#include <string_view>

namespace firsthand::query {

/// As names are compared: small letters, look-alikes folded, white space at the ends cut.
[[nodiscard]] std::string comparable_name(std::string_view name);

class NamePattern {
 public:
  explicit NamePattern(std::string_view typed) : pattern_(comparable_name(typed)) {}
  /// One letter is in almost every name; one Chinese character is not.
  [[nodiscard]] bool is_too_short() const { return pattern_.size() < 2; }
  [[nodiscard]] bool matches(std::string_view name) const {
    return comparable_name(name).find(pattern_) != std::string::npos;
  }

 private:
  std::string pattern_;
};

}  // namespace firsthand::query
