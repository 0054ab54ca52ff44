#include "cli/usage.hpp"

#include <fmt/format.h>

#include "scenario/nearest_name.hpp"

namespace thaw {

WrongUsage not_built_yet(std::string_view what) {
  return WrongUsage(fmt::format("{} is not built yet", what));
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const std::string near = nearest_name(word, candidates);
  return near.empty() ? "" : fmt::format("; did you mean '{}'?", near);
}

}  // namespace thaw
