// Groups of functions and tags, as a scenario writes them.
#include "scenario/group_reader.hpp"

#include <catch2/catch.hpp>

#include "scenario/scenario_file.hpp"

namespace thaw {
namespace {

const std::string source = "sources: {web: {kind: sync, function: api-a, arrivals: {poisson: {rate: 1/s}}}}\n";
const std::string functions =
    "functions:\n"
    "  api-a: {init: 1ms, service: 1ms}\n"
    "  api-b: {init: 1ms, service: 1ms}\n"
    "  shard: {count: 12, init: 1ms, service: 1ms}\n";

std::string faults_of(const std::string& text) {
  try {
    parse_scenario(text, "s.yaml", "");
  } catch (const Faults& faults) {
    std::string told;
    for (const Diagnostic& one : faults.list()) {
      told += std::to_string(one.line) + ":" + std::to_string(one.column) + " " + one.message + " (" + one.hint + "); ";
    }
    return told;
  }
  return "accepted";
}

std::string groups_fault(const std::string& groups) {
  return faults_of(functions + source + "groups: " + groups + "\n");
}

std::string tags_fault(const std::string& tags) {
  return faults_of("functions:\n  api-a: {init: 1ms, service: 1ms, tags: " + tags + "}\n" + source);
}

}  // namespace

TEST_CASE("a group lists names, numbered functions and patterns") {
  const Scenario s =
      parse_scenario(functions + source + "groups: {web: \"api-*\", database: [shard, api-b, api-b, \"*-a\"]}\n", "s.yaml", "");
  REQUIRE(s.groups.size() == 2);
  CHECK(s.groups[0].name == "database");
  CHECK(s.groups[0].functions.size() == 13);
  CHECK(s.groups[0].functions.front() == "api-b");
  CHECK(s.groups[0].functions.back() == "shard11");
  CHECK(s.groups[0].patterns == std::vector<std::string>{"*-a"});
  CHECK(s.groups[1].functions.empty());
  CHECK(s.groups[1].patterns == std::vector<std::string>{"api-*"});
}

TEST_CASE("with a template a group may name functions that only a trace has") {
  const std::string open = "functions: {\"*\": {init: 1ms}}\nsources: {log: {kind: sync, arrivals: {trace: t.csv}}}\n";
  const Scenario s = parse_scenario(open + "groups: {g: [later, \"api-*\"]}\n", "s.yaml", "");
  CHECK(s.groups[0].functions == std::vector<std::string>{"later"});
}

TEST_CASE("groups that are wrong are told with their place") {
  CHECK(groups_fault("{}") ==
        "6:9 `groups` is empty, but a map of groups is expected (write groups: {database: [orders, \"api-*\"]}); ");
  CHECK(groups_fault("[a]") ==
        "6:9 `groups` is a list, but a map of groups is expected (write groups: {database: [orders, \"api-*\"]}); ");
  CHECK(groups_fault("{g: []}") ==
        "6:13 groups.g is empty, but a list of functions is expected (write groups: {database: [orders, \"api-*\"]}); ");
  CHECK(groups_fault("{g: {a: 1}}") ==
        "6:10 groups.g is a map, but a list of functions is expected (write groups: {database: [orders, \"api-*\"]}); ");
  CHECK(groups_fault("{g: }") ==
        "6:10 groups.g is nothing, but a list of functions is expected (write groups: {database: [orders, \"api-*\"]}); ");
  CHECK(groups_fault("{g: [api-c]}") == "6:14 there is no function `api-c` (did you mean `api-a`?); ");
  CHECK(groups_fault("{g: [\"web-*\"]}") == "6:14 no function fits `web-*` (`*` is any text; all else is itself); ");
  CHECK(groups_fault("{g: [[api-a]]}") == "6:14 the name of a function, or a pattern, is expected, not a list (); ");
  CHECK(groups_fault("{\"\": [api-a]}") == "6:10 this is no name for a group (1 to 256 bytes, no control characters); ");
  std::string many = "{";
  for (int i = 0; i < 17; ++i) many += "g" + std::to_string(i) + ": [api-a], ";
  CHECK(groups_fault(many + "}") ==
        "6:" + std::to_string(9 + many.find("g16")) + " more than 16 groups (split the question into several runs); ");
}

TEST_CASE("patterns are limited in number") {
  std::string many = functions + source + "groups: {g: [";
  for (int i = 0; i < 101; ++i) many += "\"api-" + std::string(static_cast<std::size_t>(i) + 1, '*') + "\", ";
  CHECK(faults_of(many + "]}\n").find("the groups have more than 100 patterns in all (use wider ones)") != std::string::npos);
}

TEST_CASE("tags are the function's, with those of the defaults behind them") {
  const Scenario s = parse_scenario(
      "defaults: {tags: {team: web, stage: prod}}\nfunctions:\n  a: {init: 1ms, service: 1ms}\n"
      "  api-a: {init: 1ms, service: 1ms, tags: {team: data, 7: 8}}\n" +
          source,
      "s.yaml", "");
  CHECK(*s.functions[0].tags == Tags{{"stage", "prod"}, {"team", "web"}});
  CHECK(*s.functions[1].tags == Tags{{"7", "8"}, {"stage", "prod"}, {"team", "data"}});
  CHECK(parse_scenario(functions + source, "s.yaml", "").functions[0].tags == nullptr);
}

TEST_CASE("functions with the same tags share them") {
  const Scenario s = parse_scenario("defaults: {tags: {team: web}}\n" + functions + source, "s.yaml", "");
  CHECK(s.functions[0].tags == s.functions[5].tags);
}

TEST_CASE("tags that are wrong are told with their place") {
  CHECK(tags_fault("web") == "2:42 functions.api-a.tags is a plain value, but a map is expected (write tags: {team: payments}); ");
  CHECK(tags_fault("{team: [a]}") == "2:49 the value of a tag is expected, not a list (); ");
  CHECK(tags_fault("{team: }") == "2:43 the value of a tag is expected, not nothing (); ");
  CHECK(tags_fault("{team: \"a\\nb\"}") == "2:49 this is no value for a tag (1 to 256 bytes, no control characters); ");
  CHECK(tags_fault("{\"a\\nb\": c}") == "2:43 this is no tag (1 to 128 bytes, no control characters); ");
  CHECK(tags_fault("{" + std::string(129, 'x') + ": c}") == "2:43 this is no tag (1 to 128 bytes, no control characters); ");
  CHECK(tags_fault("{a: " + std::string(257, 'x') + "}") ==
        "2:46 this is no value for a tag (1 to 256 bytes, no control characters); ");
  std::string many = "{";
  for (int i = 0; i < 51; ++i) many += "t" + std::to_string(i) + ": x, ";
  CHECK(tags_fault(many + "}").find(" more than 50 tags (Lambda's limit for a function); ") != std::string::npos);
}

}  // namespace thaw
