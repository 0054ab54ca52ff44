#include "scenario/source_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

#include "scenario/drawn_law_reader.hpp"
#include "scenario/keys.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/quantity.hpp"
#include "scenario/settings.hpp"
#include "thaw/trace_columns.hpp"

namespace thaw {
namespace {

const std::vector<std::string_view> later_kinds = {"async",       "queue",   "stream",  "apigateway", "alb",       "s3",
                                                   "sqs",         "sns",     "kinesis", "dynamodb",   "msk",       "kafka",
                                                   "eventbridge", "cognito", "iot",     "ses",        "cloudfront"};

// How to write already what these kinds stand for, or as much of it as there is.
struct Instead {
  std::string_view kind, hint;
};
constexpr std::string_view as_sync =
    "this version has: sync, whose callers wait too; the service's own time limit is not simulated";
constexpr std::string_view as_schedule = "write kind: sync and arrivals: {cron: \"*/5 * * * *\"}; retries are not simulated";
constexpr std::string_view as_queue = "this version has: sync; 'thaw init queue' writes a queue as the calls that its poller makes";
constexpr std::string_view as_stream =
    "this version has: sync; 'thaw init stream' writes a stream as the calls that its poller makes";
constexpr std::array<Instead, 11> instead = {{{"apigateway", as_sync},
                                              {"alb", as_sync},
                                              {"cloudfront", as_sync},
                                              {"cognito", as_sync},
                                              {"eventbridge", as_schedule},
                                              {"queue", as_queue},
                                              {"sqs", as_queue},
                                              {"stream", as_stream},
                                              {"kinesis", as_stream},
                                              {"schedule", as_schedule},
                                              {"cron", as_schedule}}};

const std::vector<std::string_view> arrival_laws = {"poisson", "constant", "renewal", "bursts", "cron", "sum", "trace"};
constexpr std::string_view laws_text = "poisson, constant, renewal, bursts, cron, sum and trace";

constexpr std::size_t max_summed_laws = 100;

struct Misplaced {
  std::string_view key, message, hint;
};
constexpr std::array<Misplaced, 4> not_in_a_sum = {
    {{"trace", "a sum takes no trace", "let the trace be a source of its own, beside the sum's"},
     {"sum", "a sum takes no sum", "write all laws in one list"},
     {"group", "a law within a sum takes no `group`", "write it beside `sum`, or use a source for each"},
     {"zipf", "a law within a sum takes no `zipf`", "write it beside `sum`"}}};

class SourceReader {
 public:
  SourceReader(const MapReader& map, const FunctionIndex& functions, const Place& place, std::int64_t start_unix_ns,
               const ReadContext& context)
      : map_(map), functions_(functions), place_(place), start_unix_ns_(start_unix_ns), context_(context) {}

  Source read() {
    Source source;
    read_kind(source);
    read_function(source);
    if (source.kind == SourceKind::warmer) {
      read_warmer(source);
    } else {
      read_arrivals(source);
    }
    if (!source.zipf_exponent) std::sort(source.functions.begin(), source.functions.end());  // the order means a rank, or nothing
    return source;
  }

 private:
  [[nodiscard]] FaultList& faults() const { return context_.faults; }

  static bool is_later(std::string_view kind) {
    return std::find(later_kinds.begin(), later_kinds.end(), kind) != later_kinds.end();
  }

  void read_kind(Source& source) const {
    const YamlNode* node = map_.value("kind");
    if (node != nullptr) {
      const auto found =
          std::find_if(instead.begin(), instead.end(), [node](const Instead& one) { return one.kind == node->text; });
      if (found == instead.end())
        source.kind = read_word(*node, "a kind of source", {"sync", "warmer"}, later_kinds, faults()) == "warmer"
                          ? SourceKind::warmer
                          : SourceKind::sync;
      else
        faults().add(node->place,
                     is_later(found->kind) ? fmt::format("not built yet: {}", quoted(found->kind))
                                           : fmt::format("{} is not a kind of source", quoted(found->kind)),
                     std::string(found->hint));
      return;
    }
    if (!map_.has("kind"))
      faults().add(place_, fmt::format("{} has no `kind`", map_.path()), "write kind: sync, for callers that wait for the answer");
  }

  void read_function(Source& source) const {
    const YamlNode* node = map_.value("function");
    if (node == nullptr) return;
    if (node->kind != YamlNode::Kind::list) return add_function(*node, source);
    if (node->items.empty()) {
      faults().add(node->place, fmt::format("{} is an empty list", map_.path_of("function")), "write [user, cart]");
    }
    for (const YamlNode& item : node->items) add_function(item, source);
    std::vector<std::uint32_t> sorted = source.functions;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
      faults().add(node->place, fmt::format("{} names a function twice", map_.path_of("function")),
                   "calls go to all of them in equal shares, or by `zipf`");
      source.functions.clear();
    }
  }

