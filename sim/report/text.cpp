#include "report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "report/date.hpp"
#include "report/human_number.hpp"
#include "report/names.hpp"
#include "report/printable.hpp"
#include "report/table.hpp"
#include "report/text_cost.hpp"
#include "report/text_expectations.hpp"
#include "report/text_groups.hpp"
#include "report/text_latency.hpp"
#include "report/text_tags.hpp"
#include "report/wrapped.hpp"

namespace thaw {

namespace {

constexpr std::size_t functions_shown = 10;
constexpr std::size_t functions_priced = 5;  // line by line, once there are more than functions_shown
constexpr std::size_t name_columns = 32;

class Page {
 public:
  Page(const TextStyle& style, ByteSink& sink) : style_(style), sink_(sink) {}

  void line(std::string_view text) { sink_.write(std::string(text) + "\n"); }
  void paragraph(std::string_view text) { sink_.write(wrapped(text, style_.width, "")); }
  void indented(std::string_view text) { sink_.write(wrapped(text, style_.width, "  ")); }
  void raw(std::string_view text) { sink_.write(text); }
  void heading(std::string_view text) {
    sink_.write(style_.bold ? fmt::format("\n\x1b[1m{}\x1b[0m\n", text) : fmt::format("\n{}\n", text));
  }
  [[nodiscard]] std::size_t width() const { return style_.width; }

