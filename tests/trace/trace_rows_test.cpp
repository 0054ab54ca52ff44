// What a good trace gives: mapping, conditions, clocks, order, origin, cut.
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "trace_text.hpp"

using namespace thaw;
using thaw::testing::arrivals;
using thaw::testing::TraceText;
using Times = std::vector<std::int64_t>;

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t ms = 1'000'000;

}  // namespace

TEST_CASE("a row of the simplest trace has its arrival and duration") {
  const auto rows = TraceText().rows("arrival_s,duration_ms\n0.5,12.25\n1,0\n");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].at_ns == second / 2);
  CHECK(rows[0].duration_ns == 12 * ms + ms / 4);
  CHECK(rows[0].init_ns == -1);
  CHECK(rows[0].memory_mb == 0);
  CHECK(rows[0].cold == -1);
  CHECK(rows[1].at_ns == second);
  CHECK(rows[1].duration_ns == 0);
}

TEST_CASE("every column is read, and empty cells are left open") {
  TraceText text;
  text.by_function();
  text.scenario.template_function->service = Constant{};
  const auto stream = text.open(
      "arrival_s,duration_ms,function,memory_mb,init_ms,cold\n"
      "0,1,a,128,250.5,1\n0,1,b,1536.0,,False\n1,,\"a\",,0,true\n1,2,b,10240,,\n");
  const auto rows = TraceText::all(*stream);
  REQUIRE(rows.size() == 4);
  CHECK(stream->names() == std::vector<std::string>{"a", "b"});
  CHECK(stream->end().has_cold);
  CHECK(rows[0].memory_mb == 128);
  CHECK(rows[0].init_ns == 250 * ms + ms / 2);
  CHECK(rows[0].cold == 1);
  CHECK(rows[1].memory_mb == 1536);
  CHECK(rows[1].init_ns == -1);
  CHECK(rows[1].cold == 0);
  CHECK(rows[2].function == 0);
  CHECK(rows[2].duration_ns == -1);
  CHECK(rows[2].init_ns == 0);
  CHECK(rows[2].cold == 1);
  CHECK(rows[3].function == 1);
  CHECK(rows[3].cold == -1);
}

