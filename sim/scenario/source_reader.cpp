#include "scenario/source_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "scenario/map_reader.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/quantity.hpp"
#include "scenario/rate_reader.hpp"
#include "scenario/settings.hpp"
#include "workload/sampler.hpp"

namespace thaw {
namespace {

const Schema source_schema = {
    {"kind", "function", "arrivals"},
    {"batch_size", "maximum_batching_window", "visibility_timeout", "maximum_event_age", "maximum_retry_attempts", "retry", "queue",
     "stream", "dead_letter_queue", "on_failure", "on_success", "filter"}};

const std::vector<std::string_view> later_kinds = {"async",       "queue",   "stream",  "apigateway", "alb",       "s3",
                                                   "sqs",         "sns",     "kinesis", "dynamodb",   "msk",       "kafka",
                                                   "eventbridge", "cognito", "iot",     "ses",        "cloudfront"};

const std::vector<std::string_view> arrival_laws = {"poisson", "constant", "renewal", "bursts", "trace"};

const Schema arrivals_schema = {{"poisson", "constant", "renewal", "bursts", "trace", "zipf"}, {"cron", "group", "groups", "sum"}};
constexpr std::size_t max_phases = 1'000;

const std::vector<std::string_view> trace_columns = {"arrival_s", "end_s",    "duration_ms", "init_ms",
                                                     "memory_mb", "function", "cold"};

class SourceReader {
 public:
  SourceReader(const MapReader& map, const FunctionIndex& functions, const Place& place, const ReadContext& context)
      : map_(map), functions_(functions), place_(place), context_(context) {}

  Source read() {
    Source source;
    read_kind();
    read_function(source);
    read_arrivals(source);
    return source;
  }

 private:
  [[nodiscard]] FaultList& faults() const { return context_.faults; }

  void read_kind() const {
    const YamlNode* node = map_.value("kind");
    if (node != nullptr) {
      static_cast<void>(read_word(*node, "a kind of source", {"sync"}, later_kinds, faults()));
      return;
    }
    if (!map_.has("kind"))
      faults().add(place_, fmt::format("{} has no `kind`", map_.path()), "write kind: sync, for callers that wait for the answer");
  }

  void read_function(Source& source) const {
    const YamlNode* node = map_.value("function");
    if (node == nullptr) return;
    const auto name = read_text(*node, "the name of a function", faults());
    if (!name) return;
    const auto found = functions_.find(*name);
    if (found != functions_.end()) {
      source.functions = found->second;
      return;
    }
    std::vector<std::string_view> known;
    for (const auto& [known_name, indices] : functions_) known.emplace_back(known_name);
    const std::string hint = *name == "*" ? "the template is for names that only a trace has: leave `function` out"
                                          : name_hint(*name, known, "functions");
    faults().add(node->place, fmt::format("there is no function {}", quoted(*name)), hint);
  }

