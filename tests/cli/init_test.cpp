// `thaw init`: a stranger's first file.
#include <catch2/catch.hpp>
#include <sstream>

#include "cli/process.hpp"

using thaw::test::Ended;
using thaw::test::Folder;

namespace {

using Names = std::vector<std::string>;

/// Lines of a YAML text that say nothing to a reader: neither a comment nor a list or map whose own line is commented.
std::vector<std::string> uncommented(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream all(text);
  for (std::string line; std::getline(all, line);) {
    if (!line.empty() && line.find("# ") == std::string::npos && line != "#") lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("the first scenario goes to standard output or a file, and runs as it is") {
  const Folder folder;
  const Ended shown = folder.thaw("init");
  CHECK(shown.status == 0);
  CHECK(shown.err.empty());
  CHECK(folder.thaw("init api").out == shown.out);
  CHECK(folder.thaw("init api -o -").out == shown.out);
  CHECK(folder.names().empty());
  const Ended kept = folder.thaw("init -o s.yaml");
  CHECK(kept.status == 0);
  CHECK(kept.out.empty());
  CHECK(kept.err == "thaw: wrote s.yaml; next: thaw run s.yaml\n");
  CHECK(folder.content("s.yaml") == shown.out);
  CHECK(folder.names() == Names{"s.yaml"});
  CHECK(folder.thaw("validate s.yaml").status == 0);
  const Ended ran = folder.thaw("run s.yaml --set duration=1h");
  CHECK(ran.status == 0);
  CHECK(ran.out.find("Expectations: 3 of 3 met") != std::string::npos);
}

TEST_CASE("a replay comes with a sample of a record beside it, and runs as it is") {
  const Folder folder;
  const Ended kept = folder.thaw("init trace -o s.yaml");
  CHECK(kept.status == 0);
  CHECK(kept.err == "thaw: wrote s.yaml and calls.csv beside it; next: thaw run s.yaml\n");
  CHECK(folder.names() == Names{"calls.csv", "s.yaml"});
  CHECK(folder.thaw("validate s.yaml").status == 0);
  const Ended ran = folder.thaw("run s.yaml");
  CHECK(ran.status == 0);
  CHECK(ran.out.find("All 25 requests succeeded") != std::string::npos);
  CHECK(ran.out.find("Expectations: 1 of 1 met") != std::string::npos);
}

TEST_CASE("every line of them says what it is for, and what is switched off works when it is switched on") {
  const Folder folder;
  CHECK(folder.thaw("init trace -o s.yaml").status == 0);
  const std::string api = folder.thaw("init").out;
  for (const std::string& text : {api, folder.content("s.yaml")}) CHECK(uncommented(text) == std::vector<std::string>{});
  const auto with = [](std::string text, const std::string& off, const std::string& on) {
    const std::size_t at = text.find(off);
    REQUIRE(at != std::string::npos);
    return text.replace(at, off.size(), on);
  };
  std::string on = with(api, "# warmup: 1h", "warmup: 1h");
  on = with(on, "# seed: 2", "seed: 2");
  on = with(on, "    runtime: python3.13", "    # runtime: python3.13");
  on = with(on, "# init: 800ms", "init: 800ms");
  on = with(on, "      poisson: {rate: 20/s}", "      # poisson: {rate: 20/s}");
  on = with(on, "# poisson: {rate: {0h", "poisson: {rate: {0h");
  on = with(on, "# account:  ", "account:  ");
  on = with(on, "#   concurrency", "  concurrency");
  folder.put("on.yaml", on);
  const Ended validated = folder.thaw("validate on.yaml");
  CHECK(validated.err.empty());
  CHECK(validated.status == 0);
}

TEST_CASE("no file is overwritten but by force, and then all are") {
  const Folder folder;
  folder.put("calls.csv", "mine");
  const Ended refused = folder.thaw("init trace -o s.yaml");
  CHECK(refused.status == 2);
  CHECK(refused.err == "thaw: 'calls.csv' is there already: choose another name, or overwrite it with '--force'\n");
  CHECK(folder.names() == Names{"calls.csv"});
  CHECK(folder.content("calls.csv") == "mine");
  CHECK(folder.thaw("init trace -o s.yaml --force").status == 0);
  CHECK(folder.content("calls.csv").starts_with("arrival_s,"));
  CHECK(folder.thaw("init -o s.yaml").status == 2);
}

TEST_CASE("kinds that are not built yet say so, and what there is") {
  const Folder folder;
  for (const std::string kind : {"queue", "stream"}) {
    const Ended ended = folder.thaw("init " + kind + " -o s.yaml");
    CHECK(ended.status == 3);
    CHECK(ended.out.empty());
    CHECK(ended.err == "thaw init: error: not built yet: sources of kind `" + kind +
                           "`\n    hint: this version has `thaw init api` (drawn calls) and `thaw init trace` (recorded ones)\n");
  }
  CHECK(folder.names().empty());
}

TEST_CASE("a folder that is missing is told and nothing is left behind") {
  const Folder folder;
  const Ended ended = folder.thaw("init trace -o missing/s.yaml");
  CHECK(ended.status == 1);
  CHECK(folder.names().empty());
}
