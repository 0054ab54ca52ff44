// The verb `init`: a commented scenario to begin with.
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/standard_output.hpp"
#include "cli/usage.hpp"
#include "cli/verb.hpp"
#include "report/output_file.hpp"
#include "report/printable.hpp"
#include "scenario/starter.hpp"

namespace thaw {

namespace {

constexpr std::array<Option, 3> options = {{
    {"output", 'o', "FILE", false, true, "write the scenario to FILE; for trace, also a sample of a record, calls.csv, beside it"},
    {"force", '\0', "", false, true, "overwrite files that are there already"},
    {"help", 'h', "", false, true, "show this help"},
}};

using Written = std::pair<std::string, std::string_view>;  // path and text

struct Starter {
  std::string_view kind;
  std::string_view (*text)();
};
constexpr std::array<Starter, 4> starters = {
    {{"api", api_starter}, {"queue", queue_starter}, {"stream", stream_starter}, {"trace", trace_starter}}};

const Starter& starter_of(const std::string& kind) {
  std::vector<std::string_view> kinds;
  for (const Starter& starter : starters) {
    if (starter.kind == kind) return starter;
    kinds.push_back(starter.kind);
  }
  throw WrongUsage(fmt::format("there is no starter '{}'{} ('thaw init' has {})", printable(kind, 60), did_you_mean(kind, kinds),
                               fmt::join(kinds, ", ")));
}

bool is_taken(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

/// All are open before any takes its name, so that a folder that cannot be written to leaves nothing behind.
void write_files(const std::vector<Written>& files, bool force) {
  for (const auto& [path, text] : files) {
    if (force || !is_taken(path)) continue;
    throw WrongUsage(
        fmt::format("'{}' is there already: choose another name, or overwrite it with '--force'", printable(path, 200)));
  }
  std::deque<OutputFile> outputs;
  for (const auto& [path, text] : files) outputs.emplace_back(path).write(text);
  for (OutputFile& output : outputs) output.commit();
}

int act(const std::vector<std::string>& words) {
  const Arguments arguments = read_arguments("init", options, words, 1);
  if (arguments.has("help")) {
    print_out(help_of(init_verb()));
    return 0;
  }
  const std::string kind = arguments.operands.empty() ? "api" : arguments.operands[0];
  const std::string_view scenario = starter_of(kind).text();
  const bool recorded = kind == "trace";
  const std::string path = arguments.value("output").value_or("-");
  if (names_standard_output(path)) {
    if (recorded) throw WrongUsage("'thaw init trace' writes two files, the scenario and calls.csv: add '-o scenario.yaml'");
    print_out(scenario);
    return 0;
  }
  std::vector<Written> files = {{path, scenario}};
  if (recorded) {
    const auto beside = std::filesystem::path(path).parent_path() / starter_trace_name;
    files.insert(files.begin(), {beside.string(), starter_trace()});
  }
  write_files(files, arguments.has("force"));
  fmt::print(stderr, "thaw: wrote {}{}; next: thaw run {}\n", printable(path, 200), recorded ? " and calls.csv beside it" : "",
             printable(path, 200));
  return 0;
}

}  // namespace

const Verb& init_verb() {
  static const Verb verb = {
      "init",
      "[KIND]",
      "write a commented scenario to begin with",
      "Writes a scenario that runs as it is, to standard output or to a file. KIND is api (default), a web service with "
      "drawn calls; queue or stream, the batches that a poller of SQS or Kinesis sends; trace, a replay of recorded calls.",
      options,
      act};
  return verb;
}

}  // namespace thaw
