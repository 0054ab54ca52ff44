// key_help.hpp: `thaw help scenario`, `thaw help KEY` and `thaw help expect`: what may be written in a scenario, and what can be
// expected.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace thaw {

/// Every key of a scenario, map by map, in lines of at most a width.
std::string scenario_help(std::size_t width);

/// What the tables have on one key, such as `cron` or `functions.api.memory`: where it stands, and the keys of its map; empty if
/// there is no such key.
std::string key_help(std::string_view key, std::size_t width);

/// The form of an expectation, and every metric.
std::string expect_help(std::size_t width);

}  // namespace thaw