  void add_function(const YamlNode& node, Source& source) const {
    const auto name = read_text(node, "the name of a function", faults());
    if (!name) return;
    const auto found = functions_.find(*name);
    if (found != functions_.end()) {
      source.functions.insert(source.functions.end(), found->second.begin(), found->second.end());
      return;
    }
    std::vector<std::string_view> known;
    for (const auto& [known_name, indices] : functions_) known.emplace_back(known_name);
    const std::string hint = *name == "*" ? "the template is for names that only a trace has: leave `function` out"
                                          : name_hint(*name, known, "functions");
    faults().add(node.place, fmt::format("there is no function {}", quoted(*name)), hint);
  }

  /// A warmer's pings are arrivals at constant gaps, of so many calls at once, with a handler time of their own.
  void read_warmer(Source& source) const {
    source.arrivals = ConstantArrivals{1, seconds(1)};
    if (const YamlEntry* arrivals = map_.node().find("arrivals")) {
      faults().add(arrivals->place, "a warmer takes no `arrivals`", "write warm: {every: 5min, parallel: 3}");
    }
    if (source.functions.size() != 1 && !(map_.has("function") && source.functions.empty())) {
      faults().add(place_, fmt::format("{} needs one `function`", map_.path()),
                   "a warmer keeps one function warm; write one for each");
    }
    const YamlNode* node = map_.value("warm");
    if (node == nullptr) {
      if (!map_.has("warm"))
        faults().add(place_, fmt::format("{} has no `warm`", map_.path()), "write warm: {every: 5min, parallel: 3}");
      return;
    }
    const MapReader map(*node, map_.path_of("warm"), schema_of(Keys::warm), faults());
    if (node->kind != YamlNode::Kind::map) return;
    source.arrivals = ConstantArrivals{1, read_ping_gap(map)};
    source.service = milliseconds(1);
    if (const YamlNode* parallel = map.value("parallel")) {
      const auto calls = read_quantity(*parallel, "a number of pings", faults(), read_whole, std::uint64_t{1},
                                       std::uint64_t{max_calls_per_arrival});
      source.group = static_cast<std::uint32_t>(calls.value_or(1));
    }
    if (const YamlNode* service = map.value("service")) {
      source.service = read_quantity(*service, "a time", faults(), read_time).value_or(milliseconds(1));
    }
  }

  [[nodiscard]] Duration read_ping_gap(const MapReader& map) const {
    const YamlNode* node = map.value("every");
    if (node == nullptr) {
      if (!map.has("every")) faults().add(map.node().place, fmt::format("{} has no `every`", map.path()), "write every: 5min");
      return seconds(1);
    }
    const Duration every = read_quantity(*node, "a time", faults(), read_time).value_or(seconds(1));
    if (every.ns > 0) return every;
    faults().add(node->place, fmt::format("{} must be above 0", map.path_of("every")), "write a time such as 5min");
    return seconds(1);
  }

  void read_arrivals(Source& source) const {
    if (const YamlEntry* warm = map_.node().find("warm")) {
      faults().add(warm->place, "only a warmer takes `warm`", "write kind: warmer, as a source of its own");
    }
    const YamlNode* node = map_.value("arrivals");
    if (node == nullptr) {
      if (map_.has("arrivals")) return;
      faults().add(place_, fmt::format("{} has no `arrivals`", map_.path()),
                   "write arrivals: {poisson: {rate: 20/s}}, {constant: {every: 1min}} or {trace: file.csv}");
      return;
    }
    const MapReader arrivals(*node, map_.path_of("arrivals"), schema_of(Keys::arrivals), faults());
    if (node->kind != YamlNode::Kind::map) return;
    if (!check_one_law(arrivals)) return;
    if (const YamlNode* sum = arrivals.value("sum")) read_sum(*sum, arrivals, source);
    if (const YamlNode* trace = arrivals.value("trace")) read_trace(*trace, arrivals, source);
    if (auto law = read_drawn_law(arrivals, start_unix_ns_, context_)) {
      source.arrivals = std::visit([](auto&& one) { return Arrivals(std::move(one)); }, std::move(*law));
    }
    const bool drawn = !arrivals.has("trace");
    if (drawn && source.functions.empty() && !map_.has("function")) {
      faults().add(place_, fmt::format("{} has no `function`", map_.path()),
                   "drawn arrivals need the name of a function, or a list of names");
    }
    if (const YamlNode* zipf = arrivals.value("zipf")) read_zipf(*zipf, arrivals, drawn, source);
    if (const YamlNode* group = arrivals.value("group")) read_group(*group, drawn, source);
  }

  /// Arrivals are of one law, a sum or a trace.
  [[nodiscard]] bool check_one_law(const MapReader& arrivals) const {
    const auto ways = std::count_if(arrival_laws.begin(), arrival_laws.end(), [&](auto law) { return arrivals.has(law); });
    if (ways == 0) {
      if (arrivals.has("groups")) return false;  // is told not to be built
      faults().add(arrivals.node().place, fmt::format("{} has none of {}", arrivals.path(), laws_text),
                   "write {poisson: {rate: 20/s}}, {constant: {every: 1min}} or {trace: file.csv}");
    }
    if (ways > 1) {
      faults().add(arrivals.node().place, fmt::format("{} takes one of {}, here are {}", arrivals.path(), laws_text, ways),
                   "two kinds of arrivals are a `sum` of two, or two sources");
    }
    return ways == 1;
  }

