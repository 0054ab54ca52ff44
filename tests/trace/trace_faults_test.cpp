// What a bad trace gives: the exact message, and where.
#include <catch2/catch.hpp>

#include "trace_text.hpp"

using namespace thaw;
using thaw::testing::TraceText;
using Texts = std::vector<std::string>;

namespace {

const std::string head = "arrival_s,duration_ms\n";

/// The faults of one more row under the simplest header.
Texts row(const std::string& text) {
  return TraceText().faults(head + text + "\n");
}

}  // namespace

TEST_CASE("an empty file is reported at 1:1") {
  CHECK(TraceText().faults("") == Texts{"1:1: the file is empty, expected a header such as arrival_s,duration_ms"});
  CHECK(TraceText().faults("\xEF\xBB\xBF") == Texts{"1:1: the file is empty, expected a header such as arrival_s,duration_ms"});
}

TEST_CASE("a header alone is no trace") {
  CHECK(TraceText().faults(head) == Texts{"2:1: there is no row after the header"});
}

TEST_CASE("a wrong header says what was found and what is likely meant") {
  TraceText text;
  CHECK(text.faults("t_send_s,ms\n0,1\n") == Texts{"1:1: the header has no column \"arrival_s\"; found \"t_send_s\", \"ms\""});
  CHECK(text.hint("t_send_s,ms\n0,1\n") == "say which column it is: columns: {arrival_s: t_send_s}");
  CHECK(text.hint("arival_s,duration_ms\n0,1\n") == "say which column it is: columns: {arrival_s: arival_s}");
  CHECK(text.hint("x,y\n0,1\n") == "say which column it is: columns: {arrival_s: HEADER}");
  CHECK(text.hint("timestamp_ms,y\n0,1\n") == "say which column it is: columns: {arrival_ms: timestamp_ms}");
  CHECK(text.hint("arrival_s|duration_ms\n0|1\n") ==
        "the cells seem to be separated by bars; thaw reads commas, semicolons and tabs");
  CHECK(text.hint("arrival_s;duration_ms\r0,1\r") == "the lines end in CR alone; thaw reads LF and CRLF");
}

TEST_CASE("a mapped column that is not there is reported with the nearest") {
  TraceText text;
  text.trace().columns = {{"arrival_s", "t_snd_s"}};
  text.trace().where = {{"rum", "7"}};
  const std::string_view bytes = "t_send_s,duration_ms,run\n0,1,7\n";
  CHECK(text.faults(bytes) ==
        Texts{"1:1: columns.arrival_s: the header has no column \"t_snd_s\"; found \"t_send_s\", \"duration_ms\", \"run\"",
              "1:1: where: the header has no column \"rum\"; found \"t_send_s\", \"duration_ms\", \"run\""});
  CHECK(text.hint(bytes) == "did you mean \"t_send_s\"?");
}

TEST_CASE("columns of unknown names, doubled headers and needless functions are refused") {
  TraceText text;
  text.trace().columns = {{"start", "x"}};
  CHECK(text.faults(head + "0,1\n") == Texts{"1:1: columns: there is no column \"start\" in thaw"});
  CHECK(TraceText().faults("arrival_s,duration_ms,arrival_s\n0,1,2\n") == Texts{"1:23: the column \"arrival_s\" is there twice"});
  text.trace().columns = {{"function", "name"}};
  CHECK(text.faults("arrival_s,duration_ms,name\n0,1,f\n") ==
        Texts{"1:1: columns maps `function`, but the source names its function"});
}

TEST_CASE("functions from rows need a column for them") {
  TraceText text;
  text.by_function();
  CHECK(text.faults(head + "0,1\n") == Texts{"1:1: the header has no column \"function\"; found \"arrival_s\", \"duration_ms\""});
}

TEST_CASE("an end without arrival or duration is not enough") {
  CHECK(TraceText().faults("end_s\n5\n") == Texts{"1:1: the header has no column \"duration_ms\"; found \"end_s\""});
  CHECK(TraceText().faults("end_s,duration_ms\n5,\n") ==
        Texts{"2:3: duration_ms: is empty, but is needed to get from the end to the arrival"});
}