  void read_arrivals(Source& source) const {
    const YamlNode* node = map_.value("arrivals");
    if (node == nullptr) {
      if (map_.has("arrivals")) return;
      faults().add(place_, fmt::format("{} has no `arrivals`", map_.path()),
                   "write arrivals: {poisson: {rate: 20/s}}, {constant: {every: 1min}} or {trace: file.csv}");
      return;
    }
    const MapReader arrivals(*node, map_.path_of("arrivals"), arrivals_schema, faults());
    if (node->kind != YamlNode::Kind::map) return;
    const auto ways = std::count_if(arrival_laws.begin(), arrival_laws.end(), [&](auto law) { return arrivals.has(law); });
    if (ways != 1) {
      const bool later = std::any_of(node->entries.begin(), node->entries.end(), [](const YamlEntry& entry) {
        return std::find(arrivals_schema.not_built.begin(), arrivals_schema.not_built.end(), entry.key) !=
               arrivals_schema.not_built.end();
      });
      if (ways == 0 && later) return;
      if (ways == 0) {
        faults().add(node->place, fmt::format("{} has none of poisson, constant, renewal, bursts and trace", arrivals.path()),
                     "write {poisson: {rate: 20/s}}, {constant: {every: 1min}} or {trace: file.csv}");
        return;
      }
      faults().add(node->place,
                   fmt::format("{} takes one of poisson, constant, renewal, bursts and trace, here are {}", arrivals.path(), ways),
                   "two kinds of arrivals are two sources");
      return;
    }
    if (const YamlNode* poisson = arrivals.value("poisson")) read_poisson(*poisson, arrivals, source);
    if (const YamlNode* constant = arrivals.value("constant")) read_constant(*constant, arrivals, source);
    if (const YamlNode* renewal = arrivals.value("renewal")) read_renewal(*renewal, arrivals, source);
    if (const YamlNode* bursts = arrivals.value("bursts")) read_bursts(*bursts, arrivals, source);
    if (const YamlNode* trace = arrivals.value("trace")) read_trace(*trace, arrivals, source);
    const bool drawn = !arrivals.has("trace");
    if (drawn && source.functions.empty() && !map_.has("function")) {
      faults().add(place_, fmt::format("{} has no `function`", map_.path()),
                   "drawn arrivals need the name of a function, or of a group of them");
    }
    if (const YamlNode* zipf = arrivals.value("zipf")) read_zipf(*zipf, arrivals, drawn, source);
  }

  void read_poisson(const YamlNode& node, const MapReader& arrivals, Source& source) const {
    const MapReader map(node, arrivals.path_of("poisson"), {{"rate"}, {}}, faults());
    if (node.kind != YamlNode::Kind::map) return;
    const YamlNode* rate = map.value("rate");
    if (rate == nullptr) {
      if (!map.has("rate")) add_no_rate(map);
      return;
    }
    auto read = read_poisson_rate(*rate, map.path_of("rate"), faults());
    if (read) source.arrivals = std::move(*read);
  }

  void add_no_rate(const MapReader& map) const {
    faults().add(map.node().place, fmt::format("{} has no `rate`", map.path()), "write a rate such as 20/s");
  }

  void read_renewal(const YamlNode& node, const MapReader& arrivals, Source& source) const {
    const std::string path = arrivals.path_of("renewal");
    const auto gap = read_distribution(node, path, context_);
    if (!gap) return;
    if (Sampler(*gap).rough_mean_ns() < 1) {
      faults().add(node.place, fmt::format("the gaps of {} are 0", path), "on average at least 1ns lies between two arrivals");
      return;
    }
    source.arrivals = RenewalArrivals{*gap};
  }

  void read_bursts(const YamlNode& node, const MapReader& arrivals, Source& source) const {
    const std::string path = arrivals.path_of("bursts");
    constexpr std::string_view hint = "write phases in turn: [{rate: 50/s, for: 10s}, {rate: 0/s, for: 50s}]";
    if (node.kind != YamlNode::Kind::list || node.items.empty()) {
      const std::string_view what = node.kind == YamlNode::Kind::list ? "empty" : kind_name(node);
      faults().add(node.place, fmt::format("{} is {}, but a list of phases is expected", path, what), std::string(hint));
      return;
    }
    if (node.items.size() > max_phases) {
      faults().add(node.items[max_phases].place, fmt::format("{} has more than {} phases", path, max_phases), std::string(hint));
      return;
    }
    PhasedArrivals phased;
    bool good = true;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      auto phase = read_phase(node.items[i], fmt::format("{}[{}]", path, i));
      good = good && phase.has_value();
      if (good) phased.phases.push_back(std::move(*phase));
    }
    if (!good) return;
    if (std::all_of(phased.phases.begin(), phased.phases.end(), [](const Phase& phase) { return phase.rate_per_s == 0; })) {
      faults().add(node.place, fmt::format("every rate of {} is 0", path), "leave a source out if it sends nothing");
      return;
    }
    source.arrivals = std::move(phased);
  }

