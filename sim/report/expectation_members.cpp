#include "report/expectation_members.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "report/saved_bounds.hpp"

namespace thaw {

namespace {

// ---- figures: doubles as they are, exact ones as numbers, and money as strings

void write_figure(JsonWriter& json, MetricUnit unit, const Figure& figure) {
  if (const double* real = std::get_if<double>(&figure)) return json.real(*real);
  const std::string text = std::get<Decimal>(figure).text();
  unit == MetricUnit::money ? json.string(text) : json.literal(text);
}

std::optional<Figure> read_figure(SavedDocument& document, JsonTree::Index value, const SavedPath& path, MetricUnit unit) {
  if (unit == MetricUnit::ratio || unit == MetricUnit::average) {
    const auto real = document.real(value, path, unit == MetricUnit::ratio ? any_ratio : any_average);
    return real ? std::optional<Figure>(*real) : std::nullopt;
  }
  const JsonKind kind = unit == MetricUnit::money ? JsonKind::string : JsonKind::number;
  const auto exact = document.decimal(value, path, kind, most_idle_gb_s, idle_gb_s_places + 6);
  return exact ? std::optional<Figure>(*exact) : std::nullopt;
}

void value_member(WrittenBlock& block, const ExpectationResult& expectation) {
  block.json().key("value");
  expectation.value ? write_figure(block.json(), expectation.unit, *expectation.value) : block.json().null();
}

void value_member(SavedBlock& block, ExpectationResult& expectation) {
  const auto value = block.member_or_null("value");
  if (value) expectation.value = read_figure(block.document(), *value, block.path_of("value"), expectation.unit);
}

void interval_member(WrittenBlock& block, const ExpectationResult& expectation) {
  JsonWriter& json = block.json();
  json.key("interval");
  if (!expectation.interval) return json.null();
  json.begin_array();
  write_figure(json, expectation.unit, expectation.interval->low);
  expectation.interval->high ? write_figure(json, expectation.unit, *expectation.interval->high) : json.null();
  json.end_array();
}

void interval_member(SavedBlock& block, ExpectationResult& expectation) {
  const auto array = block.member_or_null("interval");
  const auto ends = array ? block.two_ends(*array, "interval") : std::nullopt;
  if (!ends) return;
  SavedDocument& document = block.document();
  const auto low = read_figure(document, ends->first, block.path_of("interval"), expectation.unit);
  if (!low) return;
  expectation.interval = FigureRange{*low, std::nullopt};
  if (document.tree().kind(ends->second) == JsonKind::null) return;
  expectation.interval->high = read_figure(document, ends->second, block.path_of("interval"), expectation.unit);
}

template <class Block, class Judged>
void describe(Block& block, Judged& expectation) {
  block.string("text", expectation.text);
  block.word("verdict", expectation.verdict, {Verdict::met, Verdict::not_met, Verdict::undetermined});
  block.word("unit", expectation.unit,
             {MetricUnit::count, MetricUnit::ratio, MetricUnit::average, MetricUnit::milliseconds, MetricUnit::gb_seconds,
              MetricUnit::money});
  value_member(block, expectation);
  interval_member(block, expectation);
  block.text_or_null("why", expectation.why);
}

}  // namespace

void members(WrittenBlock& block, const ExpectationResult& expectation) {
  describe(block, expectation);
}
void members(SavedBlock& block, ExpectationResult& expectation) {
  describe(block, expectation);
}

}  // namespace thaw
