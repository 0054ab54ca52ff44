#include "report/attempts_csv.hpp"

#include <unistd.h>

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "report/csv_field.hpp"

namespace fs = std::filesystem;

namespace {

const std::string header =
    "source,function,request,attempt,arrival_s,wait_ms,placement_ms,init_ms,run_ms,latency_ms,billed_ms,environment,start,outcome,"
    "throttle_reason\n";

std::string scratch() {
  return (fs::temp_directory_path() / ("thaw-attempts-" + std::to_string(::getpid()) + ".csv")).string();
}

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

thaw::AttemptRow row(std::uint64_t request, std::int64_t arrival_ns = 0) {
  thaw::AttemptRow r{};
  r.attempt = 1;
  r.request = request;
  r.environment = 1;
  r.arrival_ns = arrival_ns;
  r.run_ns = 1'500'000;
  r.latency_ns = 1'500'000;
  r.billed_ms = 2;
  r.start = thaw::StartKind::warm;
  return r;
}

using Chunk = std::pair<std::string, std::vector<thaw::AttemptRow>>;

std::string written(const std::vector<Chunk>& chunks, std::uint64_t every = 1) {
  const std::string path = scratch();
  thaw::OutputFile file(path);
  thaw::AttemptsCsv csv(file, {"web", "odd,name"}, every);
  for (const auto& [function, rows] : chunks) csv.take(function, rows);
  csv.finish();
  file.commit();
  const std::string text = content(path);
  fs::remove(path);
  return text;
}

}  // namespace

TEST_CASE("a row has the columns of the header, with exact decimals") {
  thaw::AttemptRow cold = row(0, 1'000'000'001);
  cold.wait_ns = 250'000'000;
  cold.placement_ns = 60'000'000;
  cold.init_ns = 190'000'000;
  cold.latency_ns = 251'500'000;
  cold.start = thaw::StartKind::cold;
  cold.outcome = thaw::Outcome::timeout;
  thaw::AttemptRow throttled = row(1, 2'000'000'000);
  throttled.source = 1;
  throttled.environment = 0;
  throttled.start = thaw::StartKind::none;
  throttled.outcome = thaw::Outcome::throttled;
  throttled.throttle_reason = thaw::ThrottleReason::request_rate;
  throttled.wait_ns = -1;
  throttled.run_ns = 0;
  throttled.billed_ms = 0;
  CHECK(written({{"api", {cold, throttled}}}) == header +
                                                     "web,api,0,1,1.000000001,250,60,190,1.5,251.5,2,1,cold,timeout,\n"
                                                     "\"odd,name\",api,1,1,2,,0,0,0,1.5,0,,,throttled,request_rate\n");
}

TEST_CASE("a run without attempts gives the header alone") {
  CHECK(written({}) == header);
}

TEST_CASE("a sample keeps all attempts of every N-th request") {
  thaw::AttemptRow again = row(2);
  again.attempt = 2;
  const std::string text = written({{"api", {row(0), row(1), row(2), again, row(3), row(4)}}}, 2);
  std::size_t lines = 0;
  for (const char c : text) lines += c == '\n' ? 1 : 0;
  CHECK(lines == 1 + 4);
  CHECK(text.find("web,api,2,2,") != std::string::npos);
}

TEST_CASE("functions that take turns come out by name, each in its own order") {
  CHECK(rc::check("interleaved", [] {
    const auto turns =
        *rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(rc::gen::inRange(0, 6), rc::gen::inRange(0, 5)));
    std::vector<Chunk> chunks;
    std::map<std::string, std::string> expected;
    std::uint64_t ordinal = 0;
    for (const auto& [function, count] : turns) {
      const std::string name = function == 5 ? "a,\"b\"" : std::string(1, static_cast<char>('f' - function));
      std::string field;
      thaw::append_csv_name(field, name);
      Chunk chunk{name, {}};
      for (int i = 0; i < count; ++i) {
        chunk.second.push_back(row(ordinal));
        expected[name] += "web," + field + "," + std::to_string(ordinal++) + ",1,0,0,0,0,1.5,1.5,2,1,warm,succeeded,\n";
      }
      chunks.push_back(chunk);
    }
    std::string all = header;
    for (const auto& [name, text] : expected) all += text;
    RC_ASSERT(written(chunks) == all);
  }));
}

TEST_CASE("more than the blocks in memory is put together by name too") {
  std::map<std::string, std::uint64_t> next;
  std::vector<Chunk> chunks;
  for (int turn = 0; turn < 1'500; ++turn) {
    for (const std::string name : {"c", "a", "b"}) {
      Chunk chunk{name, {}};
      for (int i = 0; i < 100; ++i) chunk.second.push_back(row(next[name]++));
      chunks.push_back(chunk);
    }
  }
  const std::string text = written(chunks);
  CHECK(text.size() > 20'000'000);
  std::string all = header;
  for (const std::string name : {"a", "b", "c"}) {
    for (std::uint64_t i = 0; i < 150'000; ++i) {
      all += "web," + name + "," + std::to_string(i) + ",1,0,0,0,0,1.5,1.5,2,1,warm,succeeded,\n";
    }
  }
  CHECK(text == all);
}

TEST_CASE("into a pipe functions go by name as well") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  {
    thaw::OutputFile file("/dev/fd/" + std::to_string(ends[1]));
    ::close(ends[1]);
    REQUIRE(file.in_place());
    thaw::AttemptsCsv csv(file, {"web"});
    csv.take("c", std::vector<thaw::AttemptRow>(10'000, row(7)));
    csv.discard();
    csv.take("b", std::vector{row(0)});
    csv.take("a", std::vector{row(0)});
    csv.take("b", std::vector{row(1)});
    csv.finish();
    file.commit();
  }
  std::string got(10'000, '\0');
  got.resize(static_cast<std::size_t>(::read(ends[0], got.data(), got.size())));
  ::close(ends[0]);
  CHECK(got.find("web,a,0") < got.find("web,b,0"));
  CHECK(got.find("web,b,0") < got.find("web,b,1"));
  CHECK(got.starts_with(header));
  CHECK(got.find("web,c,") == std::string::npos);
}

TEST_CASE("rows of a run that was given up leave no trace") {
  const std::string path = scratch();
  thaw::OutputFile file(path);
  thaw::AttemptsCsv csv(file, {"web"});
  csv.take("a", std::vector<thaw::AttemptRow>(20'000, row(7)));
  csv.take("b", std::vector{row(8)});
  csv.discard();
  csv.take("a", std::vector{row(0)});
  csv.finish();
  file.commit();
  CHECK(content(path) == header + "web,a,0,1,0,0,0,0,1.5,1.5,2,1,warm,succeeded,\n");
  fs::remove(path);
}
