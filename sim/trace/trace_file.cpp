#include "trace/trace_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "trace/row_reader.hpp"
#include "trace/trace_stream.hpp"

namespace thaw {
namespace {

ServiceKnown service_of(const Function& function) {
  return function.service ? ServiceKnown::yes : ServiceKnown::only_from_rows;
}

ServiceKnown service_of(const Scenario& scenario, std::string_view name) {
  const auto at = std::ranges::lower_bound(scenario.functions, name, {}, &Function::name);
  if (at != scenario.functions.end() && at->name == name) return service_of(*at);
  return scenario.template_function ? service_of(*scenario.template_function) : ServiceKnown::no_such_function;
}

/// Of a source that names its functions: all of them must have a service before a row may go without.
ServiceKnown service_of(const Scenario& scenario, const Source& source) {
  for (const std::uint32_t function : source.functions) {
    if (!scenario.functions[function].service) return ServiceKnown::only_from_rows;
  }
  return ServiceKnown::yes;
}

const TraceArrivals& trace_of(const Source& source) {
  const auto* trace = std::get_if<TraceArrivals>(&source.arrivals);
  THAW_CHECK(trace != nullptr);
  return *trace;
}

RowRequest row_request(const Scenario& scenario, const Source& source) {
  const TraceArrivals& trace = trace_of(source);
  const bool from_rows = source.functions.empty();
  // The scenario and the source outlive the stream: a run holds them.
  return {{trace.columns, trace.where, from_rows}, [&scenario, &source, from_rows](std::string_view name) {
            return from_rows ? service_of(scenario, name) : service_of(scenario, source);
          }};
}

StreamRequest stream_request(const Scenario& scenario, const Source& source, bool repeatable) {
  const TraceArrivals& trace = trace_of(source);
  StreamRequest request;
  request.window = trace.window;
  request.origin = trace.origin;
  if (scenario.start_written) request.start_unix_ns = scenario.start_unix_ns;
  request.cut = scenario.duration;
  request.function_from_rows = source.functions.empty();
  request.wants_some = !trace.where.empty();
  request.repeatable = repeatable;
  return request;
}

/// A file of several functions may have them one after another, so its earliest row may be anywhere.
bool needs_search(const StreamRequest& request) {
  return request.repeatable && request.function_from_rows && request.origin == Origin::first;
}

std::string shown_name(const std::string& file) {
  return file == "-" ? "standard input" : file;
}

[[noreturn]] void stop(const std::string& file, std::string message, std::string hint) {
  throw Faults(ExitStatus::trace, Diagnostic{shown_name(file), 0, 0, std::move(message), std::move(hint), ""});
}

/// False if the file at `path` has been written to; one that is gone or replaced does no harm to who has it open.
bool is_unchanged(const std::string& path, const FileIdentity& opened) {
  const FileIdentity now = file_identity(path);
  return now.inode != opened.inode || now.device != opened.device || now == opened;
}

}  // namespace

OpenedInput TraceFiles::open_checked(const TraceArrivals& trace, const Source& source) {
  if (trace.file == "-" && standard_input_taken_) {
    stop(trace.file, "it can be read only once, by one source", "hand in a file instead");
  }
  try {
    OpenedInput input = open_input(trace.file, limits_);
    standard_input_taken_ = standard_input_taken_ || trace.file == "-";
    if (!input.repeatable) return input;
    const auto [at, first] = opened_.emplace(trace.file, input.identity);
    if (first || at->second == input.identity) return input;
    stop(trace.file, "the file is no longer the one that was read before", "run again once nothing writes to it");
  } catch (const InputFault& fault) {
    stop(trace.file, fault.message(),
         fault.hint().empty()
             ? fmt::format("it is the trace of source \"{}\"; paths are relative to the scenario's file", source.name)
             : fault.hint());
  }
}

std::unique_ptr<RowStream> TraceFiles::open(const Scenario& scenario, const Source& source) {
  const TraceArrivals& trace = trace_of(source);
  OpenedInput input = open_checked(trace, source);
  const std::string shown = shown_name(trace.file);
  const RowRequest rows = row_request(scenario, source);
  StreamRequest request = stream_request(scenario, source, input.repeatable);
  if (input.repeatable) {
    request.unchanged = [path = trace.file, opened = input.identity] { return is_unchanged(path, opened); };
  }
  if (needs_search(request)) {
    request.earliest_ns = RowReader(std::move(input.source), shown, rows).earliest_arrival_ns();
    input = open_checked(trace, source);
  }
  return std::make_unique<TraceStream>(RowReader(std::move(input.source), shown, rows), std::move(request));
}

std::unique_ptr<RowStream> open_trace_text(std::string_view bytes, const std::string& file, const Scenario& scenario,
                                           const Source& source, bool repeatable, const InputLimits& limits) {
  const RowRequest rows = row_request(scenario, source);
  StreamRequest request = stream_request(scenario, source, repeatable);
  const auto input = [&] {
    try {
      return unpacked_input(memory_input(bytes), limits);
    } catch (const InputFault& fault) {
      stop(file, fault.message(), fault.hint());
    }
  };
  if (needs_search(request)) request.earliest_ns = RowReader(input(), file, rows).earliest_arrival_ns();
  return std::make_unique<TraceStream>(RowReader(input(), file, rows), std::move(request));
}

}  // namespace thaw
