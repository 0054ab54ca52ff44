// snap_start_reader.hpp: the keys `snap_start` and `ephemeral_storage` of a function, and who may have SnapStart.
//
// AWS offers it for zip packages on Java 11, Python 3.12 and .NET 8 and newer ones of these, and since July 2026 for container
// images of any base; with 512 MB of ephemeral storage. Its era decides what of that holds.
#pragma once

#include <optional>
#include <string>

#include "scenario/distribution_reader.hpp"
#include "scenario/era.hpp"
#include "scenario/function_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// true, false or {restore: …, billed: …}; nothing for false, and where it is faulty. `shown` is the restore as reports show it.
std::optional<SnapStart> read_snap_start(const YamlNode& node, const std::string& path, Shown& shown, const ReadContext& context);

/// 512MB to 10240MB; the least where it is faulty.
std::uint32_t read_ephemeral_storage_mb(const YamlNode& node, FaultList& faults);

/// Whether it is charged beside the time billed: not on Java's managed runtimes.
bool charges_for_snap_start(const Function& function);

/// Functions that have it and may not, or that could not be published. Their timeouts must be known.
void check_snap_start(const std::vector<FunctionGroup>& groups, const Era& era, FaultList& faults);

}  // namespace thaw
