// Schedules as users write them, by when they fire; and each way of writing them wrong.
#include "scenario/cron_reader.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "workload/cron_process.hpp"

namespace thaw {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000, day_ns = 86'400 * second_ns;

/// "02-28 08:00" of each firing in 2026, as many as asked for.
std::vector<std::string> firings(std::string_view text, std::size_t most = 4, int year = 2026) {
  const auto schedule = read_schedule(text);
  INFO(text << ": " << schedule.message);
  REQUIRE(schedule);
  using namespace std::chrono;
  const std::int64_t start_ns = sys_days{std::chrono::year{year} / 1 / 1}.time_since_epoch().count() * day_ns;
  const std::int64_t end_ns = 365 * day_ns;
  CronProcess process(std::get<CronArrivals>(*schedule.value), start_ns, {end_ns});
  std::vector<std::string> list;
  for (std::int64_t at_ns = process.after(0); at_ns < end_ns && list.size() < most; at_ns = process.after(at_ns)) {
    const sys_days date{days{(start_ns + at_ns) / day_ns}};
    const year_month_day day{date};
    const std::int64_t minutes = at_ns % day_ns / second_ns / 60;
    list.push_back(fmt::format("{:02}-{:02} {:02}:{:02}", static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                               minutes / 60, minutes % 60));
  }
  return list;
}

using List = std::vector<std::string>;

TEST_CASE("five fields: lists, ranges, steps and names") {
  CHECK(firings("*/20 * * * *") == List{"01-01 00:00", "01-01 00:20", "01-01 00:40", "01-01 01:00"});
  CHECK(firings("5,10-12/2  3 * * *") == List{"01-01 03:05", "01-01 03:10", "01-01 03:12", "01-02 03:05"});
  CHECK(firings("50/5 23 * * *", 2) == List{"01-01 23:50", "01-01 23:55"});
  CHECK(firings("0 8 * * MON-FRI", 3) == List{"01-01 08:00", "01-02 08:00", "01-05 08:00"});
  CHECK(firings("0 0 1 feb,Apr *") == List{"02-01 00:00", "04-01 00:00"});
  CHECK(firings("0 0 29 2 *").empty());
  CHECK(firings("0 0 29 2 *", 4, 2028) == List{"02-29 00:00"});
}

TEST_CASE("Sunday is 0 and 7") {
  for (const char* text : {"0 0 * * 0", "0 0 * * 7", "0 0 * * SUN"}) CHECK(firings(text, 2) == List{"01-04 00:00", "01-11 00:00"});
  // An open end does not come to the Sunday after: Mondays, Wednesdays and Fridays.
  CHECK(firings("0 0 * * 1/2", 4) == List{"01-02 00:00", "01-05 00:00", "01-07 00:00", "01-09 00:00"});
  CHECK(firings("0 0 * * SUN/7", 2) == List{"01-04 00:00", "01-11 00:00"});
  CHECK(firings("0 0 * * 5-7", 4) == List{"01-02 00:00", "01-03 00:00", "01-04 00:00", "01-09 00:00"});
}

TEST_CASE("of two restricted days either will do, unless a field begins with a star") {
  CHECK(firings("0 0 13 * FRI", 4) == List{"01-02 00:00", "01-09 00:00", "01-13 00:00", "01-16 00:00"});
  CHECK(firings("0 0 */13 * FRI", 2) == List{"02-27 00:00", "03-27 00:00"});  // 1, 14, 27: Fridays among them
}

TEST_CASE("words for common schedules") {
  CHECK(firings("@hourly", 2) == List{"01-01 00:00", "01-01 01:00"});
  CHECK(firings("@daily", 2) == List{"01-01 00:00", "01-02 00:00"});
  CHECK(firings("@midnight", 2) == List{"01-01 00:00", "01-02 00:00"});
  CHECK(firings("@weekly", 2) == List{"01-04 00:00", "01-11 00:00"});
  CHECK(firings("@Monthly", 2) == List{"01-01 00:00", "02-01 00:00"});
  CHECK(firings("@yearly") == List{"01-01 00:00"});
  CHECK(firings("@annually") == List{"01-01 00:00"});
}

TEST_CASE("AWS's six fields count days of the week from Sunday, which is 1, and have a year") {
  CHECK(firings("cron(0 8 ? * MON-FRI *)", 3) == List{"01-01 08:00", "01-02 08:00", "01-05 08:00"});
  CHECK(firings("cron(0 8 ? * 2-6 *)", 3) == List{"01-01 08:00", "01-02 08:00", "01-05 08:00"});
  CHECK(firings("cron(15 12 * * ? *)", 2) == List{"01-01 12:15", "01-02 12:15"});
  CHECK(firings("cron(0 0 1 1/4 ? 2025-2026)") == List{"01-01 00:00", "05-01 00:00", "09-01 00:00"});
  CHECK(firings("cron(0 0 1 * ? 2027)").empty());
}

TEST_CASE("AWS's L, W and #") {
  CHECK(firings("cron(0 8 L * ? *)", 3) == List{"01-31 08:00", "02-28 08:00", "03-31 08:00"});
  CHECK(firings("cron(0 8 3W * ? *)", 3) == List{"01-02 08:00", "02-03 08:00", "03-03 08:00"});  // a Saturday in January
  CHECK(firings("cron(0 8 ? * 6L *)", 2) == List{"01-30 08:00", "02-27 08:00"});
  CHECK(firings("cron(0 8 ? * FRIL *)", 2) == List{"01-30 08:00", "02-27 08:00"});
  CHECK(firings("cron(0 8 ? * L *)", 2) == List{"01-03 08:00", "01-10 08:00"});
  CHECK(firings("cron(0 8 ? * 3#2 *)", 2) == List{"01-13 08:00", "02-10 08:00"});
  CHECK(firings("cron(0 8 ? * TUE#2 *)", 2) == List{"01-13 08:00", "02-10 08:00"});
}

TEST_CASE("a rate is a constant gap, and its first call comes at once") {
  const auto every = [](std::string_view text) { return std::get<ConstantArrivals>(*read_schedule(text).value).per.ns; };
  CHECK(every("rate(5 minutes)") == 300 * second_ns);
  CHECK(every("rate(1 minute)") == 60 * second_ns);
  CHECK(every("rate(1 hour)") == 3'600 * second_ns);
  CHECK(every("rate(2 days)") == 2 * day_ns);
}

TEST_CASE("schedules that are wrong are told what and how else") {
  struct Wrong {
    std::string text, message, hint;
  };
  const std::string five =
      "write minute, hour, day of the month, month, day of the week: \"*/5 * * * *\"; AWS's six stand in cron(…)";
  const std::string six = "write cron(minute hour day-of-month month day-of-week year), such as \"cron(0 8 ? * MON-FRI *)\"";
  const std::string open = "AWS takes a ? for the one of them that is left open: \"cron(0 8 ? * MON-FRI *)\"";
  const std::string forms = "* stands for all, lists have commas, ranges a -, steps a /";
  const std::string rate = "write rate(5 minutes), rate(1 hour) or rate(2 days), ten years at most";
  const std::string nth = "one such day from #1 to #5 stands alone: FRI#2 is the second Friday";
  const std::vector<Wrong> list = {
      {"5 minutes", "the schedule `5 minutes` has 2 fields, but five are expected", five},
      {"0 8 ? * MON-FRI *", "the schedule `0 8 ? * MON-FRI *` has 6 fields, but five are expected", five},
      {"60 * * * *", "`60` is no minute from 0 to 59", forms},
      {"* 24 * * *", "`24` is no hour from 0 to 23", forms},
      {"0 0 0 * *", "`0` is no day of the month from 1 to 31", forms},
      {"0 0 * 13 *", "`13` is no month from 1 to 12", "or a name from JAN to DEC"},
      {"0 0 * * 8", "`8` is no day of the week from 0 to 7", "or a name from SUN to SAT"},
      {"0 0 * * Funday", "`Funday` is no day of the week from 0 to 7", "or a name from SUN to SAT"},
      {"1, * * * *", "`` is no minute from 0 to 59", forms},
      {"-1 * * * *", "`` is no minute from 0 to 59", forms},
      {"1-2-3 * * * *", "`2-3` is no minute from 0 to 59", forms},
      {"10-5 * * * *", "the range `10-5` runs backwards", "write two ranges with a comma between them"},
      {"*/0 * * * *", "`0` is no step for the minute", "a whole number from 1 to 59"},
      {"*/90 * * * *", "`90` is no step for the minute", "a whole number from 1 to 59"},
      {"*/1/2 * * * *", "`1/2` is no step for the minute", "a whole number from 1 to 59"},
      {"99999 * * * *", "`99999` is no minute from 0 to 59", forms},
      {"0 8 ? * MON", "`?` is not for a schedule of five fields", "? and # are AWS's: write cron(…) with six fields"},
      {"0 8 * * MON#1", "`MON#1` is not for a schedule of five fields", "? and # are AWS's: write cron(…) with six fields"},
      {"0 8 L * *", "`L` is no day of the month from 1 to 31", forms},
      {"0 0 30 2 *", "the schedule `0 0 30 2 *` names no day that there is", "months have at most 31 days, some fewer"},
      {"cron(0 8 * * *)", "the schedule `cron(0 8 * * *)` has 5 fields, but six are expected", six},
      {"cron(0 8 * * * *)", "the schedule `cron(0 8 * * * *)` needs one ?, for the day of the month or of the week", open},
      {"cron(0 8 ? * ? *)", "the schedule `cron(0 8 ? * ? *)` needs one ?, for the day of the month or of the week", open},
      {"cron(0 8 ? * 0 *)", "`0` is no day of the week from 1 to 7", "or a name from SUN to SAT"},
      {"cron(0 8 ? * FRI#6 *)", "`FRI#6` is no day of the week with its number in the month", nth},
      {"cron(0 8 ? * MON#1,FRI#2 *)", "`MON#1,FRI#2` is no day of the week with its number in the month", nth},
      {"cron(0 8 32W * ? *)", "`32` is no day of the month from 1 to 31", forms},
      {"cron(0 8 1 * ? 2200)", "`2200` is no year from 1970 to 2199", forms},
      {"cron(0 8 29 2 ? 2027)", "the schedule `cron(0 8 29 2 ? 2027)` names no day that there is",
       "months have at most 31 days, some fewer"},
      {"rate(0 minutes)", "`rate(0 minutes)` is no rate of AWS's", rate},
      {"rate(5 seconds)", "`rate(5 seconds)` is no rate of AWS's", rate},
      {"rate(5)", "`rate(5)` is no rate of AWS's", rate},
      {"rate(4000 days)", "`rate(4000 days)` is no rate of AWS's", rate},
      {"@reboot", "`@reboot` is no schedule", "known here: @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually"},
  };
  for (const Wrong& wrong : list) {
    CAPTURE(wrong.text);
    const auto schedule = read_schedule(wrong.text);
    CHECK_FALSE(schedule);
    CHECK(schedule.message == wrong.message);
    CHECK(schedule.hint == wrong.hint);
  }
  CHECK_FALSE(read_schedule(std::string(1'001, ' ')));
}

}  // namespace
}  // namespace thaw
