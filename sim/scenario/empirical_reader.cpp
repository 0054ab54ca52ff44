#include "scenario/empirical_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/map_reader.hpp"
#include "scenario/quantity.hpp"
#include "scenario/text_file.hpp"

namespace thaw {
namespace {

std::optional<Distribution> make_empirical(std::vector<Duration> samples) {
  std::sort(samples.begin(), samples.end());
  return Empirical{std::move(samples)};
}

/// The unit that a header names by its last part ("duration_ms"): the lines below are then plain numbers.
std::optional<std::string_view> unit_of_header(std::string_view header) {
  for (const std::string_view unit : {"ns", "us", "ms", "s", "min", "h", "d"}) {
    if (header.size() > unit.size() && header.ends_with(unit) && header[header.size() - unit.size() - 1] == '_') return unit;
  }
  return std::nullopt;
}

/// One time per line, each with its unit; or a header that ends in a unit and plain numbers below it.
std::optional<Distribution> read_samples(const std::string& file, const std::string& text, const ReadContext& context) {
  std::vector<Duration> samples;
  std::string unit;
  std::size_t line_number = 0;
  std::size_t faults = 0;
  const auto fault = [&](std::string_view line, std::string message, std::string hint) {
    context.faults.add(Diagnostic{file, line_number, line_number == 0 ? std::size_t{0} : std::size_t{1}, std::move(message),
                                  std::move(hint), std::string(line.substr(0, 4096))});
    ++faults;
  };
  for (std::size_t start = 0; start < text.size() && faults < max_faults;) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string_view line = std::string_view(text).substr(start, end - start);
    start = end + 1;
    ++line_number;
    if (line_number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    if (line.empty()) continue;
    if (samples.empty() && unit.empty()) {
      if (const auto named = unit_of_header(line)) {
        unit = *named;
        continue;
      }
    }
    if (samples.size() == max_samples) {
      fault(line, fmt::format("more than {} samples", max_samples), "a tenth of them has the same distribution");
      break;
    }
    const auto time = read_time(unit.empty() ? std::string(line) : std::string(line) + unit);
    if (time) {
      samples.push_back(*time.value);
    } else {
      fault(line, time.message, "one time per line with its unit, or a header such as duration_ms and plain numbers");
    }
  }
  if (faults > 0) return std::nullopt;
  if (samples.empty()) {
    line_number = 1;
    fault({}, "no samples in this file", "one time per line with its unit, or a header such as duration_ms and plain numbers");
    return std::nullopt;
  }
  return make_empirical(std::move(samples));
}

}  // namespace

std::optional<Distribution> read_empirical(const YamlNode& node, const ReadContext& context) {
  if (node.kind == YamlNode::Kind::scalar && !node.text.empty()) {
    const std::string file = path_of_file(node, context);
    const auto text = read_text_file(file, max_samples_bytes);
    if (text) return read_samples(file, *text.value, context);
    context.faults.add(node.place, fmt::format("the file {} {}", quoted(file), text.message), text.hint);
    return std::nullopt;
  }
  if (node.kind != YamlNode::Kind::list || node.items.empty()) {
    context.faults.add(node.place, "empirical takes a list of times or a file",
                       "write {empirical: [40ms, 45ms, 300ms]} or {empirical: samples.csv}");
    return std::nullopt;
  }
  std::vector<Duration> samples;
  for (const YamlNode& item : node.items) {
    const auto time = read_quantity(item, "a time", context.faults, read_time);
    if (time) samples.push_back(*time);
  }
  if (samples.size() != node.items.size()) return std::nullopt;
  return make_empirical(std::move(samples));
}

}  // namespace thaw
