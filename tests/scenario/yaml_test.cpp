// Texts that are no scenario: no YAML, no text, or more than one can hold.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scenario/malformed.hpp"
#include "scenario/scenario_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

using test::Malformed;

const std::vector<Malformed>& malformed() {
  static const std::vector<Malformed> list = {
      {"",
       {},
       3,
       {{"s.yaml:1:1", "an empty scenario", "write `functions:` and `sources:`; `thaw run` without a file shows a first example"}}},
      {"# nothing but a comment\n",
       {},
       3,
       {{"s.yaml:1:1", "an empty scenario", "write `functions:` and `sources:`; `thaw run` without a file shows a first example"}}},
      {"- a list\n",
       {},
       3,
       {{"s.yaml:1:1", "the scenario is a list, but a map is expected",
         "write `functions:` and `sources:`; `thaw run` without a file shows a first example"}}},
      {"just text\n",
       {},
       3,
       {{"s.yaml:1:1", "the scenario is a plain value, but a map is expected",
         "write `functions:` and `sources:`; `thaw run` without a file shows a first example"}}},
      {"a: 1\n"
       "\tb: 2\n",
       {},
       3,
       {{"s.yaml:2:1", "a tab in the indentation", "YAML is indented by spaces"}}},
      {"functions:\n"
       "  f: \001\n",
       {},
       3,
       {{"s.yaml:2:6", "not a text file: byte 0x01", "a scenario is YAML text in UTF-8"}}},
      {"name: \033[2J\n", {}, 3, {{"s.yaml:1:7", "not a text file: byte 0x1b", "a scenario is YAML text in UTF-8"}}},
      {"functions: {f: {memory: 512MB\n",
       {},
       3,
       {{"s.yaml:1:16", "this { is not closed", "close it by }, and put commas between what is in it"}}},
      {"name: \"open\n"
       "region: x\n",
       {},
       3,
       {{"s.yaml:1:7", "this quote is not closed", "close it by the same quote"}}},
      {"name: a: b\n",
       {},
       3,
       {{"s.yaml:1:8", "not valid YAML: illegal map value",
         "keys of one map begin in one column; text that holds `: ` or ` #`, or begins with one of {}[]&*!|>%@`, must be quoted"}}},
      {"a: &x {b: *x}\n", {}, 3, {{"s.yaml:1:11", "an alias that contains itself", "write the value out"}}},
      {"a: *nowhere\n",
       {},
       3,
       {{"s.yaml:1:4", "not valid YAML: the referenced anchor is not defined",
         "keys of one map begin in one column; text that holds `: ` or ` #`, or begins with one of {}[]&*!|>%@`, must be quoted"}}},
      {"a: !!int 3\n",
       {},
       3,
       {{"s.yaml:1:4", "the YAML tag `tag:yaml.org,2002:int` is not used in a scenario",
         "remove it: each key knows the type of its value"}}},
      {"name: a\n"
       "---\n"
       "name: b\n",
       {},
       3,
       {{"s.yaml:2:1", "a second YAML document", "a scenario is one document: remove the line `---`"}}},
      {"? [a]\n"
       ": b\n",
       {},
       3,
       {{"s.yaml:1:3", "a map or list stands where a key is expected", "write `key: value`; is every { and [ closed?"}}},
      {"~: 1\n", {}, 3, {{"s.yaml:1:1", "a key is missing before the colon", "write `key: value`"}}},
      {"name: @x\n",
       {},
       3,
       {{"s.yaml:1:7", "not valid YAML: unknown token",
         "keys of one map begin in one column; text that holds `: ` or ` #`, or begins with one of {}[]&*!|>%@`, must be quoted"}}},
      {"a: "
       "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
       "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
       {},
       3,
       {{"s.yaml:1:68", "nested deeper than 64 levels", "a scenario needs fewer than ten"}}},
      {"a: &a [x,x,x,x,x,x,x,x,x,x]\n"
       "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
       "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
       "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
       "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
       "f: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
       {},
       3,
       {{"s.yaml:6:5", "more than 200000 values", "many equal functions are written once, with `count:`"}}},
  };
  return list;
}

TEST_CASE("text that is no scenario is refused with its exact faults") {
  REQUIRE(malformed().size() == 19);
  test::check_refused(malformed());
}

TEST_CASE("a file beyond the limit is refused unread") {
  const std::string text(std::size_t{9} << 20U, ' ');
  try {
    parse_scenario(text, "s.yaml", "");
    FAIL("it was accepted");
  } catch (const Faults& faults) {
    CHECK(faults.list().front().message == "larger than 8 MiB");
  }
}

TEST_CASE("endless and deep brackets are refused before they are taken apart") {
  const auto message = [](const std::string& unit, std::size_t times) {
    std::string text = "a: [";
    for (std::size_t i = 0; i < times; ++i) text += unit;
    try {
      parse_scenario(text, "s.yaml", "");
    } catch (const Faults& faults) {
      return faults.list().front().message;
    }
    return std::string("it was accepted");
  };
  CHECK(message("a,", 1'000'000) == "more than 200000 values");
  CHECK(message("[a],", 1'000'000) == "more than 200000 values");
  CHECK(message("{a: b,\n ", 100'000) == "nested deeper than 64 levels");
  CHECK(message("[", 1'000'000) == "nested deeper than 64 levels");
}

TEST_CASE("brackets in quotes and comments are no nesting") {
  const std::string brackets(200, '[');
  const std::string text = "# " + brackets + " {\nname: \"" + brackets + "\\\"" + brackets + "\" # '" + brackets +
                           "\nfunctions: {f: {init: 1ms, service: 1ms}, 'it''s " + brackets.substr(0, 100) +
                           "': {init: 1ms}}\nsources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n";
  CHECK_THROWS_AS(parse_scenario(text, "s.yaml", ""), Faults);  // the name is too long, and nothing else is wrong
  try {
    parse_scenario(text, "s.yaml", "");
  } catch (const Faults& faults) {
    REQUIRE(faults.list().size() == 1);
    CHECK(faults.list().front().message == "this is no name for a scenario");
  }
}

TEST_CASE("bytes that are no UTF-8 are named with their place") {
  try {
    parse_scenario("name: caf\xe9\n", "s.yaml", "");
    FAIL("it was accepted");
  } catch (const Faults& faults) {
    CHECK(to_text(faults.list().front()) ==
          "s.yaml:1:10: error: not a text file: byte 0xe9\n    name: caf\\xe9\n             ^\n    hint: a scenario is YAML text "
          "in UTF-8\n");
  }
}

}  // namespace
}  // namespace thaw