 private:
  TextStyle style_;
  ByteSink& sink_;
};

std::string latency_sentence(const FunctionResult& t) {
  const Summary& latency = t.latency;
  if (latency.count < 100) {
    return fmt::format("half within {}, the slowest in {}", people_duration(latency.percentiles[0]), people_duration(latency.max));
  }
  return fmt::format("half within {}, 99 % within {}", people_duration(latency.percentiles[0]),
                     people_duration(latency.percentiles[3]));
}

std::string answer_requests(const Result& result) {
  const FunctionResult& t = result.totals;
  if (t.requests == 0) return fmt::format("No request arrived in {}.", people_duration(result.simulated));
  if (t.latency.count == 0) return fmt::format("Of {} none succeeded.", counted(t.requests, "request"));
  if (t.succeeded == t.requests && t.requests == 1) {
    return fmt::format("The only request succeeded, in {}.", people_duration(t.latency.max));
  }
  if (t.succeeded == t.requests) return fmt::format("All {} succeeded: {}.", counted(t.requests, "request"), latency_sentence(t));
  return fmt::format("{} of {} succeeded ({}): {}.", with_thousands(t.succeeded), counted(t.requests, "request"),
                     percent(t.succeeded, t.requests), latency_sentence(t));
}

std::string answer_cold(const Result& result) {
  const FunctionResult& t = result.totals;
  if (t.attempts == 0) return "So nothing had to start.";
  if (t.delayed_starts == 0) return "No call had to wait for an environment to start.";
  const std::string share = percent(t.delayed_starts, t.attempts);
  const std::string who = fmt::format("{} of {} ({}) had to wait for an environment", with_thousands(t.delayed_starts),
                                      counted(t.attempts, "call"), share);
  if (t.start_wait.count == 0) return who + ".";
  if (t.start_wait.count == 1) return fmt::format("{}, for {}.", who, people_duration(t.start_wait.max));
  return fmt::format("{}, half of them for up to {}, the longest for {}.", who, people_duration(t.start_wait.percentiles[0]),
                     people_duration(t.start_wait.max));
}

std::string answer_cost(const Result& result) {
  const Cost& cost = result.cost;
  if (cost.price_book.empty()) return "It is not priced.";
  const bool free_tier = std::any_of(cost.lines.begin(), cost.lines.end(), [](const CostLine& l) { return l.free > Decimal(0); });
  std::string text = fmt::format("{} {} for the {} simulated", free_tier ? "After the free tier it costs" : "It costs",
                                 money(cost.total, cost.currency), people_duration(result.simulated - result.warmup));
  if (cost.per_million_requests) text += fmt::format(", {} per million requests", money(*cost.per_million_requests, cost.currency));
  return text + ".";
}

void write_answer(Page& page, const Result& result) {
  if (!result.complete) {
    page.paragraph("INTERRUPTED: this result is partial. It covers only what had been simulated until then.");
    page.line("");
  }
  page.paragraph(answer_requests(result));
  page.paragraph(answer_cold(result));
  page.paragraph(answer_cost(result));
}

void write_title(Page& page, const Result& result) {
  std::string span = people_duration(result.simulated) + " simulated";
  if (result.warmup.ns > 0) span += fmt::format(" (the first {} left out as warm-up)", people_duration(result.warmup));
  std::string title = printable(result.scenario_name, 60);
  if (!title.empty()) title += ": ";
  page.paragraph(fmt::format("{}{} from {}, {}, seed {}", title, span, iso_date(result.start_unix_ns), printable(result.region, 40),
                             result.seed));
  page.line("");
}

struct Fate {
  std::string_view name;
  std::uint64_t count;
  std::string why;
};

std::string failure_reasons(const FunctionResult& t) {
  std::vector<std::string> reasons;
  if (t.errors > t.timeouts) reasons.push_back(counted(t.errors - t.timeouts, "error"));
  if (t.timeouts > 0) reasons.push_back(counted(t.timeouts, "timeout"));
  return fmt::format("{}", fmt::join(reasons, ", "));
}

std::string throttle_reasons(const FunctionResult& t) {
  std::vector<std::string> reasons;
  if (t.throttles_concurrency > 0) {
    reasons.push_back(fmt::format("{} by the concurrency limit", with_thousands(t.throttles_concurrency)));
  }
  if (t.throttles_request_rate > 0) {
    reasons.push_back(fmt::format("{} by the request rate", with_thousands(t.throttles_request_rate)));
  }
  return fmt::format("{}", fmt::join(reasons, ", "));
}

void write_requests(Page& page, const FunctionResult& t) {
  page.heading("Requests");
  Table table({Align::left, Align::right, Align::right, Align::left});
  table.row({"offered", with_thousands(t.requests)});
  const std::array<Fate, 9> fates = {{{"succeeded", t.succeeded, ""},
                                      {"failed", t.failed, failure_reasons(t)},
                                      {"throttled", t.throttled, throttle_reasons(t)},
                                      {"denied", t.denied, ""},
                                      {"dead-lettered", t.dead_lettered, ""},
                                      {"dropped", t.dropped, ""},
                                      {"expired", t.expired, ""},
                                      {"filtered", t.filtered, ""},
                                      {"still in flight", t.in_flight, ""}}};
  for (const Fate& fate : fates) {
    if (fate.count == 0 && fate.name != "succeeded") continue;
    table.row({std::string(fate.name), with_thousands(fate.count), percent(fate.count, t.requests), fate.why});
  }
  page.raw(table.text());
}

std::string starts_by_idle(const Result& result) {
  constexpr std::array<std::string_view, 3> limits = {"5 min", "10 min", "15 min"};
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const auto& ratio = result.cold_start_ratio_by_idle[i];
    if (ratio) parts.push_back(fmt::format("{} at {}", percent(*ratio), limits[i]));
  }
  if (parts.empty()) return {};
  return fmt::format("Share of cold starts by idle time: {} (AWS does not say how long it keeps idle environments).",
                     fmt::join(parts, ", "));
}

void write_cold_starts(Page& page, const Result& result) {
  const FunctionResult& t = result.totals;
  if (t.invocations == 0) return;
  page.heading("Cold starts");
  if (const std::string line = starts_by_idle(result); !line.empty()) page.indented(line);
  Table table({Align::left, Align::right, Align::right, Align::left});
  table.row({"delayed starts", with_thousands(t.delayed_starts), percent(t.delayed_starts, t.attempts),
             "of calls waited for an environment"});
  table.row({"cold starts", with_thousands(t.cold_starts), percent(t.cold_starts, t.invocations),
             "of invocations, the first in their environment"});
  table.row({"warm starts", with_thousands(t.warm_starts), percent(t.warm_starts, t.invocations), ""});
  page.raw(table.text());
  page.indented("Whoever served it, a delayed call waited; a cold start is the call whose log line carries Init Duration.");
  if (t.start_wait.count > 1) {
    page.indented(fmt::format("Wait for an environment: p50 {}, p99 {}, longest {}.", spoken_percentile(t.start_wait, 0),
                              spoken_percentile(t.start_wait, 3), people_duration(t.start_wait.max)));
  }
  if (t.init.count > 1) {
    page.indented(fmt::format("Init Duration: p50 {}, p99 {}, longest {}.", spoken_percentile(t.init, 0),
                              spoken_percentile(t.init, 3), people_duration(t.init.max)));
  }
}

void write_latency(Page& page, const FunctionResult& t) {
  if (t.latency.count == 0) return;
  page.heading(
      fmt::format("Latency in ms of the {} of requests that succeeded, with [95 % intervals]", percent(t.succeeded, t.requests)));
  page.raw(latency_table(t, page.width()));
  if (!t.latency.exact) page.indented("Percentiles come from a histogram: they are exact to 0.1 %.");
  if (t.failed_latency.count == 0) return;
  page.indented(fmt::format("The {} that failed: p50 {}, p99 {}.", with_thousands(t.failed_latency.count),
                            spoken_percentile(t.failed_latency, 0), spoken_percentile(t.failed_latency, 3)));
}

void write_environments(Page& page, const Result& result) {
  const FunctionResult& t = result.totals;
  const EnvironmentCounts& e = t.environments;
  if (e.alive_at_start + e.started == 0) return;
  page.heading("Environments and concurrency");
  const std::string_view bound = result.peaks_exact ? "" : "at most ";
  std::string story = fmt::format("{} started and {} reclaimed; {} alive at the start, {} at the end.", with_thousands(e.started),
                                  with_thousands(e.reclaimed), with_thousands(e.alive_at_start), with_thousands(e.alive));
  if (e.unused > 0) story += fmt::format(" {} never served a call.", with_thousands(e.unused));
  page.indented(story);
  page.indented(fmt::format("At once: {:.2f} on average ({:.2f} busy, {:.2f} idle), {}{} at the peak.", e.mean, e.mean_busy,
                            e.mean_idle, bound, with_thousands(e.peak)));
  page.indented(
      fmt::format("Concurrency (environments starting or running): {}{} at the peak.", bound, with_thousands(t.concurrency_peak)));
  page.indented(fmt::format("Memory held: {} GB-s billed, {} GB-s idle and free of charge.", people_quantity(t.gb_seconds, 2),
                            people_quantity(t.idle_gb_seconds, 2)));
}

void write_functions(Page& page, const Result& result) {
  if (result.functions.size() < 2) return;
  const std::vector<std::string> dearest = dearest_functions(result, functions_shown);
  page.heading(result.functions.size() > functions_shown
                   ? fmt::format("Functions, the dearest {} of {}", functions_shown, with_thousands(result.functions.size()))
                   : "Functions, the dearest first");
  Table table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.row({"", "memory", "requests", "cold starts", "p50 ms", "p99 ms", "cost"});
  for (const std::string& name : dearest) {
    const FunctionResult& f = result.functions.at(name);
    const auto settings = result.settings.find(name);
    const bool any = f.latency.count > 0;
    table.row({printable(name, name_columns),
               settings == result.settings.end() ? "-" : fmt::format("{} MB", settings->second.memory_mb),
               with_thousands(f.requests), percent(f.cold_starts, f.invocations), any ? people_ms(f.latency.percentiles[0]) : "-",
               any ? people_ms(f.latency.percentiles[3]) : "-", money(cost_of(result.cost, name), result.cost.currency)});
  }
  page.raw(table.text());
  if (result.functions.size() <= functions_shown) return;
  page.indented(fmt::format("... and {}; --format json or csv has them all.",
                            counted(result.functions.size() - functions_shown, "more function")));
}

void write_cost(Page& page, const Result& result) {
  if (result.cost.price_book.empty()) return;
  page.heading(fmt::format("Cost at the prices of {}", printable(result.cost.price_book)));
  page.raw(cost_table(result, functions_shown, functions_priced));
}

/// A section that is left out where there is nothing in it.
void write_section(Page& page, std::string_view heading, const std::string& body) {
  if (body.empty()) return;
  page.heading(heading);
  page.raw(body);
}

void write_recorded(Page& page, const Result& result) {
  bool any = false;
  for (const auto& [name, source] : result.sources) {
    if (!source.recorded) continue;
    if (!any) page.heading("Cold starts, recorded against predicted");
    any = true;
    const Recorded& r = *source.recorded;
    std::string line =
        fmt::format("{}: of {} {} were recorded cold, {} are predicted so, {} by both", printable(name, 60), counted(r.rows, "row"),
                    with_thousands(r.cold), with_thousands(r.predicted), with_thousands(r.both));
    if (r.precision) line += fmt::format("; precision {}", percent(r.both, r.predicted));
    if (r.recall) line += fmt::format("{} recall {}", r.precision ? "," : ";", percent(r.both, r.cold));
    page.indented(line + ".");
  }
  if (any) page.indented("The first row of each function is left out, since what came before it is not known.");
}

void write_assumptions(Page& page, const Result& result) {
  if (result.assumptions.empty()) return;
  page.heading("Assumed, since the scenario does not say");
  for (const Assumption& a : result.assumptions) {
    const std::string why = a.why.empty() ? "" : " (" + printable(a.why, 1000) + ")";
    page.raw(wrapped(printable(a.key, 100) + " = " + printable(a.value, 200) + why, page.width(), "  ", "    "));
  }
}

}  // namespace

void write_text(const Result& result, const TextStyle& style, ByteSink& sink) {
  Page page(style, sink);
  write_title(page, result);
  write_answer(page, result);
  write_section(page, expectations_heading(result), expectations_list(result, page.width()));
  write_requests(page, result.totals);
  write_cold_starts(page, result);
  write_latency(page, result.totals);
  write_environments(page, result);
  write_functions(page, result);
  write_section(page, "Groups of functions", groups_table(result, page.width()));
  write_cost(page, result);
  write_section(page, "Cost by tag", tag_costs_table(result));
  write_recorded(page, result);
  write_assumptions(page, result);
}

}  // namespace thaw
