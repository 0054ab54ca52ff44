// `thaw help scenario` and `thaw help expect`: all that the tables have, and nothing else.
#include "cli/key_help.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/process.hpp"
#include "expect/metric.hpp"
#include "scenario/keys.hpp"

using thaw::test::shell;

namespace {

using Names = std::vector<std::string>;

Names lines_of(const std::string& text) {
  Names lines;
  std::istringstream all(text);
  for (std::string line; std::getline(all, line);) lines.push_back(line);
  return lines;
}

/// The keys under each heading of the help, which stands after an empty line.
std::map<std::string, Names> told_keys(const std::string& help) {
  std::map<std::string, Names> told;
  std::string heading;
  bool after_blank = false;
  for (const std::string& line : lines_of(help)) {
    if (after_blank) heading = line;
    const bool key = !after_blank && !heading.empty() && line.starts_with("  ") && line.size() > 2 && line[2] != ' ';
    if (key) told[heading].push_back(line.substr(2, line.find(':') - 2));
    after_blank = line.empty();
  }
  return told;
}

}  // namespace

TEST_CASE("help of a scenario has every key under the path of its map, and no others") {
  std::map<std::string, Names> listed;
  for (const thaw::KeyGroup& group : thaw::key_groups()) {
    for (const thaw::Key& key : group.keys) listed[std::string(group.path)].emplace_back(key.name);
  }
  CHECK(listed.size() == thaw::key_groups().size());  // no two maps under one heading
  for (const std::size_t width : {100U, 160U}) CHECK(told_keys(thaw::scenario_help(width)) == listed);
}

TEST_CASE("help of a scenario tells what each key takes, its default and its meaning") {
  std::string help = thaw::scenario_help(100);
  help = std::regex_replace(help, std::regex("\\s+"), " ");
  for (const thaw::KeyGroup& group : thaw::key_groups()) {
    for (const thaw::Key& key : group.keys) {
      CAPTURE(group.path, key.name);
      CHECK(help.find(std::string(key.name) + ": " + std::string(key.takes)) != std::string::npos);
      CHECK(help.find(key.meaning) != std::string::npos);
      if (!key.otherwise.empty()) CHECK(help.find("default: " + std::string(key.otherwise)) != std::string::npos);
    }
  }
}

TEST_CASE("the readers of a scenario have no list of keys of their own") {
  const std::regex own_list(R"(MapReader \w*\([^;]*\{\{)");
  for (const auto& file : std::filesystem::directory_iterator(THAW_SOURCE_DIR "/sim/scenario")) {
    const std::string name = file.path().filename().string();
    if (!name.ends_with(".cpp") || name == "price_book_file.cpp") continue;  // a file of another kind
    std::ifstream stream(file.path());
    std::stringstream text;
    text << stream.rdbuf();
    CAPTURE(name);
    CHECK_FALSE(std::regex_search(text.str(), own_list));
  }
}

TEST_CASE("help of expectations has every metric, and no others") {
  const std::string help = thaw::expect_help(160);
  for (const thaw::Subject subject : {thaw::Subject::totals, thaw::Subject::source}) {
    const std::string heading = subject == thaw::Subject::totals ? "\nOf all requests:\n" : "\nsources.NAME.\n";
    const std::size_t from = help.find(heading);
    REQUIRE(from != std::string::npos);
    std::string section = help.substr(from + heading.size());
    section = section.substr(0, section.find("\n\n"));
    section = std::regex_replace(section, std::regex("\\n    "), " ");
    std::set<std::string> told, listed;
    for (const std::string& line : lines_of(section)) {
      std::string stem;
      std::istringstream names(line.substr(0, line.find(" (")));
      for (std::string name; names >> name;) {
        if (name.ends_with(',')) name.pop_back();
        if (name.starts_with('.')) name = stem + name;
        stem = name.substr(0, name.find('.'));
        told.insert(name);
      }
    }
    for (const std::string_view name : thaw::metric_names(subject)) listed.emplace(name);
    CHECK(told == listed);
  }
}

TEST_CASE("help of a key tells where it stands and what its map has") {
  CHECK(thaw::key_help("cron", 100) ==
        "sources.NAME.arrivals, and each item of sum: one of\n"
        "  cron: text, or map  by a schedule: \"*/5 * * * *\", @daily, cron(0 8 ? * MON-FRI *), rate(5 minutes)\n"
        "\n"
        "arrivals.cron\n"
        "  schedule: text   as above; needed\n"
        "  time_zone: name  whose clock it follows, such as Europe/Berlin; default: UTC\n");
  CHECK(thaw::key_help("sources.web.arrivals.cron", 100) == thaw::key_help("cron", 100));
  const std::string functions = thaw::key_help("functions", 100);
  CHECK(functions.find("functions.NAME, and defaults\n  memory: size") != std::string::npos);
  CHECK(functions.find("  count: number") != std::string::npos);
  CHECK(functions.find("arrivals") == std::string::npos);
  CHECK(thaw::key_help("crom", 100).empty());
  CHECK(shell("\"$THAW\" help cron").out == thaw::key_help("cron", 100));
  CHECK(shell("\"$THAW\" help functions.api.init").out == thaw::key_help("init", 100));
  CHECK(shell("\"$THAW\" help init").out == shell("\"$THAW\" init --help").out);  // a verb has its name for itself
}

TEST_CASE("help of every key has it, whatever its map") {
  for (const thaw::KeyGroup& group : thaw::key_groups()) {
    for (const thaw::Key& key : group.keys) {
      const std::string help = thaw::key_help(key.name, 100);
      CAPTURE(group.path, key.name);
      CHECK(help.find(std::string(group.path) + "\n") != std::string::npos);
      CHECK(help.find("  " + std::string(key.name) + ": " + std::string(key.takes)) != std::string::npos);
    }
  }
}

TEST_CASE("help of topics keeps to the width, and is asked for by name") {
  for (const std::size_t width : {60U, 80U, 100U, 160U}) {
    for (const std::string& text : {thaw::scenario_help(width), thaw::expect_help(width)}) {
      for (const std::string& line : lines_of(text)) {
        CAPTURE(width, line);
        CHECK(line.size() <= width);
      }
    }
  }
  CHECK(shell("\"$THAW\" help scenario").out == thaw::scenario_help(100));
  CHECK(shell("\"$THAW\" help expect").out == thaw::expect_help(100));
  const auto wrong = shell("\"$THAW\" help scenrio");
  CHECK(wrong.status == 2);
  CHECK(wrong.err == "thaw: there is no help of 'scenrio'; did you mean 'scenario'? ('thaw help' lists what there is)\n");
  CHECK(shell("\"$THAW\" help crom").err ==
        "thaw: there is no help of 'crom'; did you mean 'cron'? ('thaw help' lists what there is)\n");
  CHECK(shell("\"$THAW\" help xyzzy").err == "thaw: there is no help of 'xyzzy' ('thaw help' lists what there is)\n");
  CHECK(shell("\"$THAW\" help rn").err == shell("\"$THAW\" rn").err);
  for (const char* topic : {"scenario", "expect"})
    CHECK(shell("\"$THAW\" help").out.find(std::string("'thaw help ") + topic) != std::string::npos);
}
