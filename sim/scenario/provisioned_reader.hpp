// provisioned_reader.hpp: how many environments of a function are kept ready: `provisioned_concurrency`.
#pragma once

#include <optional>
#include <string>

#include "scenario/distribution_reader.hpp"
#include "thaw/provisioned_concurrency.hpp"

namespace thaw {

struct Provisioned {
  ProvisionedConcurrency settings;
  std::string delay = "uniform 60s to 120s";  // as the list of assumptions shows it
  bool delay_written = false, rate_written = false;
};

/// A number, a list of {at, count}, or a map of either and of how it is allocated.
std::optional<Provisioned> read_provisioned(const YamlNode& node, const std::string& path, const ReadContext& context);

/// The most that its schedule ever asks for.
std::uint32_t most_units(const ProvisionedConcurrency& settings);

}  // namespace thaw