TEST_CASE("headers are mapped by columns, and unnamed or further ones do no harm") {
  TraceText text;
  text.trace().columns = {{"arrival_s", "client_start_time"}, {"duration_ms", "aws_duration"}, {"cold", "is_cold"}};
  text.trace().origin = Origin::first;
  const auto stream = text.open(
      ",is_cold,cpu_info,aws_duration,client_start_time\r\n"
      "0,False,\"2,Intel(R) Xeon(R) Processor @ 2.50GHz\",1862.32,1589587970.6094453\r\n"
      "1,True,\"2,Intel(R) Xeon(R) Processor @ 2.50GHz\",1867.94,1589587989.1700938\r\n");
  const auto rows = TraceText::all(*stream);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].at_ns == 0);
  CHECK(rows[1].at_ns == 18'560'648'500);
  CHECK(rows[1].duration_ns == 1'867'940'000);
  CHECK(rows[1].cold == 1);
  CHECK(stream->end().start_unix_ns == 1'589'587'970'609'445'300);
}

TEST_CASE("the name that a column is mapped by says its unit") {
  const auto first_of = [](const std::string& arrival, const std::string& duration, const std::string& row) {
    TraceText text;
    text.trace().columns = {{arrival, "t"}, {duration, "d"}};
    text.trace().origin = Origin::first;
    const std::string bytes = "t,d\n" + row + "\n";
    const auto stream = text.open(bytes);
    const auto rows = TraceText::all(*stream);
    REQUIRE(rows.size() == 1);
    return std::pair(stream->end().start_unix_ns, rows[0].duration_ns);
  };
  const std::pair<std::optional<std::int64_t>, std::int64_t> same{1'589'587'970'662'318'000, 1'500'001'000};
  CHECK(first_of("arrival_s", "duration_s", "1589587970.662318,1.500001") == same);
  CHECK(first_of("arrival_ms", "duration_ms", "1589587970662.318,1500.001") == same);
  CHECK(first_of("arrival_us", "duration_us", "1589587970662318,1500001") == same);
  CHECK(first_of("arrival_ns", "duration_ns", "1589587970662318000,1500001000") == same);
  CHECK(first_of("arrival_ms", "duration_us", "2020-05-16T00:12:50.662318Z,1.500001e6") == same);
  // Small numbers are offsets in every unit; what lies below a nanosecond is rounded.
  TraceText text;
  text.trace().columns = {{"arrival_ms", "t"}, {"end_us", "e"}, {"init_s", "i"}};
  const auto rows = text.rows("t,e,i\n1500,1600000,0.01\n1500.25,1600000.5,\n1500.2500004,1600000.5006,0.0000000005\n");
  CHECK(arrivals(rows) == Times{1'500 * ms, 1'500 * ms + ms / 4, 1'500 * ms + ms / 4});
  CHECK(rows[0].init_ns == 10 * ms);
  CHECK(rows[0].duration_ns == 90 * ms);
  CHECK(rows[1].init_ns == -1);
  CHECK(rows[1].duration_ns == 99 * ms + 3 * ms / 4 + 500);
  CHECK(rows[2].init_ns == 1);
  CHECK(rows[2].duration_ns == 99 * ms + 3 * ms / 4 + 500);
}

TEST_CASE("only a mapped column may be in another unit") {
  CHECK(TraceText().faults("arrival_ms,duration_ms\n0,1\n").size() == 1);
  CHECK(TraceText().hint("arrival_ms,duration_ms\n0,1\n") == "say which column it is: columns: {arrival_ms: arrival_ms}");
}

TEST_CASE("semicolons and tabs separate where the header has no comma") {
  const std::string text = "arrival_s,function,duration_ms\n0.5,\"a b\",12.25\n1,\"x\"\"y\",0\n";
  for (const char separator : {',', ';', '\t'}) {
    std::string bytes = text;
    std::replace(bytes.begin(), bytes.end(), ',', separator);
    TraceText trace;
    trace.by_function();
    const auto stream = trace.open(bytes);
    const auto rows = TraceText::all(*stream);
    CAPTURE(separator);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at_ns == second / 2);
    CHECK(rows[0].duration_ns == 12 * ms + ms / 4);
    CHECK(stream->names()[1] == "x\"y");
  }
  // Quoted headers count as text, whatever is in them; a comma outside wins.
  CHECK(TraceText().rows("\"arrival_s\";\"duration_ms\";\"a,b\"\n0;1;2\n").size() == 1);
  CHECK(TraceText().rows("\"a;b\",arrival_s,duration_ms\n;,0,1\n").size() == 1);
  CHECK(TraceText().rows("a;b\tc,arrival_s,duration_ms\n;,0,1\n").size() == 1);
  CHECK(TraceText().rows("\"a\"\"\t\";arrival_s;duration_ms\n1,5;0;1\n").size() == 1);
}

TEST_CASE("a source that names its function does not look at a function column") {
  const auto stream = TraceText().open("arrival_s,duration_ms,function\n0,1,a\n1,1,b\n");
  CHECK(TraceText::all(*stream)[1].function == 0);
  CHECK(stream->names().empty());
}

TEST_CASE("conditions keep rows by exact text, before order is looked at") {
  TraceText text;
  text.trace().where = {{"run", "7"}};
  CHECK(arrivals(text.rows("arrival_s,duration_ms,run\n5,1,7\n1,bad,8\n6,1,7\n0,1,07\n")) == Times{5 * second, 6 * second});
}

TEST_CASE("an end stands in for the arrival, or for the duration") {
  const auto by_end = TraceText().rows("end_s,duration_ms,init_ms\n2,500,\n4,500,250\n");
  CHECK(by_end[0].at_ns == 1'500 * ms);
  CHECK(by_end[1].at_ns == 3'250 * ms);
  const auto by_both = TraceText().rows("arrival_s,end_s,init_ms\n1,2.5,\n2,3,400\n");
  CHECK(by_both[0].duration_ns == 1'500 * ms);
  CHECK(by_both[1].duration_ns == 600 * ms);
}

TEST_CASE("a byte order mark, CRLF, empty lines and an open last line are read over") {
  CHECK(arrivals(TraceText().rows("\xEF\xBB\xBF"
                                  "arrival_s,duration_ms\r\n1,1\r\n\r\n2,1\r\n\n3,1")) == Times{second, 2 * second, 3 * second});
}

TEST_CASE("origin first moves the earliest row of all functions to instant 0") {
  TraceText text;
  text.by_function().trace().origin = Origin::first;
  const std::string_view grouped = "arrival_s,duration_ms,function\n10,1,a\n12,1,a\n7,1,b\n11,1,b\n";
  CHECK(arrivals(text.rows(grouped)) == Times{3 * second, 5 * second, 0, 4 * second});
  CHECK(arrivals(text.rows(grouped, false)) == Times{3 * second, 5 * second, 0, 4 * second});
  CHECK_FALSE(text.open(grouped, false)->repeatable());
}

TEST_CASE("origin first with a window takes the earliest within it") {
  TraceText text;
  text.trace().origin = Origin::first;
  text.trace().window = seconds(5);
  CHECK(arrivals(text.rows("arrival_s,duration_ms\n12,1\n10,1\n20,1\n15,1\n21,1\n")) ==
        Times{0, 2 * second, 5 * second, 10 * second, 11 * second});
}

TEST_CASE("negative numbers are fine where the first row is the origin") {
  TraceText text;
  text.trace().origin = Origin::first;
  CHECK(arrivals(text.rows("arrival_s,duration_ms\n-3,1\n2,1\n")) == Times{0, 5 * second});
}

TEST_CASE("dates are counted from the scenario's start, or give it") {
  TraceText text;
  const std::string_view bytes = "arrival_s,duration_ms\n2020-05-17T00:00:01Z,1\n2020-05-17 00:00:02.5,1\n1589673603,1\n";
  text.scenario.start_written = true;
  text.scenario.start_unix_ns = 1'589'673'600 * second;
  auto stream = text.open(bytes);
  CHECK(arrivals(TraceText::all(*stream)) == Times{second, 2'500 * ms, 3 * second});
  CHECK(stream->end().start_unix_ns == 1'589'673'600 * second);
  text.scenario.start_written = false;
  text.trace().origin = Origin::first;
  stream = text.open(bytes);
  CHECK(arrivals(TraceText::all(*stream)) == Times{0, 1'500 * ms, 2 * second});
  CHECK(stream->end().start_unix_ns == 1'589'673'601 * second);
}

TEST_CASE("plain seconds give no date") {
  const auto stream = TraceText().open("arrival_s,duration_ms\n1,1\n");
  TraceText::all(*stream);
  CHECK_FALSE(stream->end().start_unix_ns.has_value());
  CHECK_FALSE(stream->end().has_cold);
}

TEST_CASE("a written duration cuts, and what follows in a file of one function is not read") {
  TraceText text;
  text.scenario.duration = seconds(10);
  CHECK(arrivals(text.rows("arrival_s,duration_ms\n1,1\n9.999999999,1\n10,1\nnonsense\n")) == Times{second, 10 * second - 1});
  CHECK(text.rows("arrival_s,duration_ms\n11,1\n").empty());
  text.trace().window = seconds(5);
  CHECK(arrivals(text.rows("arrival_s,duration_ms\n11,1\n9,1\n8,1\n30,1\n")) == Times{8 * second, 9 * second});
}

TEST_CASE("a written duration cuts function by function") {
  TraceText text;
  text.by_function().scenario.duration = seconds(10);
  const std::string_view bytes = "arrival_s,duration_ms,function\n1,1,a\n11,1,a\n2,1,b\n12,1,b\n3,1,c\n";
  CHECK(arrivals(text.rows(bytes)) == Times{second, 2 * second, 3 * second});
  text.trace().window = seconds(1);
  CHECK(arrivals(text.rows(bytes)) == Times{second, 2 * second, 3 * second});
}

TEST_CASE("rows come out sorted by function whatever the window held") {
  rc::check([] {
    const auto late = *rc::gen::container<std::vector<std::uint16_t>>(rc::gen::arbitrary<std::uint16_t>());
    RC_PRE(!late.empty());
    TraceText text;
    text.by_function().trace().window = seconds(100);
    std::string bytes = "arrival_s,duration_ms,function\n";
    for (std::size_t i = 0; i < late.size(); ++i) {
      bytes +=
          std::to_string(i * 10 + 100 - late[i] % 101U) + "," + std::to_string(i) + "," + (late[i] % 2 != 0 ? "a" : "b") + "\n";
    }
    auto rows = text.rows(bytes);
    RC_ASSERT(rows.size() == late.size());
    for (const std::uint32_t function : {0U, 1U}) {
      std::vector<Row> own;
      std::ranges::copy_if(rows, std::back_inserter(own), [&](const Row& row) { return row.function == function; });
      RC_ASSERT(std::ranges::is_sorted(own, {}, [](const Row& row) { return std::pair(row.at_ns, row.duration_ns); }));
    }
  });
}

TEST_CASE("long traces come in blocks, all of them once") {
  std::string bytes = "arrival_s,duration_ms\n";
  for (int i = 0; i < 50'000; ++i) bytes += std::to_string(i) + ",1\n";
  const auto stream = TraceText().open(bytes);
  std::int64_t next = 0;
  for (auto block = stream->next(); !block.empty(); block = stream->next()) {
    CHECK(block.size() <= 4096);
    for (const Row& row : block) REQUIRE(row.at_ns == second * next++);
  }
  CHECK(next == 50'000);
  CHECK(stream->next().empty());
}

TEST_CASE("many functions keep their numbers") {
  TraceText text;
  text.by_function();
  std::string bytes = "arrival_s,duration_ms,function\n";
  for (int i = 0; i < 9'000; ++i) bytes += std::to_string(i) + ",1,fn" + std::to_string(i % 3'000) + "\n";
  const auto stream = text.open(bytes);
  const auto rows = TraceText::all(*stream);
  REQUIRE(stream->names().size() == 3'000);
  for (std::size_t i = 0; i < rows.size(); ++i) REQUIRE(stream->names()[rows[i].function] == "fn" + std::to_string(i % 3'000));
}