TEST_CASE("a letter in a number is reported with its cell") {
  CHECK(row("1x,5") == Texts{"2:1: arrival_s: expected seconds or a date, found \"1x\""});
  CHECK(row("1,5 ms") == Texts{"2:3: duration_ms: expected a number of milliseconds, found \"5 ms\""});
  CHECK(row("O,l") == Texts{"2:1: arrival_s: expected seconds or a date, found \"O\"",
                            "2:3: duration_ms: expected a number of milliseconds, found \"l\""});
}

TEST_CASE("missing, negative, endless and huge numbers are refused") {
  CHECK(row(",5") == Texts{"2:1: arrival_s: expected seconds or a date, found nothing"});
  CHECK(row("1,-5") == Texts{"2:3: duration_ms: expected a length of time of 0 ms or more, found \"-5\""});
  CHECK(row("1,NaN") == Texts{"2:3: duration_ms: expected a number of milliseconds, found \"NaN\", which is no finite number"});
  CHECK(row("inf,1") == Texts{"2:1: arrival_s: expected seconds or a date, found \"inf\", which is no finite number"});
  CHECK(row("1,2592000000.1") == Texts{"2:3: duration_ms: longer than 30 days: \"2592000000.1\""});
  CHECK(row("1,2592000000").empty());
  CHECK(row("1589587970662.3188,1") == Texts{"2:1: arrival_s: \"1589587970662.3188\" is too large"});
  CHECK(TraceText().hint(head + "1589587970662.3188,1\n") == "if these are milliseconds, say so: columns: {arrival_ms: arrival_s}");
  CHECK(TraceText().hint(head + "1589587970662318,1\n") == "if these are microseconds, say so: columns: {arrival_us: arrival_s}");
  CHECK(TraceText().hint(head + "1589587970662318000,1\n") == "if these are nanoseconds, say so: columns: {arrival_ns: arrival_s}");
  CHECK(row("-1,1") == Texts{"2:1: arrival_s: arrives 1 s before instant 0"});
  CHECK(TraceText().faults(head + "0,1\n99999999999e-1,1\n") == Texts{"3:1: arrival_s: \"99999999999e-1\" is too large"});
  CHECK(TraceText().faults(head + "0,1\n1200000000,1\n") == Texts{"3:1: arrival_s: more than 35 years from instant 0"});
}

TEST_CASE("a long cell is cut in the message") {
  CHECK(row(std::string(100, 'x') + ",1") ==
        Texts{"2:1: arrival_s: expected seconds or a date, found \"" + std::string(60, 'x') + "…\""});
}

TEST_CASE("wrong dates and mixed clocks are refused") {
  TraceText text;
  text.trace().origin = Origin::first;
  CHECK(text.faults(head + "2020-02-30T00:00:00Z,1\n") ==
        Texts{"2:1: arrival_s: expected a date of 1970 to 2261, found \"2020-02-30T00:00:00Z\""});
  CHECK(text.faults(head + "2020-02-20T00:00:00Z,1\n5,1\n") ==
        Texts{"3:1: arrival_s: expected a date or seconds since 1970 as in the rows before, found \"5\""});
  CHECK(text.faults(head + "5,1\n2020-02-20T00:00:00Z,1\n") ==
        Texts{"3:1: arrival_s: expected plain seconds as in the rows before, found \"2020-02-20T00:00:00Z\""});
}

TEST_CASE("dates need an origin or a start, and none lies before it") {
  TraceText text;
  CHECK(text.faults(head + "1589587970,1\n") ==
        Texts{"2:1: arrival_s: the arrivals are dates or times since 1970, and the scenario does not say which date instant 0 is"});
  CHECK(text.hint(head + "1589587970,1\n") ==
        "write `origin: first` to begin with the first row, or the date as `start: 2026-11-01T00:00:00Z`");
  text.scenario.start_written = true;
  text.scenario.start_unix_ns = 1'589'587'971'500'000'000;
  CHECK(text.faults(head + "1589587970,1\n") == Texts{"2:1: arrival_s: arrives 1.5 s before the scenario's `start`"});
}

