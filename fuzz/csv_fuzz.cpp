// csv_fuzz.cpp: any bytes as a recorded trace, plain or packed, under every setting that changes how rows are read.
//
// A trace is either refused with 1 to 20 faults, or its rows keep what trace_stream.hpp promises.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "thaw/check.hpp"
#include "trace/trace_file.hpp"

namespace {

using namespace thaw;

/// The settings by the first byte, so that the fuzzer can change them.
Scenario scenario_of(std::uint8_t settings) {
  Scenario scenario;
  scenario.functions.resize(1);
  scenario.functions[0].name = "f";
  if ((settings & 1U) != 0) scenario.functions[0].service = Constant{};
  if ((settings & 2U) != 0) scenario.template_function = scenario.functions[0];
  if ((settings & 4U) != 0) scenario.duration = seconds(100);
  scenario.start_written = (settings & 8U) != 0;
  scenario.sources.resize(1);
  Source& source = scenario.sources[0];
  if ((settings & 16U) != 0) source.functions = {0};
  TraceArrivals trace;
  if ((settings & 32U) != 0) trace.window = seconds(5);
  if ((settings & 64U) != 0) trace.origin = Origin::first;
  if ((settings & 128U) != 0) trace.where = {{"cold", "1"}};
  source.arrivals = trace;
  return scenario;
}

void check_rows(RowStream& stream, const Scenario& scenario) {
  std::vector<std::int64_t> newest;
  for (auto block = stream.next(); !block.empty(); block = stream.next()) {
    for (const Row& row : block) {
      if (row.function >= newest.size()) newest.resize(row.function + 1);
      THAW_CHECK(row.at_ns >= newest[row.function]);
      THAW_CHECK(row.at_ns <= latest_ns);
      THAW_CHECK(!scenario.duration || row.at_ns < scenario.duration->ns);
      THAW_CHECK(row.duration_ns >= -1 && row.init_ns >= -1 && row.cold >= -1 && row.cold <= 1);
      THAW_CHECK(row.memory_mb == 0 || (row.memory_mb >= memory_mb_min && row.memory_mb <= memory_mb_max));
      THAW_CHECK(stream.names().empty() ? row.function == 0 : row.function < stream.names().size());
      newest[row.function] = row.at_ns;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const Scenario scenario = scenario_of(data[0]);
  const std::string_view bytes(reinterpret_cast<const char*>(data + 2), size - 2);
  const bool repeatable = (data[1] & 1U) == 0;
  const InputLimits limits{.unpacked_bytes = 1U << 22U, .ratio = 1000, .ratio_from_bytes = 1U << 20U};
  try {
    check_rows(*open_trace_text(bytes, "fuzz.csv", scenario, scenario.sources[0], repeatable, limits), scenario);
  } catch (const Faults& faults) {
    THAW_CHECK(!faults.list().empty() && faults.list().size() <= max_faults);
    THAW_CHECK(faults.status() == ExitStatus::trace);
  }
  return 0;
}
