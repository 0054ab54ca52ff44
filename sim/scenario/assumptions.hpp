// assumptions.hpp: the defaults that mattered and the values that AWS does not document, for the head of every report (3.13).
//
// One line per key where all functions agree, else one per function or group, at most eight. The order is fixed.
#pragma once

#include <vector>

#include "scenario/era.hpp"
#include "scenario/function_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

class TimeZones;

/// Which top-level keys the scenario wrote.
struct WrittenKeys {
  bool duration = false, region = false, concurrency = false, request_rate = false, free_tier = false, init_billing = false,
       rounding = false, scaling_rate = false, init_limit = false;
};

std::vector<Assumption> list_assumptions(const Scenario& scenario, const std::vector<FunctionGroup>& groups,
                                         const WrittenKeys& written, const Era& era, TimeZones& zones);

}  // namespace thaw
