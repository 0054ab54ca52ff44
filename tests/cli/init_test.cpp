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
  const std::string queue = folder.thaw("init queue").out, stream = folder.thaw("init stream").out;
  for (const std::string& text : {api, queue, stream, folder.content("s.yaml")}) CHECK(uncommented(text) == Names{});
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
  const auto with_law = [&](const std::string& law) {
    std::string text = with(queue, "      renewal: ", "      # renewal: ");
    text = with(text, "        gamma: ", "        # gamma: ");
    text = with(text, "# account:  ", "account:  ");
    text = with(text, "#   concurrency", "  concurrency");
    return with(text, "# " + law, law);
  };
  const std::string daily =
      with(with(on, "poisson: {rate: {0h", "# poisson: {rate: {0h"), "# poisson: {rate: {daily", "poisson: {rate: {daily");
  const std::string weekly =
      with(with(on, "poisson: {rate: {0h", "# poisson: {rate: {0h"), "# poisson: {rate: {weekly", "poisson: {rate: {weekly");
  const std::string parts = with(with(on, "init: 800ms", "# init: 800ms"), "# init: {runtime", "init: {runtime");
  const std::string half = with(with(folder.content("s.yaml"), "# service_at", "service_at"), "# cpu_share", "cpu_share");
  for (const std::string& text : {on, daily, weekly, parts, half, with_law("constant: "), with_law("poisson: ")}) {
    folder.put("on.yaml", text);
    const Ended validated = folder.thaw("validate on.yaml");
    CHECK(validated.err.empty());
    CHECK(validated.status == 0);
  }
  folder.put("half.yaml", half);
  CHECK(folder.thaw("run half.yaml --set functions.api.memory=256MB").status == 0);
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

TEST_CASE("the batches of a queue and of a stream run as they are") {
  const Folder folder;
  for (const std::string kind : {"queue", "stream"}) {
    const std::string shown = folder.thaw("init " + kind).out;
    CHECK(folder.thaw("init " + kind + " -o " + kind + ".yaml").err ==
          "thaw: wrote " + kind + ".yaml; next: thaw run " + kind + ".yaml\n");
    CHECK(folder.content(kind + ".yaml") == shown);
    CHECK(shown.find("# Not simulated: ") != std::string::npos);
    CHECK(folder.thaw("validate " + kind + ".yaml").status == 0);
  }
  // 50 messages/s in batches of 10 are 5 calls/s; a Gamma of shape 10 has a standard deviation of sqrt(18,000 / 10) over an hour.
  const Ended queue = folder.thaw("run queue.yaml --set duration=1h --slo 'requests >= 17830' --slo 'requests <= 18170'");
  CHECK(queue.status == 0);
  CHECK(queue.out.find("Expectations: 5 of 5 met") != std::string::npos);
  // Four shards once a second: four standard deviations are 4 * sqrt(4 * 3,600) * 0.029 = 14 calls.
  const Ended stream = folder.thaw("run stream.yaml --set duration=1h --slo 'requests >= 14380' --slo 'requests <= 14420'");
  CHECK(stream.status == 0);
  CHECK(stream.out.find("Expectations: 4 of 4 met") != std::string::npos);
}

TEST_CASE("a kind that there is none of says which there are") {
  const Folder folder;
  const Ended ended = folder.thaw("init steam -o s.yaml");
  CHECK(ended.status == 2);
  CHECK(ended.out.empty());
  CHECK(ended.err == "thaw: there is no starter 'steam'; did you mean 'stream'? ('thaw init' has api, queue, stream, trace)\n");
  CHECK(folder.names().empty());
}

TEST_CASE("a folder that is missing is told and nothing is left behind") {
  const Folder folder;
  const Ended ended = folder.thaw("init trace -o missing/s.yaml");
  CHECK(ended.status == 1);
  CHECK(folder.names().empty());
}
