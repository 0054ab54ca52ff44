// The verb `runtimes`: the measured init times that a scenario can name.
#include <fmt/format.h>

#include <array>
#include <vector>

#include "cli/standard_output.hpp"
#include "cli/usage.hpp"
#include "cli/verb.hpp"
#include "report/byte_sink.hpp"
#include "report/csv_field.hpp"
#include "report/json_writer.hpp"
#include "report/names.hpp"
#include "report/printable.hpp"
#include "report/table.hpp"
#include "report/wrapped.hpp"
#include "scenario/runtimes.hpp"

namespace thaw {

namespace {

constexpr std::array<Option, 2> options = {{
    {"format", '\0', "FORMAT", false, true, "of standard output: text (default), json or csv"},
    {"help", 'h', "", false, true, "show this help"},
}};

std::string ms_text(double ms) {
  return fmt::format("{:.1f}", ms);
}

std::string text_of(const std::vector<RuntimeInit>& rows) {
  constexpr Align left = Align::left, right = Align::right;
  Table table({left, left, left, right, right, right, right, right});
  table.row({"runtime", "package", "architecture", "p50", "p90", "p99", "longest", "starts"});
  for (const RuntimeInit& row : rows) {
    table.row({std::string(row.runtime), std::string(name_of(row.package)), std::string(name_of(row.architecture)),
               ms_text(row.p50_ms), ms_text(row.p90_ms), ms_text(row.p99_ms), ms_text(row.max_ms), fmt::format("{}", row.samples)});
  }
  const std::string note =
      fmt::format("Source: {}; 128 to 1,024 MB pooled, since init does not depend on memory there. In a scenario: runtime: {}",
                  runtime_source, rows.front().runtime);
  return fmt::format("Init times of empty functions in milliseconds, a floor: imports and your own code come on top.\n\n{}\n{}",
                     table.text(), wrapped(note, 100, ""));
}

std::string csv_of(const std::vector<RuntimeInit>& rows) {
  std::string text = "runtime,package,architecture,p50_ms,p90_ms,p99_ms,max_ms,samples,source\n";
  for (const RuntimeInit& row : rows) {
    text += fmt::format("{},{},{},{},{},{},{},{},", row.runtime, name_of(row.package), name_of(row.architecture),
                        ms_text(row.p50_ms), ms_text(row.p90_ms), ms_text(row.p99_ms), ms_text(row.max_ms), row.samples);
    append_csv_field(text, runtime_source);
    text += "\n";
  }
  return text;
}

std::string json_of(const std::vector<RuntimeInit>& rows) {
  StringSink sink;
  JsonWriter json(sink);
  json.begin_object(JsonLayout::lines);
  json.key("source");
  json.string(runtime_source);
  json.key("runtimes");
  json.begin_array(JsonLayout::lines);
  for (const RuntimeInit& row : rows) {
    json.begin_object();
    json.key("runtime");
    json.string(row.runtime);
    json.key("package");
    json.string(name_of(row.package));
    json.key("architecture");
    json.string(name_of(row.architecture));
    json.key("p50_ms");
    json.real(row.p50_ms);
    json.key("p90_ms");
    json.real(row.p90_ms);
    json.key("p99_ms");
    json.real(row.p99_ms);
    json.key("max_ms");
    json.real(row.max_ms);
    json.key("samples");
    json.whole(static_cast<std::uint64_t>(row.samples));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.finish();
  return sink.text;
}

std::vector<RuntimeInit> rows_with(const std::string& part) {
  std::vector<RuntimeInit> rows;
  for (const RuntimeInit& row : runtime_table()) {
    if (row.runtime.find(part) != std::string_view::npos) rows.push_back(row);
  }
  if (rows.empty()) {
    throw WrongUsage(fmt::format("no measured runtime has '{}' in its name{} ('thaw runtimes' lists them all)", printable(part, 60),
                                 did_you_mean(part, runtime_names())));
  }
  return rows;
}

int act(const std::vector<std::string>& words) {
  const Arguments arguments = read_arguments("runtimes", options, words, 1);
  if (arguments.has("help")) {
    print_out(help_of(runtimes_verb()));
    return 0;
  }
  const std::string format = arguments.value("format").value_or("text");
  if (format != "text" && format != "json" && format != "csv") {
    throw WrongUsage(fmt::format("option '--format' takes text, json or csv, not '{}'", printable(format, 60)));
  }
  const std::vector<RuntimeInit> rows = rows_with(arguments.operands.empty() ? "" : arguments.operands[0]);
  if (format == "json") print_out(json_of(rows));
  if (format == "csv") print_out(csv_of(rows));
  if (format == "text") print_out(text_of(rows));
  return 0;
}

}  // namespace

const Verb& runtimes_verb() {
  static const Verb verb = {"runtimes",
                            "[NAME]",
                            "list the measured init times of AWS's runtimes",
                            "Lists what `runtime:` in a scenario stands for: the init times of empty functions by runtime, package "
                            "and architecture. With a NAME, those that have it in their name: thaw runtimes python.",
                            options,
                            act};
  return verb;
}

}  // namespace thaw
