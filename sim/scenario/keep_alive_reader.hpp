// keep_alive_reader.hpp: how a function's environments end: `keep_alive` and `max_life`.
#pragma once

#include <optional>
#include <string>

#include "scenario/distribution_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

struct KeepAlive {
  Distribution time;
  std::optional<KeepAlivePolicy> policy;  // instead of the time
};

/// A distribution, {fixed: time}, {preset: name}, {policy: map}, or one of the words never and forever.
std::optional<KeepAlive> read_keep_alive(const YamlNode& node, const std::string& path, const ReadContext& context);

/// A distribution, or nothing for `none`, and where it is faulty.
std::optional<Distribution> read_max_life(const YamlNode& node, const std::string& path, const ReadContext& context);

}  // namespace thaw
