// Schedules by hand: days, months, clocks that are put forward and back, north and south.
#include "workload/cron_process.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <vector>

namespace {

using namespace thaw;
using namespace std::chrono;

constexpr std::int64_t second_ns = 1'000'000'000, minute_ns = 60 * second_ns, hour_ns = 60 * minute_ns;

std::int64_t unix_ns(int y, unsigned m, unsigned d, int h = 0, int minute = 0) {
  const sys_days date{year{y} / month{m} / day{d}};
  return date.time_since_epoch().count() * 24 * hour_ns + h * hour_ns + minute * minute_ns;
}

/// Every day at these hours and minutes.
CronArrivals every_day(std::initializer_list<std::size_t> hours, std::initializer_list<std::size_t> minutes) {
  CronArrivals cron;
  for (const std::size_t hour : hours) cron.hours.set(hour);
  for (const std::size_t minute : minutes) cron.minutes.set(minute);
  cron.days.of_month.set();
  cron.days.of_week.set();
  cron.months.set();
  cron.years.set();
  return cron;
}

/// Firings in [start, start + span), as nanoseconds since 1970.
std::vector<std::int64_t> firings(const CronArrivals& cron, std::int64_t start_unix_ns, std::int64_t span_ns) {
  CronProcess process(cron, start_unix_ns, {span_ns});
  std::vector<std::int64_t> list;
  for (std::int64_t at_ns = process.after(0); at_ns < span_ns; at_ns = process.after(at_ns)) list.push_back(start_unix_ns + at_ns);
  return list;
}

using Instants = std::vector<std::int64_t>;

/// Europe/Berlin round 2026.
const std::vector<ZoneStep> berlin = {{unix_ns(2025, 10, 26, 1) / second_ns, 3'600},
                                      {unix_ns(2026, 3, 29, 1) / second_ns, 7'200},
                                      {unix_ns(2026, 10, 25, 1) / second_ns, 3'600}};
/// Australia/Sydney.
const std::vector<ZoneStep> sydney = {{unix_ns(2025, 10, 4, 16) / second_ns, 39'600},
                                      {unix_ns(2026, 4, 4, 16) / second_ns, 36'000},
                                      {unix_ns(2026, 10, 3, 16) / second_ns, 39'600}};

}  // namespace

TEST_CASE("a schedule fires at whole minutes of the clock, whenever the run starts") {
  const CronArrivals cron = every_day({0, 1, 23}, {0, 30});
  const std::int64_t start = unix_ns(2026, 5, 1, 0, 30);
  CHECK(firings(cron, start, 24 * hour_ns) == Instants{start, start + hour_ns / 2, start + hour_ns, start + 45 * hour_ns / 2,
                                                       start + 23 * hour_ns, start + 47 * hour_ns / 2});
  CHECK(firings(cron, start + 1, hour_ns) == Instants{start + hour_ns / 2, start + hour_ns});
  CHECK(firings(cron, start + 1, hour_ns / 2) == Instants{start + hour_ns / 2});
  CHECK(firings(cron, start + 1, hour_ns / 2 - 1).empty());
}

TEST_CASE("where the clock is put forward, what it jumps over does not fire") {
  CronArrivals cron = every_day({2}, {30});
  cron.zone = berlin;
  const std::int64_t start = unix_ns(2026, 3, 27);
  CHECK(firings(cron, start, 4 * 24 * hour_ns) ==
        Instants{unix_ns(2026, 3, 27, 1, 30), unix_ns(2026, 3, 28, 1, 30), unix_ns(2026, 3, 30, 0, 30)});
  cron.zone = sydney;  // in the south in October
  CHECK(firings(cron, unix_ns(2026, 10, 2), 3 * 24 * hour_ns) ==
        Instants{unix_ns(2026, 10, 2, 16, 30), unix_ns(2026, 10, 4, 15, 30)});
}

TEST_CASE("where the clock is put back, what it shows again does not fire again") {
  CronArrivals cron = every_day({2}, {30});
  cron.zone = berlin;
  CHECK(firings(cron, unix_ns(2026, 10, 24), 3 * 24 * hour_ns) ==
        Instants{unix_ns(2026, 10, 24, 0, 30), unix_ns(2026, 10, 25, 0, 30), unix_ns(2026, 10, 26, 1, 30)});
  cron.zone = sydney;  // in the south in April
  CHECK(firings(cron, unix_ns(2026, 4, 4), 2 * 24 * hour_ns) == Instants{unix_ns(2026, 4, 4, 15, 30), unix_ns(2026, 4, 5, 16, 30)});
}

TEST_CASE("a run that starts while the clock shows an hour again waits for the next day") {
  CronArrivals cron = every_day({2}, {30, 45});
  cron.zone = berlin;
  // 01:10 UTC is 02:10 for the second time.
  CHECK(firings(cron, unix_ns(2026, 10, 25, 1, 10), 24 * hour_ns) == Instants{});
  CHECK(firings(cron, unix_ns(2026, 10, 25, 0, 40), 24 * hour_ns) == Instants{unix_ns(2026, 10, 25, 0, 45)});
}

TEST_CASE("a day of 23 hours has 23 whole hours, and one of 25 has 24 different ones") {
  CronArrivals cron = every_day({}, {0});
  cron.hours.set();
  cron.zone = berlin;
  CHECK(firings(cron, unix_ns(2026, 3, 28, 23), 23 * hour_ns).size() == 23);
  CHECK(firings(cron, unix_ns(2026, 10, 24, 22), 25 * hour_ns).size() == 24);
}

TEST_CASE("offsets need not be whole minutes, and midnight may be what is jumped over") {
  CronArrivals cron = every_day({0}, {0});
  cron.zone = {{0, 3'208}};  // local mean time: 53 min 28 s
  CHECK(firings(cron, 0, 24 * hour_ns) == Instants{24 * hour_ns - 3'208 * second_ns});
  cron.zone = {{0, 0}, {unix_ns(1970, 1, 3) / second_ns, 3'600}};
  CHECK(firings(cron, 0, 4 * 24 * hour_ns) == Instants{0, 24 * hour_ns, 3 * 24 * hour_ns - hour_ns, 4 * 24 * hour_ns - hour_ns});
}

TEST_CASE("days of the month and of the week both have to fit, or either") {
  CronArrivals cron = every_day({12}, {0});
  cron.days.of_month.reset();
  cron.days.of_month.set(13);
  cron.days.of_week.reset();
  cron.days.of_week.set(5);
  const std::int64_t start = unix_ns(2026, 1, 1);
  // Fridays the thirteenth of 2026.
  CHECK(firings(cron, start, 365 * 24 * hour_ns) ==
        Instants{unix_ns(2026, 2, 13, 12), unix_ns(2026, 3, 13, 12), unix_ns(2026, 11, 13, 12)});
  cron.days.either = true;
  CHECK(firings(cron, start, 365 * 24 * hour_ns).size() == 52 + 12 - 3);
}

TEST_CASE("last days, nearest weekdays and days by their number in the month") {
  CronArrivals cron = every_day({0}, {0});
  cron.days = {};
  cron.days.last_of_month = true;
  cron.days.of_week.set();
  const std::int64_t start = unix_ns(2026, 1, 1), span = 90 * 24 * hour_ns;
  CHECK(firings(cron, start, span) == Instants{unix_ns(2026, 1, 31), unix_ns(2026, 2, 28), unix_ns(2026, 3, 31)});
  cron.days.last_of_month = false;
  cron.days.nearest_weekday.set(1);   // Thursday; Sunday, Sunday: the Monday after
  cron.days.nearest_weekday.set(31);  // Saturday: the Friday before; none; Tuesday
  CHECK(firings(cron, start, span) ==
        Instants{unix_ns(2026, 1, 1), unix_ns(2026, 1, 30), unix_ns(2026, 2, 2), unix_ns(2026, 3, 2), unix_ns(2026, 3, 31)});
  cron.days = {};
  cron.days.of_month.set();
  cron.days.last_of_week.set(5);
  CHECK(firings(cron, start, span) == Instants{unix_ns(2026, 1, 30), unix_ns(2026, 2, 27), unix_ns(2026, 3, 27)});
  cron.days.last_of_week.reset();
  cron.days.nth_of_week[5].set(6);  // the fifth Saturday, which not every month has
  CHECK(firings(cron, start, span) == Instants{unix_ns(2026, 1, 31)});
}

TEST_CASE("the nearest weekday stays within its month") {
  CronArrivals cron = every_day({0}, {0});
  cron.days = {};
  cron.days.of_week.set();
  cron.days.nearest_weekday.set(1);
  // Saturday the first of August 2026: Monday the third, not Friday in July.
  CHECK(firings(cron, unix_ns(2026, 7, 30), 10 * 24 * hour_ns) == Instants{unix_ns(2026, 8, 3)});
  cron.days.nearest_weekday.reset();
  cron.days.nearest_weekday.set(31);
  // Sunday the thirty-first of May: Friday the twenty-ninth, not Monday in June.
  CHECK(firings(cron, unix_ns(2026, 5, 20), 20 * 24 * hour_ns) == Instants{unix_ns(2026, 5, 29)});
}

TEST_CASE("a day that no calendar has is known beforehand") {
  CronArrivals cron = every_day({0}, {0});
  CHECK(has_a_day(cron));
  cron.months.reset();
  cron.months.set(2);
  cron.days.of_month.reset();
  cron.days.of_month.set(30);
  CHECK_FALSE(has_a_day(cron));
  cron.days.of_month.set(29);
  CHECK(has_a_day(cron));
  cron.years.reset();
  cron.years.set(2027 - 1970);
  CHECK_FALSE(has_a_day(cron));
}
