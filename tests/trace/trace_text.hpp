// trace_text.hpp: traces written in tests, read as a run would read them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "trace/trace_file.hpp"

namespace thaw::testing {

/// A scenario with one source, which names its function "f" (without a service) unless told otherwise.
struct TraceText {
  Scenario scenario;

  TraceText() {
    scenario.functions.resize(1);
    scenario.functions[0].name = "f";
    scenario.sources.resize(1);
    scenario.sources[0].name = "web";
    scenario.sources[0].functions = {0};
    scenario.sources[0].arrivals = TraceArrivals{};
    trace().file = "t.csv";
  }

  TraceArrivals& trace() { return std::get<TraceArrivals>(scenario.sources[0].arrivals); }

  /// Rows name their functions; every name is known by the template.
  TraceText& by_function() {
    scenario.sources[0].functions.clear();
    scenario.template_function = Function{};
    return *this;
  }

  std::unique_ptr<RowStream> open(std::string_view bytes, bool repeatable = true, const InputLimits& limits = {}) const {
    return open_trace_text(bytes, "t.csv", scenario, scenario.sources[0], repeatable, limits);
  }

  std::vector<Row> rows(std::string_view bytes, bool repeatable = true) const { return all(*open(bytes, repeatable)); }

  static std::vector<Row> all(RowStream& stream) {
    std::vector<Row> rows;
    for (auto block = stream.next(); !block.empty(); block = stream.next()) rows.insert(rows.end(), block.begin(), block.end());
    return rows;
  }

  /// "line:column: message" of every fault; empty if there is none.
  std::vector<std::string> faults(std::string_view bytes, bool repeatable = true) const {
    return faults_of([&] { rows(bytes, repeatable); });
  }

  static std::vector<std::string> faults_of(const std::function<void()>& act) {
    std::vector<std::string> texts;
    try {
      act();
    } catch (const Faults& faults) {
      if (faults.status() != ExitStatus::trace) texts.emplace_back("wrong status");
      for (const Diagnostic& one : faults.list()) {
        texts.push_back(std::to_string(one.line) + ":" + std::to_string(one.column) + ": " + one.message);
      }
    }
    return texts;
  }

  /// The hint of the first fault.
  std::string hint(std::string_view bytes, bool repeatable = true) const {
    try {
      rows(bytes, repeatable);
    } catch (const Faults& faults) {
      return faults.list().front().hint;
    }
    return "no fault";
  }
};

inline std::vector<std::int64_t> arrivals(const std::vector<Row>& rows) {
  std::vector<std::int64_t> list;
  for (const Row& row : rows) list.push_back(row.at_ns);
  return list;
}

}  // namespace thaw::testing
