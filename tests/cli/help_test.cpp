// Help, version and the manual page, which must tell the same.
#include <catch2/catch.hpp>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "cli/process.hpp"
#include "cli/verb.hpp"
#include "report/version.hpp"

using thaw::test::shell;

namespace {

std::string source_file(const std::string& name) {
  std::ifstream file(std::string(THAW_SOURCE_DIR) + "/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::set<std::string> flags_in(const std::string& text) {
  std::set<std::string> flags;
  const std::regex flag("--[a-z][a-z-]*");
  for (std::sregex_iterator at(text.begin(), text.end(), flag), end; at != end; ++at) flags.insert(at->str());
  return flags;
}

std::set<std::string> built_flags() {
  std::set<std::string> flags;
  for (const thaw::Verb* verb : thaw::verbs()) {
    for (const thaw::Option& option : verb->options) {
      if (option.built) flags.insert("--" + std::string(option.name));
    }
  }
  return flags;
}

}  // namespace

TEST_CASE("the version is the project's") {
  const std::string cmake = source_file("CMakeLists.txt");
  CHECK(cmake.find("project(thaw VERSION " + std::string(thaw::version) + " ") != std::string::npos);
  for (const char* command : {"\"$THAW\" version", "\"$THAW\" --version"}) {
    const auto ended = shell(command);
    CHECK(ended.status == 0);
    CHECK(ended.out == "thaw " + std::string(thaw::version) + "\n");
    CHECK(ended.err.empty());
  }
}

TEST_CASE("help can be asked for in every usual way") {
  const auto help = shell("\"$THAW\" help");
  CHECK(help.status == 0);
  CHECK(help.out.find("Usage: thaw VERB") != std::string::npos);
  CHECK(shell("\"$THAW\" --help").out == help.out);
  CHECK(shell("\"$THAW\" -h").out == help.out);
  for (const thaw::Verb* verb : thaw::verbs()) {
    const std::string name(verb->name);
    const auto of_verb = shell("\"$THAW\" help " + name);
    CHECK(of_verb.status == 0);
    CHECK(of_verb.out == shell("\"$THAW\" " + name + " --help").out);
    CHECK(of_verb.out.find("Usage: thaw " + name) != std::string::npos);
    CHECK(help.out.find("  " + name + " ") != std::string::npos);
  }
}

TEST_CASE("the help of a verb names each of its options, with lines of at most 100 columns") {
  for (const thaw::Verb* verb : thaw::verbs()) {
    const std::string text = thaw::help_of(*verb);
    std::set<std::string> flags;
    for (const thaw::Option& option : verb->options) {
      if (option.built) flags.insert("--" + std::string(option.name));
    }
    std::set<std::string> named = flags_in(text);
    CHECK(named == flags);
    std::istringstream lines(text + thaw::help_text());
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 100);
  }
}

TEST_CASE("the manual page has the verbs and options of the help, and no others") {
  const std::string page = source_file("docs/thaw.1.scd");
  CHECK(flags_in(page) == built_flags());
  for (const thaw::Verb* verb : thaw::verbs()) CHECK(page.find("*thaw " + std::string(verb->name) + "*") != std::string::npos);
  for (const thaw::Verb* verb : thaw::verbs()) {
    for (const thaw::Option& option : verb->options) {
      if (!option.built || option.argument.empty()) continue;
      CHECK(page.find("*--" + std::string(option.name) + "* _" + std::string(option.argument) + "_") != std::string::npos);
    }
  }
}
