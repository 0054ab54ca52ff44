// Checks on the tree itself: what the rules of CONTRIBUTING.md say about files, includes and words.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tidy/source_text.hpp"

namespace fs = std::filesystem;
using namespace thaw::tidy;

namespace {

const fs::path root = THAW_SOURCE_DIR;

std::string text_of(const fs::path& file) {
  std::ifstream input(file, std::ios::binary);
  REQUIRE(input);
  return {std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
}

/// Files below `folder` (none if it is absent) with one of the endings, sorted, relative to the root.
std::vector<fs::path> files_below(const char* folder, const std::set<std::string>& endings) {
  std::vector<fs::path> found;
  if (!fs::exists(root / folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    if (entry.is_regular_file() && endings.count(entry.path().extension().string()) == 1) {
      found.push_back(fs::relative(entry.path(), root));
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<fs::path> sources() {
  std::vector<fs::path> found;
  for (const char* folder : {"include", "sim", "tests", "examples", "bench", "fuzz"}) {
    const std::vector<fs::path> part = files_below(folder, {".hpp", ".cpp"});
    found.insert(found.end(), part.begin(), part.end());
  }
  REQUIRE(found.size() > 50);
  return found;
}

/// The room of a file below sim/: "engine" of sim/engine/check.cpp.
std::string room_of(const fs::path& file) {
  return std::next(file.begin())->string();
}

/// The room that an include names; empty for the public headers, libraries and the standard library.
std::string room_named_by(const std::string& include) {
  if (include.front() != '"') return "";
  const std::string room = include.substr(1, include.find('/') - 1);
  return room == "thaw" ? "" : room;
}

}  // namespace

TEST_CASE("includes run one way between rooms") {
  for (const fs::path& file : files_below("sim", {".hpp", ".cpp"})) {
    CAPTURE(file.string());
    const std::vector<std::string> known = rooms_known_to(room_of(file));
    CHECK_FALSE(known.empty());
    for (const std::string& include : includes_of(text_of(root / file))) {
      const std::string room = room_named_by(include);
      if (room.empty()) continue;
      CAPTURE(include);
      CHECK(std::find(known.begin(), known.end(), room) != known.end());
      CHECK(fs::exists(root / "sim" / include.substr(1, include.size() - 2)));
    }
  }
}

TEST_CASE("public headers include no room") {
  for (const fs::path& file : files_below("include", {".hpp"})) {
    CAPTURE(file.string());
    for (const std::string& include : includes_of(text_of(root / file))) CHECK(room_named_by(include).empty());
  }
}

TEST_CASE("core rooms stay pure") {
  // Headers that bring files, clocks, threads, printing, or what old standard libraries lack.
  const std::set<std::string> banned_headers = {"<iostream>", "<fstream>",         "<filesystem>",   "<thread>", "<mutex>",
                                                "<future>",   "<chrono>",          "<random>",       "<cstdio>", "<format>",
                                                "<ranges>",   "<unordered_map>",   "<ctime>",        "<locale>", "<coroutine>",
                                                "<regex>",    "<source_location>", "<unordered_set>"};
  for (const fs::path& file : files_below("sim", {".hpp", ".cpp"})) {
    const std::string room = room_of(file);
    if (!in_core(room)) continue;
    CAPTURE(file.string());
    const std::string text = text_of(root / file);
    for (const std::string& include : includes_of(text)) {
      CAPTURE(include);
      CHECK(banned_headers.count(include) == 0);
    }
    // Statistics may call libm (no sample passes through them), whatever draws or simulates may not.
    CHECK(banned_in_core(code_only(text), room != "stats") == std::vector<std::string>{});
  }
}

TEST_CASE("files are named for one thing") {
  const std::set<std::string> vague = {"util", "utils", "utility", "utilities", "common", "helper", "helpers", "manager", "misc"};
  for (const fs::path& file : sources()) {
    CAPTURE(file.string());
    std::string words = file.stem().string();
    std::replace(words.begin(), words.end(), '_', ' ');
    std::istringstream each(words);
    for (std::string word; each >> word;) CHECK(vague.count(word) == 0);
  }
}

TEST_CASE("no line is longer than 132 characters") {
  for (const fs::path& file : sources()) {
    CAPTURE(file.string());
    CHECK(long_lines(text_of(root / file), 132) == std::vector<std::size_t>{});
  }
}

TEST_CASE("every header opens by saying what it is") {
  for (const fs::path& file : sources()) {
    if (file.extension() != ".hpp") continue;
    CAPTURE(file.string());
    const std::string text = text_of(root / file);
    CHECK(text.rfind("// " + file.filename().string() + ": ", 0) == 0);
    CHECK(text.find("#pragma once\n") != std::string::npos);
  }
}

TEST_CASE("every scenario opens with its lesson") {
  const std::vector<fs::path> scenarios = files_below("scenarios", {".yaml"});
  CHECK_FALSE(scenarios.empty());
  for (const fs::path& file : scenarios) {
    CAPTURE(file.string());
    CHECK(text_of(root / file).rfind("# ", 0) == 0);
  }
}

TEST_CASE("text files end with a line break and have no tabs or trailing blanks") {
  std::vector<fs::path> files = sources();
  for (const char* folder : {"scenarios", "examples", "docs", "scripts"}) {
    const std::vector<fs::path> part = files_below(folder, {".yaml", ".md", ".sh"});
    files.insert(files.end(), part.begin(), part.end());
  }
  for (const fs::path& file : files) {
    CAPTURE(file.string());
    const std::string text = text_of(root / file);
    CHECK((!text.empty() && text.back() == '\n'));
    CHECK(text.find('\t') == std::string::npos);
    CHECK(text.find(" \n") == std::string::npos);
    CHECK(text.find('\r') == std::string::npos);
  }
}

TEST_CASE("the map in CONTRIBUTING.md names every room and every script") {
  const std::string map = text_of(root / "CONTRIBUTING.md");
  for (const auto& entry : fs::directory_iterator(root / "sim")) {
    // An empty folder is a room that nobody has moved into, and version control does not keep it.
    if (!entry.is_directory() || fs::is_empty(entry.path())) continue;
    CAPTURE(entry.path().filename().string());
    CHECK(map.find("`" + entry.path().filename().string() + "/`") != std::string::npos);
  }
  for (const auto& entry : fs::directory_iterator(root / "scripts")) {
    CAPTURE(entry.path().filename().string());
    CHECK(map.find("`scripts/" + entry.path().filename().string()) != std::string::npos);
  }
}
