// The verb `version`: which thaw this is.
#include "report/version.hpp"

#include <fmt/format.h>

#include <array>

#include "cli/standard_output.hpp"
#include "cli/verb.hpp"

namespace thaw {

namespace {

constexpr std::array<Option, 1> options = {{{"help", 'h', "", false, true, "show this help"}}};

int act(const std::vector<std::string>& words) {
  const Arguments arguments = read_arguments("version", options, words, 0);
  print_out(arguments.has("help") ? help_of(version_verb()) : fmt::format("thaw {}\n", version));
  return 0;
}

}  // namespace

const Verb& version_verb() {
  static const Verb verb = {"version", "", "say which thaw this is", "", options, act};
  return verb;
}

}  // namespace thaw
