// What a person at a terminal sees: width, colour, characters, the progress line. script(1) gives the pseudo-terminal; what the
// program writes on standard output and standard error comes out of it as one stream.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <regex>
#include <sstream>

#include "cli/process.hpp"
#include "cli/progress_line.hpp"
#include "report/printable.hpp"

using thaw::test::Ended;
using thaw::test::Folder;
using thaw::test::shell;

namespace {

constexpr const char* utf8 = "unset NO_COLOR LC_ALL LC_CTYPE; export TERM=xterm LANG=C.UTF-8; ";

// A command at a terminal of so many columns; `environment` is put before it.
Ended at_terminal(const std::string& command, int columns = 80, const std::string& environment = utf8,
                  const Folder& folder = Folder()) {
  const std::string inner = "stty cols " + std::to_string(columns) + " -onlcr; " + command;
  return shell(environment + "script -qec '" + inner + "' /dev/null", folder.path());
}

std::size_t count_of(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

std::string without_escapes(const std::string& text) {
  return std::regex_replace(text, std::regex("\x1b\\[[0-9]*m"), "");
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) longest = std::max(longest, thaw::columns_of(line));
  return longest;
}

// Would run for minutes.
const std::string endless = R"(duration: 365d
functions:
  api: {memory: 512MB, init: 100ms, service: 45ms}
sources:
  web: {kind: sync, function: api, arrivals: {poisson: {rate: 2000/s}}}
)";

double seconds_between(std::chrono::steady_clock::time_point a, std::chrono::steady_clock::time_point b) {
  return std::chrono::duration<double>(b - a).count();
}

}  // namespace

TEST_CASE("the report keeps to the terminal, from 60 to 160 columns") {
  const std::string piped = shell("\"$THAW\" run").out;
  for (const auto& [columns, widest] : {std::pair(40, 60), {60, 60}, {80, 80}, {120, 120}, {400, 160}}) {
    const Ended ended = at_terminal("\"$THAW\" run --color never", columns);
    INFO(ended.out);
    CHECK(ended.status == 0);
    CHECK(longest_line(ended.out) <= static_cast<std::size_t>(widest));
    CHECK(longest_line(ended.out) > static_cast<std::size_t>(widest) - 20);
  }
  CHECK(at_terminal("\"$THAW\" run --color never", 100).out == piped);
}

TEST_CASE("colour comes on a terminal, and says nothing that the words do not say") {
  const std::string throttled = "\"$THAW\" run --set account.concurrency=1";
  const std::string colored = at_terminal(throttled).out;
  CHECK(count_of(colored, "\x1b[1mRequests\x1b[0m\n") == 1);
  CHECK(count_of(colored, "\x1b[31m  throttled ") == 1);
  CHECK(count_of(colored, "\x1b[2m  region = us-east-1") == 1);
  CHECK(without_escapes(colored) == at_terminal(throttled + " --color never").out);
  CHECK(at_terminal(throttled, 80, std::string(utf8) + "export NO_COLOR=1; ").out.find('\x1b') == std::string::npos);
  CHECK(at_terminal(throttled + " --color always", 80, std::string(utf8) + "export NO_COLOR=1; ").out == colored);
  CHECK(at_terminal(throttled, 80, std::string(utf8) + "export TERM=dumb; ").out.find('\x1b') == std::string::npos);
}

TEST_CASE("a terminal without UTF-8 gets ASCII, a pipe the same bytes in any locale") {
  const auto is_ascii = [](const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  };
  const Ended plain = at_terminal("\"$THAW\" run", 100, "unset LC_ALL LC_CTYPE; export TERM=xterm LANG=C; ");
  CHECK(is_ascii(plain.out));
  CHECK(plain.out.find("  concurrency   ") != std::string::npos);
  CHECK(!is_ascii(at_terminal("\"$THAW\" run").out));
  CHECK(!is_ascii(at_terminal("\"$THAW\" run", 100, "unset LC_ALL; export LANG=C LC_CTYPE=de_DE.utf8; ").out));
  CHECK(is_ascii(at_terminal("\"$THAW\" run", 100, "export LANG=C.UTF-8 LC_ALL=POSIX; ").out));
  CHECK(shell("LC_ALL=C \"$THAW\" run").out == shell("LC_ALL=C.UTF-8 \"$THAW\" run").out);
}

TEST_CASE("a run of less than a second shows no progress") {
  CHECK(at_terminal("\"$THAW\" run --color never", 100).out.find('\r') == std::string::npos);
  CHECK(shell("\"$THAW\" run --progress always").err.empty());
}

TEST_CASE("a long run tells how far it is, at most ten times a second, and wipes that; a signal ends it with its partial result") {
  const Folder folder;
  folder.put("s.yaml", endless);
  const auto begin = std::chrono::steady_clock::now();
  const Ended ended =
      at_terminal("timeout --foreground --preserve-status -s INT 2.5 \"$THAW\" run s.yaml -o r.json", 100, utf8, folder);
  const double took_s = seconds_between(begin, std::chrono::steady_clock::now());
  INFO(ended.out);
  CHECK(ended.status == 130);
  const std::string wipe = "\r\x1b[K";
  const std::size_t shown = count_of(ended.out, " requests, ");
  CHECK(shown >= 1);
  CHECK(static_cast<double>(shown) <= 1 + 10 * (took_s - 1));
  CHECK(std::regex_search(ended.out, std::regex("\r\x1b\\[K[0-9,]+ requests, (<0.01|[0-9.]+) % simulated")));
  // The last thing before the report is the wipe.
  const std::size_t last = ended.out.rfind(wipe);
  REQUIRE(last != std::string::npos);
  CHECK(without_escapes(ended.out.substr(last + wipe.size())).starts_with("s: "));
  CHECK(ended.out.find("INTERRUPTED") > last);
  CHECK(ended.out.ends_with("thaw: interrupted; the result is partial and marked so\n"));
  CHECK(folder.content("r.json").find("\"complete\": false") != std::string::npos);
}

TEST_CASE("no progress where none is wanted") {
  const Folder folder;
  folder.put("s.yaml", endless);
  for (const std::string option : {"--progress never", "--quiet"}) {
    const Ended ended =
        at_terminal("timeout --foreground --preserve-status -s TERM 1.3 \"$THAW\" run s.yaml " + option, 100, utf8, folder);
    CHECK(ended.status == 143);
    CHECK(ended.out.find('\r') == std::string::npos);
  }
}

TEST_CASE("progress tells what is left once a hundredth is done") {
  using std::chrono::seconds;
  CHECK(thaw::progress_text({1'234'567, {}, 0.25}, seconds(10)) == "1,234,567 requests, 25.0 % simulated, about 31 s left");
  CHECK(thaw::progress_text({1, {}, 0.009}, seconds(10)) == "1 request, 0.90 % simulated");
  CHECK(thaw::progress_text({2, {3'600'000'000'000}, {}}, seconds(10)) == "2 requests, simulated to 1 h");
  CHECK(thaw::progress_text({2, {}, 1.0}, seconds(10)) == "2 requests, 100 % simulated, about 1 s left");
  CHECK(thaw::progress_text({2, {}, 0.01}, seconds(86'400)) == "2 requests, 1.0 % simulated, about 99 days left");
}
