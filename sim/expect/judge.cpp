#include "expect/judge.hpp"

#include <compare>

#include "expect/metric.hpp"

namespace thaw {
namespace {

std::partial_ordering against_bound(const Figure& figure, const Expectation& expectation) {
  if (const double* average = std::get_if<double>(&figure)) return *average <=> expectation.rounded_bound;
  return std::get<Decimal>(figure) <=> expectation.bound;
}

std::partial_ordering against_bound(const Share& share, const Expectation& expectation) {
  const Decimal part = Decimal::scaled(static_cast<Int128>(share.part), 0);
  const Decimal whole = Decimal::scaled(static_cast<Int128>(share.whole), 0);
  return part <=> expectation.bound * whole;
}

bool satisfies(std::partial_ordering order, Relation relation) {
  switch (relation) {
    case Relation::below:
      return order < 0;
    case Relation::at_most:
      return order <= 0;
    case Relation::above:
      return order > 0;
    case Relation::at_least:
      return order >= 0;
    case Relation::equal:
      return order == 0;
  }
  return false;
}

/// Why an interval decides nothing.
std::string why_undecided(bool has_high) {
  return has_high ? "the bound lies within the interval" : "too few samples: the interval has no upper end";
}

/// `low` and `high` are what is known of the figure; without `high` it may be anything above.
Verdict decide(std::partial_ordering low, std::optional<std::partial_ordering> high, Relation relation) {
  if (relation == Relation::equal) {
    if (low > 0 || (high && *high < 0)) return Verdict::not_met;
    return low == 0 && high && *high == 0 ? Verdict::met : Verdict::undetermined;
  }
  const bool upward = relation == Relation::above || relation == Relation::at_least;
  const bool low_satisfies = satisfies(low, relation);
  // What holds at the end that is harder to satisfy holds throughout; what fails at the easier end fails throughout.
  if (upward) {
    if (low_satisfies) return Verdict::met;
    return high && !satisfies(*high, relation) ? Verdict::not_met : Verdict::undetermined;
  }
  if (!low_satisfies) return Verdict::not_met;
  return high && satisfies(*high, relation) ? Verdict::met : Verdict::undetermined;
}

ExpectationResult judge_one(const Result& result, const Expectation& expectation) {
  Measured measured = measure(result, expectation);
  ExpectationResult judged;
  judged.text = expectation.text;
  judged.unit = expectation.unit;
  judged.value = measured.value;
  judged.interval = measured.interval;
  judged.why = measured.why;
  if (!result.complete) {
    judged.why = "the run was interrupted";
    return judged;
  }
  if (!measured.value) return judged;
  if (expectation.in_usd && result.cost.currency != "USD") {
    judged.why = "the bound is in dollars, the price book is not";
    return judged;
  }
  if (measured.interval) {
    const FigureRange& range = *measured.interval;
    std::optional<std::partial_ordering> high;
    if (range.high) high = against_bound(*range.high, expectation);
    judged.verdict = decide(against_bound(range.low, expectation), high, expectation.relation);
    if (judged.verdict == Verdict::undetermined) judged.why = why_undecided(range.high.has_value());
    return judged;
  }
  const auto order = measured.share ? against_bound(*measured.share, expectation) : against_bound(*measured.value, expectation);
  judged.verdict = satisfies(order, expectation.relation) ? Verdict::met : Verdict::not_met;
  return judged;
}

}  // namespace

std::vector<ExpectationResult> judge(const Result& result, const std::vector<Expectation>& expectations) {
  std::vector<ExpectationResult> judged;
  judged.reserve(expectations.size());
  for (const Expectation& expectation : expectations) judged.push_back(judge_one(result, expectation));
  return judged;
}

}  // namespace thaw
