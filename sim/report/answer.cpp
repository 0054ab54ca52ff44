// The answer in three sentences: how many were served and how fast, how many waited for an environment, what it costs.
#include <fmt/format.h>

#include <algorithm>

#include "report/human_number.hpp"
#include "report/sections.hpp"

namespace thaw {

namespace {

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
  if (t.latency.count == 0 && t.requests == 1) return "The only request did not succeed.";
  if (t.latency.count == 0) return fmt::format("None of the {} succeeded.", counted(t.requests, "request"));
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
  if (t.attempts == 1 && t.start_wait.count == 1) {
    return fmt::format("The only call had to wait {} for an environment.", people_duration(t.start_wait.max));
  }
  const std::string share = percent(t.delayed_starts, t.attempts);
  const std::string who = fmt::format("{} of {} ({}) had to wait for an environment", with_thousands(t.delayed_starts),
                                      counted(t.attempts, "call"), share);
  if (t.start_wait.count == 0) return who + ".";
  if (t.start_wait.count == 1) return fmt::format("{}, for {}.", who, people_duration(t.start_wait.max));
  return fmt::format("{}: half of them for at most {}, the longest for {}.", who, people_duration(t.start_wait.percentiles[0]),
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

}  // namespace

std::vector<Paragraph> answer_of(const Result& result) {
  std::vector<Paragraph> answer;
  if (!result.complete) {
    answer.push_back({"INTERRUPTED: this result is partial. It covers only what had been simulated until then.", Tone::alarm});
  }
  answer.push_back({answer_requests(result)});
  answer.push_back({answer_cold(result)});
  answer.push_back({answer_cost(result)});
  return answer;
}

}  // namespace thaw
