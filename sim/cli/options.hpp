// options.hpp: the options that a verb takes, and the reading of a command line by them.
//
// One table per verb serves the parser, the help and the test that holds the manual page to it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace thaw {

struct Option {
  std::string_view name;      // without the dashes
  char letter;                // '\0': none
  std::string_view argument;  // what the help calls the value; empty: the option is a switch
  bool repeatable;
  bool built;             // false: known to the design, but not built yet; not in the help
  std::string_view text;  // for the help
};

/// A command line as it was read. Values of an option are in the order in which they were written.
struct Arguments {
  std::map<std::string, std::vector<std::string>, std::less<>> values;
  std::vector<std::string> operands;

  [[nodiscard]] bool has(std::string_view option) const { return values.contains(option); }
  /// The value of an option that is not repeatable.
  [[nodiscard]] std::optional<std::string> value(std::string_view option) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view option) const;
};

/// Throws WrongUsage: an option that is unknown, not built yet, given twice or without its value; too many operands.
Arguments read_arguments(std::string_view verb, std::span<const Option> options, const std::vector<std::string>& words,
                         std::size_t operands_max);

/// A whole number without sign; throws WrongUsage naming the option.
std::uint64_t whole_number(std::string_view option, const std::string& text);

}  // namespace thaw