  [[nodiscard]] std::optional<Phase> read_phase(const YamlNode& node, const std::string& path) const {
    const MapReader map(node, path, {{"rate", "for"}, {}}, faults());
    if (node.kind != YamlNode::Kind::map) return std::nullopt;
    const YamlNode* rate = map.value("rate");
    const YamlNode* length = map.value("for");
    if (rate == nullptr && !map.has("rate")) add_no_rate(map);
    if (length == nullptr && !map.has("for")) {
      faults().add(node.place, fmt::format("{} has no `for`", path), "write how long it lasts: for: 10s, or a distribution");
    }
    const auto per_s = rate != nullptr ? read_phase_rate(*rate, faults()) : std::nullopt;
    const auto law = length != nullptr ? read_distribution(*length, map.path_of("for"), context_) : std::nullopt;
    if (!per_s || !law) return std::nullopt;
    if (Sampler(*law).rough_mean_ns() < 0.9 * static_cast<double>(shortest_phase.ns)) {
      faults().add(length->place, fmt::format("the phases of {} last less than a millisecond", path), "on average at least 1ms");
      return std::nullopt;
    }
    return Phase{*per_s, *law, {}};
  }

  void read_constant(const YamlNode& node, const MapReader& arrivals, Source& source) const {
    const MapReader map(node, arrivals.path_of("constant"), {{"rate", "every"}, {}}, faults());
    if (node.kind != YamlNode::Kind::map) return;
    if (map.has("rate") == map.has("every")) {
      faults().add(node.place, fmt::format("{} takes one of rate and every", map.path()), "write {rate: 1/s} or {every: 700s}");
      return;
    }
    if (const YamlNode* node_of_rate = map.value("rate")) {
      const auto rate = read_quantity(*node_of_rate, "a rate", faults(), read_rate);
      if (rate) source.arrivals = ConstantArrivals{rate->count, rate->per};
      return;
    }
    const YamlNode* every = map.value("every");
    if (every == nullptr) return;
    const auto gap = read_quantity(*every, "a time", faults(), read_time);
    if (!gap) return;
    if (gap->ns == 0) {
      faults().add(every->place, fmt::format("{} must be above 0", quoted(map.path_of("every"))),
                   "at least 1ns lies between two arrivals");
      return;
    }
    source.arrivals = ConstantArrivals{1, *gap};
  }

  void read_zipf(const YamlNode& node, const MapReader& arrivals, bool drawn, Source& source) const {
    const MapReader map(node, arrivals.path_of("zipf"), {{"exponent"}, {}}, faults());
    if (node.kind != YamlNode::Kind::map) return;
    if (!drawn) {
      faults().add(node.place, "a trace takes no `zipf`", "its rows say which function they are for");
      return;
    }
    const YamlNode* exponent = map.value("exponent");
    if (exponent == nullptr) {
      if (!map.has("exponent"))
        faults().add(node.place, fmt::format("{} has no `exponent`", map.path()), "write a plain number such as 1.2");
      return;
    }
    source.zipf_exponent = read_quantity(*exponent, "a plain number", faults(), read_number, 0.0, 20.0);
  }

  void read_trace(const YamlNode& node, const MapReader& arrivals, Source& source) const {
    TraceArrivals trace;
    if (node.kind == YamlNode::Kind::scalar) {
      read_trace_file(node, trace);
      source.arrivals = std::move(trace);
      return;
    }
    const MapReader map(node, arrivals.path_of("trace"), {{"file", "columns", "where", "window", "origin"}, {}}, faults());
    if (node.kind != YamlNode::Kind::map) return;
    const YamlNode* file = map.value("file");
    if (file != nullptr) read_trace_file(*file, trace);
    if (file == nullptr && !map.has("file"))
      faults().add(node.place, fmt::format("{} has no `file`", map.path()), "write file: orders.csv");
    if (const YamlNode* columns = map.value("columns")) read_columns(*columns, map, trace);
    if (const YamlNode* where = map.value("where")) read_where(*where, map, trace);
    if (const YamlNode* window = map.value("window")) {
      trace.window = read_quantity(*window, "a time", faults(), read_time).value_or(Duration{});
    }
    if (const YamlNode* origin = map.value("origin")) {
      const auto word = read_word(*origin, "an origin", {"start", "first"}, {}, faults());
      if (word == "first") trace.origin = Origin::first;
    }
    source.arrivals = std::move(trace);
  }