TEST_CASE("memory sizes outside of Lambda's are refused") {
  const auto faults = [](const std::string& cell) {
    return TraceText().faults("arrival_s,duration_ms,memory_mb\n0,1," + cell + "\n");
  };
  const std::string expected = "2:5: memory_mb: expected a whole number of MB from 128 to 10240, found ";
  CHECK(faults("127") == Texts{expected + "\"127\""});
  CHECK(faults("10241") == Texts{expected + "\"10241\""});
  CHECK(faults("-512") == Texts{expected + "\"-512\""});
  CHECK(faults("512.5") == Texts{expected + "\"512.5\""});
  CHECK(faults("512MB") == Texts{expected + "\"512MB\""});
  CHECK(faults("128").empty());
  CHECK(faults("10240.0").empty());
}

TEST_CASE("cold is a truth value") {
  CHECK(TraceText().faults("arrival_s,duration_ms,cold\n0,1,yes\n") ==
        Texts{"2:5: cold: expected 1 or 0, true or false, found \"yes\""});
  CHECK(TraceText().faults("arrival_s,duration_ms,cold\n0,1,2\n") ==
        Texts{"2:5: cold: expected 1 or 0, true or false, found \"2\""});
}

TEST_CASE("init times are checked as durations are") {
  CHECK(TraceText().faults("arrival_s,duration_ms,init_ms\n0,1,-1\n") ==
        Texts{"2:5: init_ms: expected a length of time of 0 ms or more, found \"-1\""});
}

TEST_CASE("an end before the arrival or far from it is refused") {
  CHECK(TraceText().faults("arrival_s,end_s\n5,4\n") == Texts{"2:3: end_s: ends before it arrives"});
  CHECK(TraceText().faults("arrival_s,end_s,init_ms\n5,5.1,200\n") == Texts{"2:3: end_s: ends before its init is over"});
  CHECK(TraceText().faults("arrival_s,end_s\n5,3000000\n") == Texts{"2:3: end_s: is not within 30 days of its arrival"});
}

TEST_CASE("lines with too few or too many cells are refused") {
  CHECK(row("1") == Texts{"2:2: expected 2 cells as in the header, found 1"});
  CHECK(row("1,2,3") == Texts{"2:5: expected 2 cells as in the header, found 3"});
  CHECK(TraceText().hint(head + "1,2,5\n") == "a cell with a comma in it needs quotes; decimals are written with a point");
}

