// scenario_file.hpp: YAML text to a checked scenario (design note, section 4).
//
// All faults of a file are found in one reading and thrown together as Faults: status scenario (3), or usage (2) if all of
// them lie in --set. What is returned is within every limit of thaw/scenario.hpp. Reading is linear in the file; a file
// is at most 8 MiB and 200,000 values, and makes at most 200,000 functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "thaw/scenario.hpp"

namespace thaw {

/// What becomes of handler times where settings vary a function's memory or architecture and nothing says how they follow.
enum class VariedDurations { refused, constant };

/// Reads and checks the file. Its name without folder and ending is the scenario's name if it writes none; paths in it
/// are relative to its folder, paths in `settings` to the current one. `settings` are KEY=VALUE, later ones win; `seed`
/// wins over both.
Scenario load_scenario(const std::string& path, const std::vector<std::string>& settings = {},
                       std::optional<std::uint64_t> seed = {}, VariedDurations varied = VariedDurations::refused);

/// The same from memory: `name` stands for the file in messages, `folder` for its folder.
Scenario parse_scenario(std::string_view text, const std::string& name, const std::string& folder,
                        const std::vector<std::string>& settings = {}, std::optional<std::uint64_t> seed = {},
                        VariedDurations varied = VariedDurations::refused);

}  // namespace thaw
