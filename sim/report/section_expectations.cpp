// What was expected of the result, and whether it is so: a mark, the verdict in words, the figure and its interval.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "report/expectation_story.hpp"
#include "report/sections.hpp"

namespace thaw {

namespace {

std::string_view mark_of(Verdict verdict) {
  if (verdict == Verdict::met) return "\u2713";
  return verdict == Verdict::not_met ? "\u2717" : "?";
}

}  // namespace

Section expectations_section(const Result& result) {
  const auto& list = result.expectations;
  if (list.empty()) return {};
  const auto met = std::count_if(list.begin(), list.end(), [](const auto& one) { return one.verdict == Verdict::met; });
  Section section{fmt::format("Expectations: {} of {} met", met, list.size()), {}};
  for (const ExpectationResult& one : list) {
    const Tone tone = one.verdict == Verdict::met ? Tone::plain : Tone::alarm;
    section.blocks.emplace_back(
        Listing{{Prose(std::string(mark_of(one.verdict)) + " ") + expectation_story(one, result.cost.currency)}, tone});
  }
  return section;
}

}  // namespace thaw
