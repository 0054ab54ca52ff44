#include "cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>

#include "cli/usage.hpp"
#include "report/printable.hpp"
#include "scenario/keys.hpp"

namespace thaw {

namespace {

namespace po = boost::program_options;

po::options_description description_of(std::span<const Option> options) {
  po::options_description description;
  for (const Option& option : options) {
    const std::string names = option.letter == '\0' ? std::string(option.name) : fmt::format("{},{}", option.name, option.letter);
    if (option.argument.empty())
      description.add_options()(names.c_str(), "");
    else
      description.add_options()(names.c_str(), po::value<std::vector<std::string>>(), "");
  }
  return description;
}

WrongUsage wrong(std::string_view verb, std::string_view message) {
  return WrongUsage(fmt::format("{} ('thaw help {}' lists the options)", message, verb));
}

WrongUsage unknown_option(std::string_view verb, std::span<const Option> options, const std::string& name) {
  std::vector<std::string> spellings;
  for (const Option& option : options) {
    if (option.built) spellings.push_back(fmt::format("--{}", option.name));
  }
  // What the scenario says is set by its key.
  const bool sets = std::any_of(options.begin(), options.end(), [](const Option& option) { return option.name == "set"; });
  const std::string_view key = std::string_view(name).substr(std::min(name.find_first_not_of('-'), name.size()));
  const std::vector<std::string_view>& keys = schema_of(Keys::scenario).keys;
  if (sets && std::find(keys.begin(), keys.end(), key) != keys.end()) {
    return wrong(verb, fmt::format("unknown option '{}'; did you mean '--set {}=...'?", printable(name, 60), key));
  }
  const std::vector<std::string_view> candidates(spellings.begin(), spellings.end());
  return wrong(verb, fmt::format("unknown option '{}'{}", printable(name, 60), did_you_mean(name, candidates)));
}

po::parsed_options parse(std::string_view verb, std::span<const Option> options, const std::vector<std::string>& words) {
  const po::options_description description = description_of(options);
  try {
    using Style = po::command_line_style::style_t;
    // Without guessing: a shortened name that works today would mean something else once another option is added.
    const int style = Style::unix_style & ~Style::allow_guessing;
    return po::command_line_parser(words).options(description).style(style).run();
  } catch (const po::unknown_option& error) {
    throw unknown_option(verb, options, error.get_option_name());
  } catch (const po::error_with_option_name& error) {
    const std::string name = error.get_option_name();
    const auto* syntax = dynamic_cast<const po::invalid_command_line_syntax*>(&error);
    const bool extra = syntax != nullptr && syntax->kind() == po::invalid_syntax::extra_parameter;
    throw wrong(verb, fmt::format("option '{}' {}", printable(name, 60), extra ? "takes no value" : "needs a value"));
  } catch (const po::error&) {
    throw wrong(verb, "these arguments cannot be read");
  }
}

const Option& option_named(std::span<const Option> options, std::string_view name) {
  return *std::find_if(options.begin(), options.end(), [name](const Option& option) { return option.name == name; });
}

}  // namespace

std::optional<std::string> Arguments::value(std::string_view option) const {
  const auto found = values.find(option);
  return found == values.end() || found->second.empty() ? std::nullopt : std::optional(found->second.front());
}

std::vector<std::string> Arguments::all(std::string_view option) const {
  const auto found = values.find(option);
  return found == values.end() ? std::vector<std::string>{} : found->second;
}

Arguments read_arguments(std::string_view verb, std::span<const Option> options, const std::vector<std::string>& words,
                         std::size_t operands_max) {
  Arguments arguments;
  for (const po::option& given : parse(verb, options, words).options) {
    if (given.position_key >= 0) {
      arguments.operands.insert(arguments.operands.end(), given.value.begin(), given.value.end());
      continue;
    }
    const Option& option = option_named(options, given.string_key);
    if (!option.built) throw not_built_yet(fmt::format("option '--{}'", option.name));
    auto& values = arguments.values[given.string_key];
    if (!values.empty() && !option.repeatable) {
      throw wrong(verb, fmt::format("option '--{}' is given twice", option.name));
    }
    values.insert(values.end(), given.value.begin(), given.value.end());
  }
  if (arguments.operands.size() > operands_max) {
    throw wrong(verb, fmt::format("'{}' is one argument too many", printable(arguments.operands[operands_max], 60)));
  }
  return arguments;
}

std::uint64_t whole_number(std::string_view option, const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && !text.empty()) return value;
  throw WrongUsage(
      fmt::format("option '{}' takes a whole number from 0 to 18446744073709551615, not '{}'", option, printable(text, 60)));
}

}  // namespace thaw
