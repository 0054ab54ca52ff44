// era.hpp: what the date of Lambda's rules decides about billing and scaling (aws-lambda-model 2, 7.1 and 7.4).
//
// Durations were rounded up to 100 ms before 2020-12-01. The init phase of zip packages on managed runtimes was free
// before 2025-08-01; that of images and custom runtimes was always billed. `article` is the source article's Lambda: 100 ms,
// and time counted from when packages are initialised. SnapStart came step by step (1.11).
#pragma once

#include <optional>
#include <string>

#include "scenario/fault_list.hpp"
#include "scenario/function_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

struct Era {
  std::string name = "2026-11";
  Place place;
  bool written = false;
  bool rounds_to_100ms = false;
  bool managed_init_free = false;
  bool scales_in_bursts = false;  // environments: the rule of before November 2023
  bool snap_start_on_java = true, snap_start_on_others = true, snap_start_on_images = true;
};

std::optional<Era> read_era(const YamlNode& node, FaultList& faults);

/// Who pays for init in this era. Nothing (and a fault) if the functions are of both kinds: Billing has one switch for all.
std::optional<InitBilling> era_init_billing(const Era& era, const std::vector<FunctionGroup>& groups, FaultList& faults);

}  // namespace thaw