  void read_trace_file(const YamlNode& node, TraceArrivals& trace) const {
    if (!read_text(node, "the name of a file", faults())) return;
    trace.file = path_of_file(node, context_);
    if (node.place.setting != Place::document) return;
    trace.line = node.place.line;
    trace.column = node.place.column;
  }

  void read_columns(const YamlNode& node, const MapReader& trace_map, TraceArrivals& trace) const {
    const MapReader map(node, trace_map.path_of("columns"), {trace_columns, {}}, faults());
    if (node.kind != YamlNode::Kind::map) return;
    for (const std::string_view name : trace_columns) {
      const YamlNode* header = map.value(name);
      if (header == nullptr) continue;
      const auto text = read_text(*header, "the name of a column", faults());
      if (text) trace.columns.emplace(name, *text);
    }
    if (map.has("function") && map_.has("function")) {
      faults().add(map.node().find("function")->place, "the source names its function, and so does a column",
                   "leave out one of the two");
    }
  }

  void read_where(const YamlNode& node, const MapReader& trace_map, TraceArrivals& trace) const {
    const std::string path = trace_map.path_of("where");
    if (node.kind != YamlNode::Kind::map) {
      faults().add(node.place, fmt::format("{} is {}, but a map is expected", path, kind_name(node)),
                   "write the column and the text that its rows must have: {run: 7}");
      return;
    }
    for (const YamlEntry& entry : node.entries) {
      if (entry.value.kind != YamlNode::Kind::scalar) {
        faults().add(entry.value.place, fmt::format("the text of a cell is expected, not {}", kind_name(entry.value)),
                     "a text like ~ or null must be quoted");
        continue;
      }
      trace.where.emplace(entry.key, entry.value.text);
    }
  }

  const MapReader& map_;
  const FunctionIndex& functions_;
  const Place& place_;
  const ReadContext& context_;
};

}  // namespace

std::vector<Source> read_sources(const YamlNode& sources, const FunctionIndex& functions, const ReadContext& context) {
  std::vector<Source> list;
  if (sources.kind != YamlNode::Kind::map || sources.entries.empty()) {
    context.faults.add(sources.place,
                       fmt::format("`sources` is {}, but a map of sources is expected",
                                   sources.kind == YamlNode::Kind::map ? "empty" : kind_name(sources)),
                       "write web: {kind: sync, function: api, arrivals: {poisson: {rate: 20/s}}}");
    return list;
  }
  if (sources.entries.size() > max_sources) {
    context.faults.add(sources.entries[max_sources].place, fmt::format("more than {} sources", max_sources),
                       "one source can feed many functions: `count:` and `zipf`");
    return list;
  }
  std::size_t pairs = 0;
  for (const YamlEntry& entry : sources.entries) {
    if (!is_name(entry.key)) {
      context.faults.add(entry.place, "this is no name for a source", "1 to 256 bytes, no control characters");
      continue;
    }
    const MapReader map(entry.value, "sources." + step_text(entry.key), source_schema, context.faults);
    if (entry.value.kind != YamlNode::Kind::map) continue;
    Source source = SourceReader(map, functions, entry.place, context).read();
    source.name = entry.key;
    pairs += source.functions.size();
    if (pairs > max_source_functions) {
      context.faults.add(entry.place, fmt::format("the sources feed more than {} functions in all", max_source_functions),
                         "use fewer sources or a smaller `count:`");
      return list;
    }
    list.push_back(std::move(source));
  }
  std::sort(list.begin(), list.end(), [](const Source& a, const Source& b) { return a.name < b.name; });
  return list;
}

}  // namespace thaw
