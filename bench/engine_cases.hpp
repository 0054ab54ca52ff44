// engine_cases.hpp: the scenarios and rows in memory by which the engine is measured.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/elementary.hpp"
#include "loop.hpp"
#include "thaw/run.hpp"

namespace thaw::bench {

/// Rows in memory, as one block.
class MemoryRows : public RowStream {
 public:
  MemoryRows(const std::vector<Row>& rows, const std::vector<std::string>& names) : rows_(rows), names_(names) {}
  std::span<const Row> next() override {
    const std::span<const Row> block = taken_ ? std::span<const Row>{} : std::span<const Row>(rows_);
    taken_ = true;
    return block;
  }
  [[nodiscard]] const std::vector<std::string>& names() const override { return names_; }
  [[nodiscard]] TraceEnd end() const override { return {}; }
  [[nodiscard]] bool repeatable() const override { return true; }

 private:
  const std::vector<Row>& rows_;
  const std::vector<std::string>& names_;
  bool taken_ = false;
};

struct Workload : TraceOpener {
  std::vector<Row> rows;
  std::vector<std::string> names;
  std::unique_ptr<RowStream> open(const Scenario&, const Source&) override { return std::make_unique<MemoryRows>(rows, names); }
};

inline Function function_named(const std::string& name) {
  Function function;
  function.name = name;
  function.init = Constant{milliseconds(200)};
  function.keep_alive = Constant{seconds(600)};
  function.timeout = seconds(900);
  return function;
}

/// One function without limits, as the loop has it, fed by a trace.
inline Scenario one_function() {
  Scenario scenario;
  scenario.account = {1'000'000'000, std::nullopt, std::nullopt};
  scenario.functions = {function_named("f")};
  scenario.sources.resize(1);
  scenario.sources[0].name = std::string("s");  // assigned as a literal, g++ 12 warns of an overlap that is not there
  scenario.sources[0].functions = {0};
  scenario.sources[0].arrivals = TraceArrivals{};
  return scenario;
}

constexpr double mean_run_s = 0.3;
inline Lognormal run_time() {
  return {mean_run_s * 1e9 / natural_exp(0.5), 1.0};
}

/// Arrivals at `rate_per_s` for as long as it takes to have about `invocations` of them.
inline void draw_poisson(Scenario& scenario, double rate_per_s, double invocations) {
  for (Function& function : scenario.functions) function.service = run_time();
  scenario.sources[0].arrivals = PoissonArrivals{rate_per_s};
  scenario.duration = Duration{static_cast<std::int64_t>(invocations / rate_per_s * 1e9)};
}

inline Workload workload_of(const Recording& recording) {
  Workload workload;
  workload.rows.resize(recording.arrivals_ns.size());
  for (std::size_t i = 0; i < workload.rows.size(); ++i) {
    workload.rows[i].at_ns = recording.arrivals_ns[i];
    workload.rows[i].duration_ns = recording.durations_ns[i];
  }
  return workload;
}

}  // namespace thaw::bench
