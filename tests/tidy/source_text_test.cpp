// The rules of tidy_test.cpp tried on samples, so that each is known to catch what it is there for.
#include "tidy/source_text.hpp"

#include <catch2/catch.hpp>

using namespace thaw::tidy;

TEST_CASE("comments and literals are blanked and nothing else is") {
  CHECK(code_only("a // rand()\nb") == "a          \nb");
  CHECK(code_only("a /* x\ny */ b") == "a     \n     b");
  CHECK(code_only(R"(f("a\"b", 'c') + 1'000)") == "f(      ,    ) + 1'000");
  CHECK(code_only("R\"x(rand( )x\" + y") == "              + y");
  CHECK(code_only("unclosed \"rand(") == "unclosed       ");
}

TEST_CASE("includes are read with their brackets") {
  const std::vector<std::string> expected = {"<vector>", "\"engine/check.hpp\""};
  CHECK(includes_of("#include <vector>\n  # include \"engine/check.hpp\"\nint include;\n") == expected);
}

TEST_CASE("what a core room may not use is found") {
  for (const char* bad : {"std::normal_distribution<> d;", "rand ()", "std::cout << 1", "printf(x)", "snprintf(b)", "fprintf(f)",
                          "std::chrono::steady_clock::now()", "std::unordered_map<int, int> m;", "std::thread t;",
                          "std::ofstream f;", "std::views::all", "co_await x", "thread_local int x;", "std::mt19937_64 g;"}) {
    CAPTURE(bad);
    CHECK(banned_in_core(bad, false).size() == 1);
  }
  for (const char* good : {"brand(x)", "std::map<int, int> m;", "operand(1)", "my_distribution", "natural_log(x)", "catalog(x)"}) {
    CAPTURE(good);
    CHECK(banned_in_core(good, true).empty());
  }
  CHECK(banned_in_core("std::log(x) + exp(y) + std::sqrt(z)", true).size() == 2);
  CHECK(banned_in_core("std::log(x)", false).empty());
}

TEST_CASE("line length counts characters, not bytes") {
  CHECK(long_lines("abc\nabcd\n", 3) == std::vector<std::size_t>{2});
  CHECK(long_lines("\xE2\x80\xA6\xE2\x80\xA6\xE2\x80\xA6\n", 3).empty());
}

TEST_CASE("rooms know those below them only") {
  CHECK(rooms_known_to("engine") == std::vector<std::string>{"engine"});
  CHECK(rooms_known_to("attic").empty());
  CHECK(in_core("run"));
  CHECK_FALSE(in_core("report"));
}
