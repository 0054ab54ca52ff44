#include "cli/key_help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "expect/metric.hpp"
#include "report/wrapped.hpp"
#include "scenario/keys.hpp"

namespace thaw {

namespace {

constexpr std::size_t widest_head = 38;

std::string head_of(const Key& key) {
  return fmt::format("  {}: {}", key.name, key.takes);
}

std::string told(const Key& key) {
  if (key.otherwise.empty()) return std::string(key.meaning);
  return fmt::format("{}{}default: {}", key.meaning, key.meaning.empty() ? "" : "; ", key.otherwise);
}

/// A key and what it is for, which goes on in the same column; a head that is too long has a line of its own.
std::string key_lines(const Key& key, std::size_t column, std::size_t width) {
  std::string head = head_of(key);
  const std::string text = told(key);
  if (text.empty()) return head + "\n";
  const std::string indent(column, ' ');
  if (head.size() + 2 > column) return head + "\n" + wrapped(text, width, indent);
  head.resize(column, ' ');
  return wrapped(text, width, head, indent);
}

std::string group_lines(std::string_view path, const std::vector<Key>& keys, std::size_t width) {
  std::size_t column = 0;
  for (const Key& key : keys) column = std::max(column, std::min(head_of(key).size(), widest_head) + 2);
  std::string text = wrapped(path, width, "");
  for (const Key& key : keys) text += key_lines(key, column, width);
  return text;
}

std::string_view last_step(std::string_view path) {
  return path.substr(path.rfind('.') + 1);
}

/// The key whose map stands at this path: "cron" of "arrivals.cron", "functions" of "functions.NAME, and defaults".
std::string_view key_of(std::string_view path) {
  constexpr std::string_view any_name = ".NAME";
  path = path.substr(0, path.find_first_of(",: "));
  if (path.ends_with(any_name)) path.remove_suffix(any_name.size());
  return last_step(path);
}

std::string_view unit_text(MetricUnit unit) {
  switch (unit) {
    case MetricUnit::milliseconds:
      return "in ms";
    case MetricUnit::ratio:
      return "of 1, or in %";
    case MetricUnit::money:
      return "in the currency of the prices";
    case MetricUnit::gb_seconds:
      return "in GB-s";
    case MetricUnit::average:
      return "on average";
    case MetricUnit::count:
      break;
  }
  return "whole numbers";
}

/// "latency_ms." of "latency_ms.p99"; empty where there is no dot.
std::string_view stem_of(std::string_view name) {
  return name.substr(0, name.find('.') == std::string_view::npos ? 0 : name.find('.') + 1);
}

/// Those of one unit that follow each other: "requests, succeeded (whole numbers)", "latency_ms.p50, .p99 (in ms)".
std::string metric_lines(const std::vector<std::string_view>& names, Subject subject, std::size_t width) {
  std::string text;
  for (std::size_t i = 0; i < names.size();) {
    const std::string_view stem = stem_of(names[i]);
    const auto unit = unit_of_metric(subject, names[i]);
    std::string line(names[i]);
    for (++i; i < names.size() && stem_of(names[i]) == stem && unit_of_metric(subject, names[i]) == unit; ++i) {
      line += fmt::format(", {}{}", stem.empty() ? "" : ".", names[i].substr(stem.size()));
    }
    text += wrapped(fmt::format("{} ({})", line, unit_text(unit.value_or(MetricUnit::count))), width, "  ", "    ");
  }
  return text;
}

}  // namespace

std::string scenario_help(std::size_t width) {
  std::string text =
      wrapped("The keys of a scenario, a YAML file. 'thaw init' writes one to begin with, 'thaw validate' checks one.", width, "");
  text += wrapped(
      "Behind each key stands what it takes. Times have units (45ms, 3s, 5min, 24h), and so have sizes (512MB, 1GB) and rates "
      "(20/s, 5/min). A key of a map within a map is set by a path, such as --set functions.api.memory=1GB.",
      width, "");
  for (const KeyGroup& group : key_groups()) text += "\n" + group_lines(group.path, group.keys, width);
  return text;
}

std::string key_help(std::string_view key, std::size_t width) {
  const std::string_view name = last_step(key);
  std::string text;
  for (const KeyGroup& group : key_groups()) {
    std::vector<Key> shown;
    if (key_of(group.path) == name)
      shown = group.keys;
    else
      std::copy_if(group.keys.begin(), group.keys.end(), std::back_inserter(shown),
                   [&](const Key& one) { return one.name == name; });
    if (!shown.empty()) text += (text.empty() ? "" : "\n") + group_lines(group.path, shown, width);
  }
  return text;
}

std::string expect_help(std::size_t width) {
  std::string text = wrapped(
      "What a result is to be, in the list `expect` of a scenario or by --slo: METRIC OP BOUND, such as latency_ms.p99 < 800ms, "
      "success >= 99%, functions.api.throttles == 0 or cost.total <= $5. OP is <, <=, >, >= or, for counts, ==. A bound without a "
      "unit is in the metric's own. A percentile is met or not if its 95 % interval lies on one side of the bound, else "
      "undetermined; unless all are met, the status is 5.",
      width, "");
  const std::vector<std::string_view> all = metric_names(Subject::totals);
  text += "\nOf all requests:\n" + metric_lines(all, Subject::totals, width);
  for (const auto& [subject, title] : {std::pair(Subject::function, "functions.NAME."), std::pair(Subject::source, "sources.NAME."),
                                       std::pair(Subject::group, "groups.NAME.")}) {
    const std::vector<std::string_view> names = metric_names(subject);
    std::vector<std::string_view> missing;  // most are what all requests have
    std::copy_if(all.begin(), all.end(), std::back_inserter(missing),
                 [&](std::string_view name) { return std::find(names.begin(), names.end(), name) == names.end(); });
    const bool alike = names.size() + missing.size() == all.size() && missing.size() < names.size();
    text += fmt::format("\n{}\n", title);
    if (!alike) text += metric_lines(names, subject, width);
    if (alike)
      text += wrapped(missing.empty() ? "the same" : fmt::format("the same without {}", fmt::join(missing, ", ")), width, "  ");
  }
  return text;
}

}  // namespace thaw
