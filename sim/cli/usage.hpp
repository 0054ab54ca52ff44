// usage.hpp: a command line that cannot be understood, as an exception with one line that says what to write instead.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace thaw {

/// Exit status 2.
class WrongUsage : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// "NAME is not built yet", which is also wrong usage.
WrongUsage not_built_yet(std::string_view what);

/// "; did you mean 'x'?" or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace thaw