  void read_sum(const YamlNode& node, const MapReader& arrivals, Source& source) const {
    const std::string path = arrivals.path_of("sum");
    constexpr std::string_view hint = "write laws: [{poisson: {rate: 20/s}}, {cron: \"*/5 * * * *\"}]";
    if (node.kind != YamlNode::Kind::list || node.items.empty()) {
      const std::string_view what = node.kind == YamlNode::Kind::list ? "empty" : kind_name(node);
      faults().add(node.place, fmt::format("{} is {}, but a list of laws is expected", path, what), std::string(hint));
      return;
    }
    if (node.items.size() > max_summed_laws) {
      faults().add(node.items[max_summed_laws].place, fmt::format("{} has more than {} laws", path, max_summed_laws),
                   "use several sources, or record the arrivals as a trace");
      return;
    }
    SumArrivals sum;
    bool good = true;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      auto law = read_summed_law(node.items[i], fmt::format("{}[{}]", path, i));
      good = good && law.has_value();
      if (good) sum.laws.push_back(std::move(*law));
    }
    if (good) source.arrivals = std::move(sum);
  }

  [[nodiscard]] std::optional<DrawnLaw> read_summed_law(const YamlNode& node, const std::string& path) const {
    for (const auto& [key, message, hint] : not_in_a_sum) {
      const YamlEntry* entry = node.kind == YamlNode::Kind::map ? node.find(key) : nullptr;
      if (entry == nullptr) continue;
      faults().add(entry->place, std::string(message), std::string(hint));
      return std::nullopt;
    }
    const MapReader map(node, path, schema_of(Keys::law), faults());
    if (node.kind != YamlNode::Kind::map) return std::nullopt;
    if (node.entries.size() != 1) {
      faults().add(node.place, fmt::format("{} takes one law, here are {}", path, node.entries.size()),
                   "each law is an item of the list");
      return std::nullopt;
    }
    return read_drawn_law(map, start_unix_ns_, context_);
  }

  void read_group(const YamlNode& node, bool drawn, Source& source) const {
    if (!drawn) {
      faults().add(node.place, "a trace takes no `group`", "each of its rows is a call");
      return;
    }
    const auto calls =
        read_quantity(node, "a number of calls", faults(), read_whole, std::uint64_t{1}, std::uint64_t{max_calls_per_arrival});
    source.group = static_cast<std::uint32_t>(calls.value_or(1));
  }

  void read_zipf(const YamlNode& node, const MapReader& arrivals, bool drawn, Source& source) const {
    const MapReader map(node, arrivals.path_of("zipf"), schema_of(Keys::zipf), faults());
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
    const MapReader map(node, arrivals.path_of("trace"), schema_of(Keys::trace), faults());
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

  /// Their name and ours the wrong way round, which is told in these words instead of as unknown keys.
  [[nodiscard]] bool swapped(const YamlNode& columns) const {
    const std::vector<std::string_view>& ours = schema_of(Keys::columns).keys;
    const auto is_ours = [&ours](std::string_view name) { return std::find(ours.begin(), ours.end(), name) != ours.end(); };
    bool any = false;
    for (const YamlEntry& entry : columns.entries) {
      if (is_ours(entry.key) || entry.value.kind != YamlNode::Kind::scalar || !is_ours(entry.value.text)) continue;
      faults().add(entry.place, fmt::format("{} is no column of ours", quoted(entry.key)),
                   fmt::format("our name comes first: {}", quoted(fmt::format("{}: {}", entry.value.text, entry.key))));
      any = true;
    }
    return any;
  }

  void read_columns(const YamlNode& node, const MapReader& trace_map, TraceArrivals& trace) const {
    if (swapped(node)) return;
    const MapReader map(node, trace_map.path_of("columns"), schema_of(Keys::columns), faults());
    if (node.kind != YamlNode::Kind::map) return;
    const TraceColumn* before = nullptr;
    for (const TraceColumn& column : trace_columns) {
      const YamlNode* header = map.value(column.name);
      if (header == nullptr) continue;
      if (before != nullptr && before->field == column.field) {
        faults().add(map.node().find(column.name)->place,
                     fmt::format("`{}` and `{}` are one thing in two units", before->name, column.name),
                     "leave out one of the two");
      }
      before = &column;
      const auto text = read_text(*header, "the name of a column", faults());
      if (text) trace.columns.emplace(column.name, *text);
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
  std::int64_t start_unix_ns_;
  const ReadContext& context_;
};

}  // namespace

std::vector<Source> read_sources(const YamlNode& sources, const FunctionIndex& functions, std::int64_t start_unix_ns,
                                 const ReadContext& context) {
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
    const MapReader map(entry.value, "sources." + step_text(entry.key), schema_of(Keys::source), context.faults);
    if (entry.value.kind != YamlNode::Kind::map) continue;
    Source source = SourceReader(map, functions, entry.place, start_unix_ns, context).read();
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
