#include "scenario/expectation_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "expect/metric.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/quantity.hpp"

namespace thaw {
namespace {

constexpr std::string_view form = "write METRIC OP BOUND, such as latency_ms.p99 < 800 or success >= 99%";
constexpr std::size_t longest_text = 1'000;
constexpr std::int64_t largest_digits = 999'999'999'999;  // so that every comparison is exact
constexpr int most_places = 12;

/// What is wrong, from where in the text on.
struct Fault {
  std::size_t offset;
  std::string message, hint;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// A unit as it is written behind a number.
struct Unit {
  std::string_view name;
  Decimal factor;  // to the metric's unit
};

const std::vector<Unit>& units_of(MetricUnit unit) {
  static const std::vector<Unit> times = {{"", 1},
                                          {"ns", Decimal::scaled(1, 6)},
                                          {"us", Decimal::scaled(1, 3)},
                                          {"ms", 1},
                                          {"s", 1'000},
                                          {"min", 60'000},
                                          {"h", 3'600'000},
                                          {"d", 86'400'000}};
  static const std::vector<Unit> shares = {{"", 1}, {"%", Decimal::scaled(1, 2)}};
  static const std::vector<Unit> money = {{"", 1}, {"USD", 1}};
  static const std::vector<Unit> gb_seconds = {{"", 1}, {"GB-s", 1}};
  static const std::vector<Unit> plain = {{"", 1}};
  switch (unit) {
    case MetricUnit::milliseconds:
      return times;
    case MetricUnit::ratio:
      return shares;
    case MetricUnit::money:
      return money;
    case MetricUnit::gb_seconds:
      return gb_seconds;
    case MetricUnit::count:
    case MetricUnit::average:
      break;
  }
  return plain;
}

std::string_view bound_form(MetricUnit unit) {
  switch (unit) {
    case MetricUnit::milliseconds:
      return "write a time such as 800ms or 0.8s; a plain number is in ms";
    case MetricUnit::ratio:
      return "write a percentage such as 99%, or a share of 1 such as 0.99";
    case MetricUnit::money:
      return "write an amount such as $5";
    case MetricUnit::gb_seconds:
      return "write a plain number of GB-seconds";
    case MetricUnit::count:
      return "it is a count: write a whole number without unit";
    case MetricUnit::average:
      break;
  }
  return "write a plain number";
}

class ExpectationParser {
 public:
  ExpectationParser(std::string_view text, const Scenario& scenario) : text_(text), scenario_(scenario) {}

  Expectation read() {
    if (text_.size() > longest_text) throw Fault{0, fmt::format("longer than {} bytes", longest_text), std::string(form)};
    expectation_.text = std::string(trimmed(text_));
    skip_blanks();
    read_metric();
    skip_blanks();
    read_relation();
    skip_blanks();
    read_bound();
    return std::move(expectation_);
  }

 private:
  struct Step {
    std::string name;
    std::size_t offset;
  };

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  static bool ends_step(char c) { return c == '.' || c == '<' || c == '>' || c == '=' || is_blank(c); }

  Step read_step() {
    Step step{{}, at_};
    if (at_ < text_.size() && text_[at_] == '"') {
      for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        step.name += text_[at_];
      }
      if (at_ == text_.size()) throw Fault{step.offset, "this quote is not closed", std::string(form)};
      ++at_;
    } else {
      while (at_ < text_.size() && !ends_step(text_[at_])) step.name += text_[at_++];
    }
    if (step.name.empty()) throw Fault{step.offset, "a metric is expected here", std::string(form)};
    return step;
  }

  void read_metric() {
    std::vector<Step> path = {read_step()};
    while (at_ < text_.size() && text_[at_] == '.') {
      ++at_;
      path.push_back(read_step());
    }
    std::size_t first = 0;
    const std::string& front = path[0].name;
    if (front == "functions" || front == "sources" || front == "groups") {
      if (path.size() < 3) {
        throw Fault{path[0].offset, fmt::format("{} is no metric", quoted(front)),
                    fmt::format("write {}.NAME.METRIC, such as {}.NAME.success >= 99%", front, front)};
      }
      read_subject(front, path[1]);
      first = 2;
    } else if (front == "totals" && path.size() > 1) {
      first = 1;
    }
    for (std::size_t i = first; i < path.size(); ++i) expectation_.metric += (i == first ? "" : ".") + path[i].name;
    const auto unit = unit_of_metric(expectation_.subject, expectation_.metric);
    if (!unit) throw unknown_metric(path[first].offset);
    expectation_.unit = *unit;
  }

  /// A figure within the block that is named instead of one, the one that is asked for most.
  std::optional<std::string_view> figure_of_block(const std::vector<std::string_view>& names) const {
    std::vector<std::string_view> figures;
    for (const std::string_view name : names) {
      if (!name.starts_with(expectation_.metric)) continue;
      if (name.substr(expectation_.metric.size()).starts_with('.')) figures.push_back(name);
    }
    if (figures.empty()) return std::nullopt;
    const auto favourite = std::find_if(figures.begin(), figures.end(), [](std::string_view figure) {
      return figure.ends_with(".p99") || figure.ends_with(".peak");
    });
    return favourite == figures.end() ? figures.front() : *favourite;
  }

  /// What the subject has for a word that people use instead; a bare statistic is one of the latency. Empty: nothing.
  static std::string meant_by(std::string_view word, const std::vector<std::string_view>& names) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> synonyms = {{{"latency", "latency_ms.p99"},
                                                                                        {"p99.9", "latency_ms.p99_9"},
                                                                                        {"availability", "success"},
                                                                                        {"success_rate", "success"},
                                                                                        {"error_rate", "success"},
                                                                                        {"cold_start_rate", "cold_start_ratio"},
                                                                                        {"concurrency", "concurrency_peak"}}};
    const auto found = std::find_if(synonyms.begin(), synonyms.end(), [word](const auto& one) { return one.first == word; });
    const std::string meant = found == synonyms.end() ? fmt::format("latency_ms.{}", word) : std::string(found->second);
    return std::find(names.begin(), names.end(), meant) == names.end() ? std::string() : meant;
  }

  Fault unknown_metric(std::size_t offset) const {
    const std::vector<std::string_view> names = metric_names(expectation_.subject);
    const std::string_view owner = expectation_.subject == Subject::source ? "a source has no metric" : "there is no metric";
    std::string hint;
    const std::string by_other_words = meant_by(expectation_.metric, names);
    if (!by_other_words.empty()) {
      hint = fmt::format("did you mean `{}`?", by_other_words);
    } else if (expectation_.metric == "cost") {
      hint = "write cost.total or cost.per_million_requests";
    } else if (const auto figure = figure_of_block(names)) {
      hint = fmt::format("write one of its figures, such as {}", *figure);
    } else {
      const std::string nearest = nearest_name(expectation_.metric, names);
      hint = nearest.empty()
                 ? "such as requests, success, latency_ms.p99, cold_start_ratio or environments.peak; 'thaw help expect' lists all"
                 : fmt::format("did you mean `{}`?", nearest);
    }
    return {offset, fmt::format("{} {}", owner, quoted(expectation_.metric)), std::move(hint)};
  }

  void read_subject(std::string_view front, const Step& name) {
    expectation_.name = name.name;
    std::vector<std::string_view> known;
    if (front == "functions") {
      expectation_.subject = Subject::function;
      for (const Function& function : scenario_.functions) known.emplace_back(function.name);
      if (scenario_.template_function) return;
    } else if (front == "sources") {
      expectation_.subject = Subject::source;
      for (const Source& source : scenario_.sources) known.emplace_back(source.name);
    } else {
      expectation_.subject = Subject::group;
      for (const Group& group : scenario_.groups) known.emplace_back(group.name);
    }
    if (std::find(known.begin(), known.end(), name.name) != known.end()) return;
    const std::string_view noun = front.substr(0, front.size() - 1);
    throw Fault{name.offset, fmt::format("there is no {} {}", noun, quoted(name.name)),
                known.empty() ? fmt::format("the scenario has no `{}`", front) : name_hint(name.name, known, front)};
  }

  void read_relation() {
    struct Spelling {
      std::string_view text;
      Relation relation;
    };
    // Longer ones first, since `<=` begins with `<`.
    constexpr std::array<Spelling, 5> spellings = {{{"<=", Relation::at_most},
                                                    {">=", Relation::at_least},
                                                    {"==", Relation::equal},
                                                    {"<", Relation::below},
                                                    {">", Relation::above}}};
    for (const Spelling& spelling : spellings) {
      if (!text_.substr(at_).starts_with(spelling.text)) continue;
      if (spelling.relation == Relation::equal && expectation_.unit != MetricUnit::count) {
        throw Fault{at_, "`==` is for counts only", "write <= or >=: a measured figure hardly ever hits a bound exactly"};
      }
      expectation_.relation = spelling.relation;
      at_ += spelling.text.size();
      return;
    }
    throw Fault{at_, "one of < <= > >= == is expected here", std::string(form)};
  }

  void read_bound() {
    const std::size_t start = at_;
    std::string_view text = trimmed(text_.substr(at_));
    const MetricUnit unit = expectation_.unit;
    const auto fault = [&](std::string message) { return Fault{start, std::move(message), std::string(bound_form(unit))}; };
    if (text.empty()) throw fault("a bound is missing");
    const std::string_view written = text;
    if (unit == MetricUnit::money && text.starts_with('$')) text.remove_prefix(1);
    const auto number = leading_number(text);
    if (!number) throw fault(fmt::format("{} is not a number", quoted(written)));
    if (number->negative) throw fault(fmt::format("the bound {} is negative", quoted(written)));
    if (number->digits > largest_digits || number->places > most_places) {
      throw fault(fmt::format("the bound {} has more than 12 digits", quoted(written)));
    }
    const std::string_view name = trimmed(number->rest);
    const std::vector<Unit>& units = units_of(unit);
    const auto found = std::find_if(units.begin(), units.end(), [name](const Unit& known) { return known.name == name; });
    if (found == units.end()) {
      throw fault(fmt::format("{} is no bound for {}", quoted(written), quoted(expectation_.metric)));
    }
    set_bound(*number, *found);
    expectation_.in_usd = unit == MetricUnit::money && (written.starts_with('$') || !name.empty());
    if (unit == MetricUnit::count && expectation_.bound.rounded(0) != expectation_.bound) {
      throw fault(fmt::format("{} is no bound for {}", quoted(written), quoted(expectation_.metric)));
    }
    if (unit == MetricUnit::ratio && expectation_.bound > Decimal(1)) {
      throw fault(fmt::format("{} is more than all: {} is a share of 1", quoted(written), quoted(expectation_.metric)));
    }
  }

  void set_bound(const Digits& number, const Unit& unit) {
    expectation_.bound = Decimal::scaled(number.digits, number.places) * unit.factor;
    double power = 1;
    for (int i = 0; i < number.places; ++i) power *= 10;
    // Both are whole and below 2^53, so that the quotient is the nearest double.
    expectation_.rounded_bound = static_cast<double>(number.digits) / power;
  }

  std::string_view text_;
  const Scenario& scenario_;
  std::size_t at_ = 0;
  Expectation expectation_;
};

}  // namespace

ExpectationReading read_expectation(std::string_view text, const Scenario& scenario) {
  try {
    return {ExpectationParser(text, scenario).read(), {}, {}, 0};
  } catch (Fault& fault) {
    return {std::nullopt, std::move(fault.message), std::move(fault.hint), fault.offset};
  }
}

std::vector<Expectation> read_expectations(const YamlNode& node, const Scenario& scenario, FaultList& faults) {
  std::vector<Expectation> list;
  const auto read = [&](const YamlNode& item) {
    const auto text = read_text(item, "an expectation", faults);
    if (!text) return;
    ExpectationReading reading = read_expectation(*text, scenario);
    if (!reading.value) return faults.add(item.place, std::move(reading.message), std::move(reading.hint));
    list.push_back(std::move(*reading.value));
  };
  if (node.kind == YamlNode::Kind::scalar) {
    read(node);
    return list;
  }
  if (node.kind != YamlNode::Kind::list || node.items.empty()) {
    faults.add(node.place,
               fmt::format("`expect` is {}, but a list of expectations is expected",
                           node.kind == YamlNode::Kind::list ? "empty" : kind_name(node)),
               "write expect: [\"latency_ms.p99 < 800\", \"success >= 99%\"]");
    return list;
  }
  if (node.items.size() > max_expectations) {
    faults.add(node.place, fmt::format("more than {} expectations", max_expectations), "keep those that decide");
    return list;
  }
  for (const YamlNode& item : node.items) read(item);
  return list;
}

std::vector<Expectation> read_expectations(std::string_view option, const std::vector<std::string>& texts,
                                           const Scenario& scenario) {
  std::vector<Expectation> list;
  std::vector<Diagnostic> faults;
  for (const std::string& text : texts) {
    ExpectationReading reading = read_expectation(text, scenario);
    if (reading.value) {
      list.push_back(std::move(*reading.value));
    } else if (faults.size() < max_faults) {
      faults.push_back({std::string(option), 0, reading.offset + 1, std::move(reading.message), std::move(reading.hint), text});
    }
  }
  if (!faults.empty()) throw Faults(ExitStatus::usage, std::move(faults));
  return list;
}

}  // namespace thaw
