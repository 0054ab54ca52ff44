#include "report/expectation_story.hpp"

#include <fmt/format.h>

#include "report/human_number.hpp"
#include "report/names.hpp"

namespace thaw {
namespace {

constexpr std::size_t longest_text = 120;

std::string_view words_of(Verdict verdict) {
  return verdict == Verdict::not_met ? "not met" : name_of(verdict);
}

std::string figure_text(MetricUnit unit, const Figure& figure, std::string_view currency) {
  if (const double* real = std::get_if<double>(&figure)) {
    return unit == MetricUnit::ratio ? percent(*real) : fmt::format("{:.2f}", *real);
  }
  const Decimal exact = std::get<Decimal>(figure);
  if (unit == MetricUnit::money) return money(exact, std::string(currency));
  if (unit != MetricUnit::milliseconds) return people_quantity(exact, 2);
  return people_quantity(exact, exact < Decimal(100) ? 2 : exact < Decimal(10'000) ? 1 : 0);  // as in the table of latencies
}

std::string with_unit(MetricUnit unit, const Figure& figure, std::string_view currency) {
  const std::string text = figure_text(unit, figure, currency);
  if (unit == MetricUnit::milliseconds || unit == MetricUnit::gb_seconds) return fmt::format("{} {}", text, name_of(unit));
  return text;
}

std::string range_text(MetricUnit unit, const FigureRange& range) {
  const std::string low = figure_text(unit, range.low, {});
  return range.high ? fmt::format("[{}, {}]", low, figure_text(unit, *range.high, {})) : fmt::format("[{}, ?]", low);
}

std::string known(const ExpectationResult& expectation, std::string_view currency) {
  if (!expectation.value) return {};
  const std::string value = with_unit(expectation.unit, *expectation.value, currency);
  if (!expectation.interval) return "it is " + value;
  // A peak that is an upper bound, and no estimate.
  if (expectation.unit == MetricUnit::count) {
    return fmt::format("it is at least {} and at most {}", figure_text(expectation.unit, expectation.interval->low, {}), value);
  }
  return fmt::format("it is {} {}", value, range_text(expectation.unit, *expectation.interval));
}

std::string finding(const ExpectationResult& expectation, std::string_view currency) {
  const std::string text = known(expectation, currency);
  if (expectation.why.empty()) return text;
  return text.empty() ? expectation.why : text + "; " + expectation.why;
}

}  // namespace

Prose expectation_story(const ExpectationResult& expectation, std::string_view currency) {
  return Prose(named(expectation.text, longest_text)) +
         fmt::format(": {}, {}", words_of(expectation.verdict), finding(expectation, currency));
}

}  // namespace thaw
