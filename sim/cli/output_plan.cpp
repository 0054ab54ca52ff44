#include "cli/output_plan.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>

#include "cli/usage.hpp"
#include "report/output_file.hpp"
#include "report/printable.hpp"

namespace thaw {

namespace {

std::string shown(const std::string& path) {
  return printable(path, 200);
}

Format format_named(const std::string& name) {
  if (name == "text") return Format::text;
  if (name == "json") return Format::json;
  if (name == "csv") return Format::csv;
  if (name == "markdown") return Format::markdown;
  const std::string_view meant = name == "md" ? "markdown" : name == "txt" ? "text" : std::string_view(name);  // as files end
  throw WrongUsage(fmt::format("option '--format' takes text, json, csv or markdown, not '{}'{}", printable(name, 60),
                               did_you_mean(meant, {"text", "json", "csv", "markdown"})));
}

bool is_device(const std::string& path) {
  struct stat status{};
  if (names_standard_output(path) || path.starts_with("/dev/fd/")) return true;
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

Format format_by_ending(const std::string& path, Format format_of_devices) {
  const std::string ending = std::filesystem::path(path).extension().string();
  if (ending == ".json") return Format::json;
  if (ending == ".csv") return Format::csv;
  if (ending == ".txt") return Format::text;
  if (ending == ".md") return Format::markdown;
  if (ending == ".xlsx" || ending == ".html") throw not_built_yet(fmt::format("'-o' with the ending {}", ending));
  if (is_device(path)) return format_of_devices;
  throw WrongUsage(fmt::format("'-o {}': the ending chooses the format; name it .json, .csv, .md or .txt", shown(path)));
}

std::uint64_t sample_of(const std::string& text) {
  if (text.starts_with("1/")) {
    const std::uint64_t every = whole_number("--requests-sample", text.substr(2));
    if (every > 0) return every;
  }
  throw WrongUsage(fmt::format("option '--requests-sample' takes 1/N, such as 1/100, not '{}'", printable(text, 60)));
}

std::filesystem::path full_name(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored), ignored);
}

// Two paths of one file, be it there already or not.
bool same_place(const std::string& one, const std::string& other) {
  if (names_standard_output(one) || names_standard_output(other)) return names_standard_output(one) && names_standard_output(other);
  const bool same_name = full_name(one) == full_name(other);
  return (same_name && !is_device(one)) || same_regular_file(one, other);
}

std::vector<std::string> paths_of(const OutputPlan& plan) {
  std::vector<std::string> paths;
  for (const Destination& destination : plan.results) paths.push_back(destination.path);
  if (plan.requests) paths.push_back(*plan.requests);
  return paths;
}

void check_distinct(const OutputPlan& plan) {
  const std::vector<std::string> paths = paths_of(plan);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!same_place(paths[i], paths[j])) continue;
      throw WrongUsage(fmt::format("two outputs would be written to '{}'; give each its own file", shown(paths[i])));
    }
  }
}

bool goes_to_standard_output(const OutputPlan& plan) {
  for (const std::string& path : paths_of(plan)) {
    if (names_standard_output(path)) return true;
  }
  return false;
}

bool has_json(const OutputPlan& plan) {
  for (const Destination& destination : plan.results) {
    if (destination.format == Format::json) return true;
  }
  return false;
}

}  // namespace

OutputPlan plan_outputs(const Arguments& arguments) {
  OutputPlan plan;
  const std::optional<std::string> format_text = arguments.value("format");
  const Format format = format_text ? format_named(*format_text) : Format::text;
  for (const std::string& path : arguments.all("output")) plan.results.push_back({path, format_by_ending(path, format)});
  plan.requests = arguments.value("requests");
  if (const auto sample = arguments.value("requests-sample")) {
    if (!plan.requests) throw WrongUsage("option '--requests-sample' needs '--requests FILE.csv'");
    plan.sample_every = sample_of(*sample);
  }
  const bool report = format_text || !arguments.has("quiet");
  if (report && !goes_to_standard_output(plan)) plan.results.push_back({"-", format});
  check_distinct(plan);
  plan.lanes = arguments.has("lanes");
  if (plan.lanes && !has_json(plan))
    throw WrongUsage("option '--lanes' needs a JSON result: add '--format json' or '-o FILE.json'");
  return plan;
}

void check_inputs_stay(const OutputPlan& plan, const std::vector<std::string>& inputs) {
  for (const std::string& output : paths_of(plan)) {
    for (const std::string& input : inputs) {
      if (!same_regular_file(output, input)) continue;
      throw WrongUsage(fmt::format("'{}' is read by this run and would be overwritten; write to another file", shown(output)));
    }
  }
}

}  // namespace thaw
