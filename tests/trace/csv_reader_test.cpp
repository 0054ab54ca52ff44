#include "trace/csv_reader.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "trace_text.hpp"

using namespace thaw;
using thaw::testing::TraceText;

namespace {

using Records = std::vector<std::vector<std::string>>;

/// Hands out at most so many bytes at a time, so that records lie across reads.
class DrippingInput : public InputSource {
 public:
  DrippingInput(std::string_view bytes, std::size_t step) : rest_(bytes), step_(step) {}
  std::size_t read(std::span<char> into) override {
    const std::size_t count = std::min({step_, rest_.size(), into.size()});
    std::copy_n(rest_.begin(), count, into.begin());
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view rest_;
  std::size_t step_;
};

Records records(std::string_view bytes, std::size_t step = 1'000'000) {
  CsvReader csv(std::make_unique<DrippingInput>(bytes, step), "t.csv");
  Records all;
  while (csv.next()) {
    auto& record = all.emplace_back();
    for (std::size_t i = 0; i < csv.size(); ++i) record.emplace_back(csv.cell(i));
  }
  return all;
}

std::vector<std::string> faults(std::string_view bytes) {
  return TraceText::faults_of([&] { records(bytes); });
}

std::string written(const Records& all, std::string_view line_end) {
  std::string text;
  for (const auto& record : all) {
    for (std::size_t i = 0; i < record.size(); ++i) {
      if (i != 0) text += ',';
      text += '"';
      for (const char c : record[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += line_end;
  }
  return text;
}

}  // namespace

TEST_CASE("the separator is found in the first line, however it is handed out") {
  const auto separator_of = [](std::string_view bytes, std::size_t step) {
    CsvReader csv(std::make_unique<DrippingInput>(bytes, step), "t.csv");
    csv.choose_separator();
    return std::string(csv.separator_name());
  };
  for (const std::size_t step : {1U, 2U, 1'000U}) {
    CHECK(separator_of("", step) == "comma");
    CHECK(separator_of("a", step) == "comma");
    CHECK(separator_of("a\nb;c\n", step) == "comma");
    CHECK(separator_of("\xEF\xBB\xBF"
                       "a;b\tc\n1,2,3\n",
                       step) == "semicolon");
    CHECK(separator_of("a\tb;c\n", step) == "tab");
    CHECK(separator_of("a\tb;c,d\n", step) == "comma");
    CHECK(separator_of("\"a,\"\"b\n\";c\n", step) == "semicolon");
    CHECK(separator_of("5\" pipe;c\"\n,\n", step) == "semicolon");  // a quote within a cell is none
  }
}

TEST_CASE("cells are split at commas and lines at their ends") {
  CHECK(records("a,b\n1,2\n") == Records{{"a", "b"}, {"1", "2"}});
  CHECK(records("a,b\r\n1,2\r\n") == Records{{"a", "b"}, {"1", "2"}});
  CHECK(records("a,b\n1,2") == Records{{"a", "b"}, {"1", "2"}});
  CHECK(records("a\n,\n,,x\n") == Records{{"a"}, {"", ""}, {"", "", "x"}});
  CHECK(records("").empty());
  CHECK(records("\xEF\xBB\xBF").empty());
  CHECK(records("\xEF\xBB\xBF"
                "a,b\n") == Records{{"a", "b"}});
}

TEST_CASE("quoted cells hold commas, quotes and line ends") {
  CHECK(records("\"a,b\",c\n") == Records{{"a,b", "c"}});
  CHECK(records("\"a \"\"b\"\"\",c\n") == Records{{"a \"b\"", "c"}});
  CHECK(records("\"a\nb\",c\nd,e\n") == Records{{"a\nb", "c"}, {"d", "e"}});
  CHECK(records("\"\",\"\"\r\n\"x\"\r\n") == Records{{"", ""}, {"x"}});
  CHECK(records("5\" disk,x\n") == Records{{"5\" disk", "x"}});
  CHECK(records("\"x\"") == Records{{"x"}});
}

TEST_CASE("records are the same however the bytes come in") {
  rc::check([] {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::element('a', 'b', ',', '\n', '\r', '"', '"', '1', '.', ' '));
    const auto step = *rc::gen::inRange<std::size_t>(1, 7);
    Records whole, dripped;
    const auto first = TraceText::faults_of([&] { whole = records("x" + bytes); });
    const auto second = TraceText::faults_of([&] { dripped = records("x" + bytes, step); });
    RC_ASSERT(first == second);
    RC_ASSERT(whole == dripped);
  });
}

TEST_CASE("any cells survive being written with quotes") {
  rc::check([] {
    const auto cell = rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', ' ', '0'));
    const auto all =
        *rc::gen::nonEmpty(rc::gen::container<Records>(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(cell))));
    RC_ASSERT(records(written(all, "\n")) == all);
    RC_ASSERT(records(written(all, "\r\n"), 3) == all);
  });
}

TEST_CASE("long files keep every record across blocks") {
  std::string bytes = "n,text\n";
  for (int i = 0; i < 100'000; ++i) bytes += std::to_string(i) + ",abcdefghijklm\n";
  const Records all = records(bytes);
  REQUIRE(all.size() == 100'001);
  for (std::size_t i = 1; i < all.size(); ++i) REQUIRE(all[i] == std::vector<std::string>{std::to_string(i - 1), "abcdefghijklm"});
}

TEST_CASE("a quote that is never closed is reported where it opens") {
  CHECK(faults("a,b\n1,\"2\n3,4\n") == std::vector<std::string>{"2:3: a quote is opened here and never closed"});
}

TEST_CASE("text behind a closing quote is reported where it stands") {
  CHECK(faults("a,b\n\"1\"x,2\n") ==
        std::vector<std::string>{"2:4: expected a comma or the end of the line after the closing quote"});
}

TEST_CASE("columns count characters, not bytes, and lines within quotes") {
  CHECK(faults("a,b\näöü,\"1\"x\n") ==
        std::vector<std::string>{"2:8: expected a comma or the end of the line after the closing quote"});
  CHECK(faults("\"a\nb\",\"1\"x\n") ==
        std::vector<std::string>{"2:7: expected a comma or the end of the line after the closing quote"});
}

TEST_CASE("a line of more than 1 MiB is refused after little memory") {
  class Endless : public InputSource {
   public:
    std::size_t read(std::span<char> into) override {
      std::fill(into.begin(), into.end(), 'x');
      given_ += into.size();
      if (given_ > 4'000'000) throw InputFault("read on for too long", "");
      return into.size();
    }

   private:
    std::size_t given_ = 0;
  };
  CHECK(TraceText::faults_of([] { CsvReader(std::make_unique<Endless>(), "t.csv").next(); }) ==
        std::vector<std::string>{"1:1: a line of more than 1048576 bytes, expected a CSV file"});
  const std::string line(record_bytes_max + 1, 'x');
  CHECK(faults("a\n" + line + "\n") == std::vector<std::string>{"2:1: a line of more than 1048576 bytes, expected a CSV file"});
  CHECK(records("a\n" + line.substr(1) + "\n").size() == 2);
}

TEST_CASE("more than 4,096 cells in a line are refused") {
  CHECK(records(std::string(columns_max - 1, ',') + "\n").front().size() == columns_max);
  CHECK(faults(std::string(columns_max, ',') + "\n") == std::vector<std::string>{"1:4097: more than 4096 cells in one line"});
}

TEST_CASE("a binary file is called one") {
  using namespace std::string_literals;
  CHECK(faults("a,b\n1,\0002\n"s) ==
        std::vector<std::string>{"2:3: a NUL byte: this is a binary file, expected a CSV file in UTF-8"});
  CHECK(faults("\x01\x02\x03\x04\x05,\x06\n") ==
        std::vector<std::string>{"1:1: this is a binary file, expected a CSV file in UTF-8"});
}
