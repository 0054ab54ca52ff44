// drawn_law_reader.hpp: one law of arrivals that are drawn, from YAML: poisson, constant, renewal, bursts or cron.
//
// What always holds for what is read: rates are not all 0, gaps not always 0, phases last a millisecond on average, and a schedule
// has the rules of its time zone for any run from the scenario's start on.
#pragma once

#include <cstdint>
#include <optional>

#include "scenario/distribution_reader.hpp"
#include "scenario/map_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// The law that `arrivals` names; nothing if it names none, or if it is wrong, which is reported.
std::optional<DrawnLaw> read_drawn_law(const MapReader& arrivals, std::int64_t start_unix_ns, const ReadContext& context);

}  // namespace thaw