TEST_CASE("an arrival before the previous one is reported with both lines") {
  TraceText text;
  CHECK(text.faults(head + "5,1\n6,1\n4.5,1\n7,1\n") == Texts{"4:1: arrival_s: arrives 1.5 s before the row in line 3"});
  CHECK(text.hint(head + "5,1\n6,1\n4.5,1\n") ==
        "sort the file by arrival, or write `window: 2s` or more; are these several recordings? `where` keeps one of them");
  text.trace().window = seconds(1);
  CHECK(text.faults(head + "5,1\n6,1\n4.5,1\n7,1\n") ==
        Texts{"4:1: arrival_s: arrives 1.5 s before the row in line 3, beyond the window of 1 s"});
  text.trace().window = milliseconds(1'500);
  CHECK(text.faults(head + "5,1\n6,1\n4.5,1\n7,1\n").empty());
}

TEST_CASE("order is by function, and each has its own") {
  TraceText text;
  text.by_function();
  const std::string header = "arrival_s,duration_ms,function\n";
  CHECK(text.faults(header + "5,1,a\n1,1,b\n5,1,a\n").empty());
  CHECK(text.faults(header + "5,1,a\n1,1,b\n4,1,a\n") ==
        Texts{"4:1: arrival_s: arrives 1 s before the row in line 2 of function \"a\""});
}

TEST_CASE("a pipe whose earliest row comes too late is refused, not misread") {
  TraceText text;
  text.by_function().trace().origin = Origin::first;
  std::string bytes = "arrival_s,duration_ms,function\n";
  for (int i = 0; i < 600'000; ++i) bytes += "9,1,a\n";
  bytes += "8,1,b\n";
  CHECK(text.faults(bytes, false) == Texts{"600002:1: arrival_s: arrives 1 s before the row that was taken for instant 0"});
  CHECK(text.faults(bytes).empty());
}

TEST_CASE("a function that nobody described is reported with its cell") {
  TraceText text;
  text.by_function().scenario.template_function.reset();
  const std::string header = "arrival_s,duration_ms,function\n";
  CHECK(text.faults(header + "0,1,f\n1,1,g\n") == Texts{"3:5: function: the scenario has no function \"g\""});
  text.by_function();
  CHECK(text.faults(header + "0,1,\n") == Texts{"2:5: function: expected the name of a function, found nothing"});
  CHECK(text.faults(header + "0,1,a\x07\n") == Texts{"2:5: function: a name with a control character in it"});
  CHECK(text.faults(header + "0,1,a\xC3\x28\n") == Texts{"2:5: function: a name that is not UTF-8"});
  CHECK(text.faults(header + "0,1,\xED\xA0\x80\n") == Texts{"2:5: function: a name that is not UTF-8"});
  CHECK(text.faults(header + "0,1," + std::string(257, 'n') + "\n") ==
        Texts{"2:5: function: a name of 257 bytes, expected at most 256"});
  CHECK(text.faults(header + "0,1,größe-Ω-🙂\n").empty());
}

TEST_CASE("a row without a duration needs a function with a service") {
  TraceText text;
  CHECK(row("1,") == Texts{"2:3: duration_ms: is empty, and its function has no `service`"});
  CHECK(text.faults("arrival_s\n1\n") == Texts{"2:1: the trace has no duration_ms, and its function has no `service`"});
  text.scenario.functions[0].service = Constant{};
  CHECK(text.faults("arrival_s\n1\n").empty());
  CHECK(text.faults(head + "1,\n").empty());
  text.by_function();
  CHECK(text.faults("arrival_s,function\n1,f\n2,g\n") ==
        Texts{"3:1: the trace has no duration_ms, and function \"g\" has no `service`"});
}

TEST_CASE("conditions that no row meets are reported with what there is") {
  TraceText text;
  text.trace().where = {{"run", "7"}};
  const std::string_view bytes = "arrival_s,duration_ms,run\n0,1,6\n0,1,8\n0,1,6\n";
  CHECK(text.faults(bytes) == Texts{"1:1: `where` keeps no row: there is none whose run is \"7\""});
  CHECK(text.hint(bytes) == "there are \"6\", \"8\"");
}

TEST_CASE("faults are collected, at most 20 at once, and no further than 100,000 lines") {
  std::string bytes = head;
  for (int i = 0; i < 100; ++i) bytes += "x,1\n1,1\n";
  CHECK(TraceText().faults(bytes).size() == 20);
  CHECK(TraceText().faults(head + "x,1\n1,y\n2,2\n").size() == 2);
  bytes = head + "x,1\n";
  for (int i = 0; i < 100'100; ++i) bytes += "1,1\n";
  CHECK(TraceText().faults(bytes + "y,1\n").size() == 1);
}

TEST_CASE("a column that is faulty from the first row on is one fault, with the number of rows") {
  std::string bytes = "arrival_s,duration_ms,memory_mb\n";
  for (int i = 0; i < 50'000; ++i) bytes += "GET,1,512\n";
  CHECK(TraceText().faults(bytes) ==
        Texts{"2:1: arrival_s: expected seconds or a date, found \"GET\"; each of the first 50000 rows has a fault here"});
  // Others are told as ever, and so are those that come after a good one.
  CHECK(TraceText().faults("arrival_s,duration_ms\nGET,x\nPUT,1\n,1\nGET,y\n4,1\n5,1\nGET,1\n") ==
        Texts{"2:1: arrival_s: expected seconds or a date, found \"GET\"; each of the first 4 rows has a fault here",
              "2:5: duration_ms: expected a number of milliseconds, found \"x\"",
              "5:5: duration_ms: expected a number of milliseconds, found \"y\"",
              "8:1: arrival_s: expected seconds or a date, found \"GET\""});
  // Two rows are not yet a column.
  CHECK(TraceText().faults(head + "a,1\nb,1\n").size() == 2);
  // Rows that `where` leaves out do not count, lines of another width do.
  TraceText text;
  text.trace().where = {{"run", "7"}};
  CHECK(text.faults("arrival_s,duration_ms,run\na,1,7\n1,1,8\nb,1,7\n2,1,8\nc,1,7\n") ==
        Texts{"2:1: arrival_s: expected seconds or a date, found \"a\"; each of the first 3 rows has a fault here"});
  CHECK(TraceText().faults(head + "1,2,3\n1,2,3\n1,2,3\n") ==
        Texts{"2:5: expected 2 cells as in the header, found 3; each of the first 3 rows has a fault here"});
  // Seven faulty columns are seven faults.
  CHECK(TraceText()
            .faults("arrival_s,duration_ms,memory_mb,init_ms,cold\n" + std::string("a,b,c,d,e\na,b,c,d,e\na,b,c,d,e\na,b,c,d,e\n"))
            .size() == 5);
}

TEST_CASE("a column mapped in two units, or in an unknown one, is refused") {
  TraceText text;
  text.trace().columns = {{"arrival_s", "a"}, {"arrival_ms", "b"}};
  CHECK(text.faults("a,b,duration_ms\n0,1,1\n") == Texts{"1:1: columns maps arrival_s and arrival_ms, which are one thing"});
  text.trace().columns = {{"arrival_min", "a"}};
  CHECK(text.faults("a,arrival_s,duration_ms\n0,1,1\n") == Texts{"1:1: columns: there is no column \"arrival_min\" in thaw"});
}

TEST_CASE("messages speak in the unit of the column") {
  TraceText text;
  text.trace().columns = {{"arrival_ms", "t"}, {"duration_s", "d"}};
  CHECK(text.faults("t,d\nx,1\n1,y\n") ==
        Texts{"2:1: t: expected milliseconds or a date, found \"x\"", "3:3: d: expected a number of seconds, found \"y\""});
  CHECK(text.faults("t,d\n1,2592001\n") == Texts{"2:3: d: longer than 30 days: \"2592001\""});
  CHECK(text.hint("t,d\n1589587970662318000,1\n") == "if these are nanoseconds, say so: columns: {arrival_ns: t}");
  CHECK(text.faults("t,d\n1589587970662,1\n5,1\n") ==
        Texts{"2:1: t: the arrivals are dates or times since 1970, and the scenario does not say which date instant 0 is"});
}

TEST_CASE("a decimal comma is no decimal point") {
  CHECK(TraceText().faults("arrival_s;duration_ms\n1,5;2\n") == Texts{"2:1: arrival_s: expected seconds or a date, found \"1,5\""});
  CHECK(TraceText().hint("arrival_s;duration_ms\n1,5;2\n") == "decimals are written with a point");
  CHECK(TraceText().hint("arrival_s;duration_ms\n1;2;3\n") ==
        "a cell with a semicolon in it needs quotes; decimals are written with a point");
}

TEST_CASE("what ends the reading comes after the faults before it") {
  CHECK(TraceText().faults(head + "x,1\n1,\"1\n") ==
        Texts{"2:1: arrival_s: expected seconds or a date, found \"x\"", "3:3: a quote is opened here and never closed"});
}

TEST_CASE("the excerpt is the line, without its end, and cut where it is long") {
  try {
    TraceText().rows(head + "1x,5\r\n");
    FAIL("no fault");
  } catch (const Faults& faults) {
    CHECK(faults.list()[0].excerpt == "1x,5");
    CHECK(faults.list()[0].file == "t.csv");
  }
  try {
    TraceText().rows(head + "1x," + std::string(500, '5') + "\n");
    FAIL("no fault");
  } catch (const Faults& faults) {
    CHECK(faults.list()[0].excerpt.size() == 160);
  }
}

TEST_CASE("kinds of file that are not read are named") {
  using namespace std::string_literals;
  CHECK(TraceText().faults("PK\x03\x04..."s) == Texts{"0:0: this is a zip archive (or a workbook)"});
  CHECK(TraceText().faults("\xFD"
                           "7zXZ\0"s) == Texts{"0:0: this is an xz file"});
  CHECK(TraceText().faults("BZh9"s) == Texts{"0:0: this is a bzip2 file"});
  CHECK(TraceText().faults("\xFF\xFE"
                           "a\0"s) == Texts{"0:0: this is UTF-16 text, not UTF-8"});
}
