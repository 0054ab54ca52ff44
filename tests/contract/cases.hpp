// cases.hpp: random small scenarios for the contract tests, and how to read one that failed.
//
// Times are small multiples of one unit per case, so that events at one instant are frequent; limits are tight; nothing,
// zero and never are all drawn. Each part is drawn apart, so that RapidCheck can shrink it.
#pragma once

#include <iosfwd>

#include <rapidcheck.h>

#include "contract/reference.hpp"

namespace thaw::contract {

struct Case {
  Scenario scenario;
  Traces traces;
  std::uint64_t block_seed = 0;
  bool repeatable = true;
};

rc::Gen<Case> random_case();

/// For RapidCheck: the case as a person would write it down.
void showValue(const Case& value, std::ostream& out);

}  // namespace thaw::contract
