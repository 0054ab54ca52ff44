// What became of the requests, and why some failed.
#include <fmt/format.h>

#include <array>
#include <string_view>

#include "report/human_number.hpp"
#include "report/sections.hpp"

namespace thaw {

namespace {

struct Fate {
  std::string_view name;
  std::uint64_t count;
  Tone tone;
  std::string why;
};

std::string failure_reasons(const FunctionResult& t) {
  std::vector<std::string> reasons;
  const std::uint64_t handled = t.errors - t.timeouts - t.out_of_memory - t.crashes;
  if (handled > 0) reasons.push_back(counted(handled, "error"));
  if (t.timeouts > 0) reasons.push_back(counted(t.timeouts, "timeout"));
  if (t.out_of_memory > 0) reasons.push_back(fmt::format("{} out of memory", counted(t.out_of_memory, "run")));
  if (t.crashes > 0) reasons.push_back(with_thousands(t.crashes) + (t.crashes == 1 ? " crash" : " crashes"));
  return fmt::format("{}", fmt::join(reasons, ", "));
}

std::string throttle_reasons(const FunctionResult& t) {
  std::vector<std::string> reasons;
  const auto tell = [&reasons](std::uint64_t count, std::string_view by) {
    if (count > 0) reasons.push_back(fmt::format("{} by {}", with_thousands(count), by));
  };
  tell(t.throttles_concurrency, "the concurrency limit");
  tell(t.throttles_request_rate, "the request rate");
  tell(t.throttles_reserved_concurrency, "a function's reserved concurrency");
  tell(t.throttles_reserved_request_rate, "the request rate of a reserved concurrency");
  tell(t.throttles_scaling_rate, "the scaling rate");
  return fmt::format("{}", fmt::join(reasons, ", "));
}

}  // namespace

Section requests_section(const Result& result) {
  const FunctionResult& t = result.totals;
  Grid grid{{{"fate"}, {"requests", Align::right}, {"share", Align::right}, {"why"}}, {}, false, Narrow::wrap};
  grid.rows.push_back({{"offered", with_thousands(t.requests)}});
  const std::array<Fate, 9> fates = {{{"succeeded", t.succeeded, Tone::plain, ""},
                                      {"failed", t.failed, Tone::alarm, failure_reasons(t)},
                                      {"throttled", t.throttled, Tone::alarm, throttle_reasons(t)},
                                      {"denied", t.denied, Tone::alarm, ""},
                                      {"dead-lettered", t.dead_lettered, Tone::alarm, ""},
                                      {"dropped", t.dropped, Tone::alarm, ""},
                                      {"expired", t.expired, Tone::alarm, ""},
                                      {"filtered", t.filtered, Tone::plain, ""},
                                      {"still in flight", t.in_flight, Tone::plain, ""}}};
  for (const Fate& fate : fates) {
    if (fate.count == 0 && fate.name != "succeeded") continue;
    grid.rows.push_back(
        {{std::string(fate.name), with_thousands(fate.count), percent(fate.count, t.requests), fate.why}, fate.tone});
  }
  Section section{"Requests", {grid}};
  if (t.retries > 0) {
    section.blocks.emplace_back(
        Paragraph{fmt::format("{}, {} of them retries.", counted(t.attempts, "call"), with_thousands(t.retries))});
  }
  return section;
}

}  // namespace thaw
