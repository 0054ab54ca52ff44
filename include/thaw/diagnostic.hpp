// diagnostic.hpp: a fault in what the user gave us, as a value.
//
// Faults are collected, at most max_faults of one file, and thrown together as Faults, which carries the exit status of
// the command line (design note 5). Lines and columns count from 1; 0 means that there is none.
#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace thaw {

inline constexpr std::size_t max_faults = 20;

/// What the process ends with (design note, section 5).
enum class ExitStatus : int { done = 0, failure = 1, usage = 2, scenario = 3, trace = 4, expectation = 5, bug = 70 };

struct Diagnostic {
  std::string file;  // as the user named it; "--set" for a command-line setting
  std::size_t line = 0;
  std::size_t column = 0;
  std::string message;  // what is wrong and what was expected
  std::string hint;     // what to write instead; may be empty
  std::string excerpt;  // the offending line, cut to what a terminal shows; may be empty
};

/// One or more faults of the user's; never empty.
class Faults : public std::exception {
 public:
  Faults(ExitStatus status, std::vector<Diagnostic> list) : status_(status), list_(std::move(list)) {}
  Faults(ExitStatus status, Diagnostic one) : status_(status), list_{std::move(one)} {}

  [[nodiscard]] ExitStatus status() const { return status_; }
  [[nodiscard]] const std::vector<Diagnostic>& list() const { return list_; }
  [[nodiscard]] const char* what() const noexcept override { return list_.empty() ? "" : list_[0].message.c_str(); }

 private:
  ExitStatus status_;
  std::vector<Diagnostic> list_;
};

/// "file:line:column: error: message", the line with a caret, and the hint; ends with a newline. Control characters
/// of the user's are shown as escapes, so that a hostile file cannot drive the terminal.
std::string to_text(const Diagnostic& diagnostic);

}  // namespace thaw
