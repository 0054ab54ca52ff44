// csv.hpp: a Result as one tidy table: function,metric,statistic,unit,value.
//
// One figure a row, the same figures and digits as in the JSON, for spreadsheets and data frames. The function "*" is the
// total of all; rows of sources and of the run as a whole have no function. A figure that there is not has no row.
#pragma once

#include "report/byte_sink.hpp"
#include "thaw/result.hpp"

namespace thaw {

void write_csv(const Result& result, ByteSink& sink);

}  // namespace thaw
