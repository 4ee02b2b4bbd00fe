// Runs scenario files (tests/scenarios/*.txt): the desk's behaviour told by people, customers and
// what happens at which time. The language is described in tests/scenarios/README.md.
//
// The answer is the scenario again as it really went: lines that expect something are written
// with what was found. So a scenario holds when the answer equals its text, and a failure is a
// diff that a support lead can read.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/core/ops/test_desk.h"

namespace firsthand::test {

class ScenarioRunner {
 public:
  [[nodiscard]] std::string run(std::string_view text);
  [[nodiscard]] TestDesk& desk() { return desk_; }

 private:
  using Words = std::vector<std::string>;
  enum class Result { done, not_understood };

  void run_line(const std::string& line);
  Result run_setting(const Words& words);
  Result run_action(const Words& words);
  Result opens(const Words& words);
  Result writes(const Words& words);
  Result classifies(const Words& words);
  Result tags(const Words& words);
  Result act_on_ticket(const Words& words);
  Result act_on_people(const Words& words);
  void act(const std::string& who, const ops::OpBody& op);
  void expect(const std::string& line, const Words& words);
  void tell_history(const std::string& ticket);
  [[nodiscard]] std::string found(const Ticket& ticket, std::string_view field);
  [[nodiscard]] std::string name_of(const Id128& id) const;
  [[nodiscard]] std::string named(const std::string& text) const;
  [[nodiscard]] std::string clock(Instant at) const;
  [[nodiscard]] Id128 id(const std::string& name);
  [[nodiscard]] bool is_contact(const std::string& name) const;
  void settle_refusal();

  TestDesk desk_;
  std::map<std::string, Id128> ids_;
  std::map<std::string, bool> contacts_;
  std::vector<std::string> told_;
  std::string refusal_;      // of the last action, until a "refused" line takes it
  bool in_history_ = false;  // the lines of a history block are told anew
};

}  // namespace firsthand::test
