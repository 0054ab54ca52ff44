// The verb `help`, and the help texts of all verbs.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/key_help.hpp"
#include "cli/standard_output.hpp"
#include "cli/terminal.hpp"
#include "cli/usage.hpp"
#include "cli/verb.hpp"
#include "report/printable.hpp"
#include "report/table.hpp"
#include "report/wrapped.hpp"
#include "scenario/keys.hpp"

namespace thaw {

namespace {

constexpr std::array<Option, 1> options = {{{"help", 'h', "", false, true, "show this help"}}};

constexpr std::array<std::string_view, 11> planned = {"compare", "sweep",  "tune",   "fit",    "trace", "explain",
                                                      "schema",  "prices", "lesson", "import", "merge"};

constexpr std::string_view statuses =
    "Exit status: 0 done; 1 failed while running; 2 wrong usage; 3 bad scenario, price book or saved result; 4 bad trace; "
    "5 an expectation was not met or could not be decided; 70 a fault of thaw itself; "
    "130 or 143 interrupted, with the partial result marked.";

/// What help is of, beside verbs.
struct Topic {
  std::string_view name;
  std::string (*text)(std::size_t width);
};
constexpr std::array<Topic, 2> topics = {{{"scenario", scenario_help}, {"expect", expect_help}}};

std::string help_about(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Topic& topic : topics) {
    if (topic.name == name) return topic.text(page_width());
    names.push_back(topic.name);
  }
  const std::vector<const Verb*> all = verbs();
  const bool verb_asked = std::any_of(all.begin(), all.end(), [name](const Verb* verb) { return verb->name == name; });
  if (const std::string text = key_help(name, page_width()); !verb_asked && !text.empty()) return text;
  for (const KeyGroup& group : key_groups()) {
    for (const Key& key : group.keys) names.push_back(key.name);
  }
  const std::string meant = did_you_mean(name, names);
  for (const Verb* verb : verbs()) names.push_back(verb->name);
  if (!verb_asked && did_you_mean(name, names) == meant && !is_planned_verb(name)) {
    throw WrongUsage(fmt::format("there is no help of '{}'{} ('thaw help' lists what there is)", printable(name, 60), meant));
  }
  return help_of(verb_named(name));
}

int act(const std::vector<std::string>& words) {
  const Arguments arguments = read_arguments("help", options, words, 1);
  if (arguments.has("help"))
    print_out(help_of(help_verb()));
  else
    print_out(arguments.operands.empty() ? help_text() : help_about(arguments.operands[0]));
  return 0;
}

std::string spelling(const Option& option) {
  std::string text = option.letter == '\0' ? "    " : fmt::format("-{}, ", option.letter);
  text += fmt::format("--{}", option.name);
  return option.argument.empty() ? text : text + " " + std::string(option.argument);
}

// An option and its text, which goes on in the same column.
std::string option_lines(const Option& option) {
  constexpr std::size_t column = 34;
  std::string first = "  " + spelling(option);
  first.resize(std::max(first.size() + 1, column), ' ');
  std::string text = wrapped(option.text, 100 - column, "");
  for (std::size_t at = text.find('\n'); at + 1 < text.size(); at = text.find('\n', at + 1)) {
    text.insert(at + 1, std::string(column, ' '));
  }
  return first + text;
}

}  // namespace

const Verb& help_verb() {
  static const Verb verb = {
      "help",
      "[VERB|TOPIC]",
      "explain thaw, one of its verbs, or a topic",
      "Topics: scenario, every key of a scenario; a key, such as cron or functions.api.init, what it takes; expect, every "
      "figure that something can be expected of.",
      options,
      act};
  return verb;
}

std::vector<const Verb*> verbs() {
  return {&run_verb(), &report_verb(), &validate_verb(), &init_verb(), &runtimes_verb(), &version_verb(), &help_verb()};
}

bool is_planned_verb(std::string_view name) {
  return name == "completion" || std::find(planned.begin(), planned.end(), name) != planned.end();
}

const Verb& verb_named(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Verb* verb : verbs()) {
    if (verb->name == name) return *verb;
    names.push_back(verb->name);
  }
  if (is_planned_verb(name)) throw not_built_yet(fmt::format("'thaw {}'", name));
  const bool scenario = name.ends_with(".yaml") || name.ends_with(".yml");
  if (scenario || name.ends_with(".json")) {
    throw WrongUsage(fmt::format("'{0}' is no verb; did you mean 'thaw {1} {0}'? ('thaw help' lists the verbs)",
                                 printable(name, 60), scenario ? "run" : "report"));
  }
  throw WrongUsage(
      fmt::format("there is no verb '{}'{} ('thaw help' lists the verbs)", printable(name, 60), did_you_mean(name, names)));
}

std::string help_of(const Verb& verb) {
  std::string text = fmt::format("thaw {}: {}\n\nUsage: thaw {}", verb.name, verb.summary, verb.name);
  if (!verb.operands.empty()) text += fmt::format(" {}", verb.operands);
  text += " [OPTIONS]\n";
  if (!verb.details.empty()) text += "\n" + wrapped(verb.details, 100, "");
  text += "\nOptions:\n";
  for (const Option& option : verb.options) {
    if (option.built) text += option_lines(option);
  }
  return text;
}

std::string help_text() {
  std::string text =
      "thaw: a simulator of AWS Lambda's cold starts, limits and cost\n\nUsage: thaw VERB [ARGUMENTS] [OPTIONS]\n\nVerbs:\n";
  Table table({Align::left, Align::left, Align::left});
  for (const Verb* verb : verbs()) table.row({std::string(verb->name), std::string(verb->operands), std::string(verb->summary)});
  text += table.text();
  text += "\n" + wrapped(
                     "Start with 'thaw run', which simulates the built-in first example. 'thaw help VERB' lists a verb's options, "
                     "'thaw help scenario' the keys of a scenario, 'thaw help expect' the figures that can be "
                     "expected, 'thaw help KEY' what a key takes, such as 'thaw help cron'.",
                     100, "");
  text += "\n";
  return text + wrapped(statuses, 100, "");
}

}  // namespace thaw
