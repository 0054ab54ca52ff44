// csv.hpp: a Result as one tidy table: scope,name,metric,statistic,unit,value.
//
// One fact a row, the same figures and digits as in the JSON, for spreadsheets and data frames. The scope is run, totals,
// source, function, group or expectation, the last four with their name; these and metric and statistic together are the key of a
// row. Metrics are called as in the JSON. A figure that there is not has no row, nor has why an expectation is undetermined. A
// function's further price tiers are cost_duration_2 and so on; the statistic of cost_by_tag is TAG=VALUE or TAG (untagged).
#pragma once

#include "report/byte_sink.hpp"
#include "thaw/result.hpp"

namespace thaw {

void write_csv(const Result& result, ByteSink& sink);

}  // namespace thaw
