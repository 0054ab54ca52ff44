#include "thaw/diagnostic.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace thaw {
namespace {

TEST_CASE("a diagnostic shows place, message, line, caret and hint") {
  const Diagnostic fault{"a.yaml", 3, 11, "no such key", "did you mean x?", "  memory: 64MB"};
  CHECK(to_text(fault) ==
        "a.yaml:3:11: error: no such key\n"
        "      memory: 64MB\n"
        "              ^\n"
        "    hint: did you mean x?\n");
}

TEST_CASE("what is absent from a diagnostic is left out") {
  CHECK(to_text({"a.yaml", 0, 0, "gone", "", ""}) == "a.yaml: error: gone\n");
  CHECK(to_text({"a.yaml", 7, 0, "bad", "", ""}) == "a.yaml:7: error: bad\n");
  CHECK(to_text({"", 0, 0, "bad", "", ""}) == "error: bad\n");
  CHECK(to_text({"a.yaml", 1, 0, "bad", "", "text"}) == "a.yaml:1: error: bad\n    text\n");
}

TEST_CASE("a caret may stand just behind the line, and not further") {
  CHECK(to_text({"f", 1, 4, "m", "", "abc"}) == "f:1:4: error: m\n    abc\n       ^\n");
  CHECK(to_text({"f", 1, 9, "m", "", "abc"}) == "f:1:9: error: m\n    abc\n");
}

TEST_CASE("control characters are shown as escapes, a tab as one blank") {
  CHECK(to_text({"f\n", 1, 2, "\033[2J", "a\rb", "\tX\033b"}) ==
        "f\\x0a:1:2: error: \\x1b[2J\n     X\\x1bb\n     ^\n    hint: a\\x0db\n");
  CHECK(to_text({"f", 1, 0, "\u202ex", "", ""}) == "f:1: error: \\u202ex\n");
  CHECK(to_text({"f", 1, 0, "\u009bx\xff", "", ""}) == "f:1: error: \\x9bx\\xff\n");
}

TEST_CASE("characters and not bytes count for the caret") {
  CHECK(to_text({"f", 1, 4, "m", "", "äöüx"}) == "f:1:4: error: m\n    äöüx\n       ^\n");
  CHECK(to_text({"f", 1, 2, "m", "", "\001z"}) == "f:1:2: error: m\n    \\x01z\n        ^\n");
}

TEST_CASE("a long line is cut around its column") {
  const std::string line = std::string(500, 'a') + "X" + std::string(500, 'b');
  CHECK(to_text({"f", 1, 501, "m", "", line}) ==
        "f:1:501: error: m\n    …" + std::string(80, 'a') + "X" + std::string(39, 'b') + "…\n    " + std::string(81, ' ') + "^\n");
}

TEST_CASE("a long line with its column at the front keeps its front") {
  CHECK(to_text({"f", 1, 1, "m", "", std::string(500, 'a')}) == "f:1:1: error: m\n    " + std::string(120, 'a') + "…\n    ^\n");
}

}  // namespace
}  // namespace thaw
