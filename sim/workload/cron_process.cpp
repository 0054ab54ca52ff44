#include "workload/cron_process.hpp"

#include <algorithm>
#include <limits>

#include "engine/calendar.hpp"
#include "thaw/check.hpp"
#include "thaw/decimal.hpp"

namespace thaw {
namespace {

constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t second_ns = 1'000'000'000;

std::int64_t floor_of(std::int64_t value, std::int64_t unit) {
  return value / unit - (value % unit < 0 ? 1 : 0);
}

/// A day of the calendar, as a schedule looks at it.
struct CalendarDay {
  explicit CalendarDay(std::int64_t since_1970) {
    const CivilDay date = civil_day(since_1970);
    year = date.year;
    month = static_cast<unsigned>(date.month);
    day = static_cast<unsigned>(date.day);
    last_day = static_cast<unsigned>(days_in_month(date.year, date.month));
    weekday = static_cast<unsigned>(day_of_week(since_1970));
  }

  std::int64_t year;
  unsigned month, day, last_day;
  unsigned weekday;  // Sunday is 0
};

/// The day of the month that is the nearest weekday to `wanted`, within the month.
unsigned nearest_weekday(const CalendarDay& date, unsigned wanted) {
  const unsigned weekday = (date.weekday + wanted + 35 - date.day) % 7;
  if (weekday == 6) return wanted > 1 ? wanted - 1 : wanted + 2;
  if (weekday == 0) return wanted < date.last_day ? wanted + 1 : wanted - 2;
  return wanted;
}

bool fits_month_day(const CronDays& days, const CalendarDay& date) {
  if (days.of_month[date.day] || (days.last_of_month && date.day == date.last_day)) return true;
  if (days.nearest_weekday.none()) return false;
  for (unsigned wanted = 1; wanted <= date.last_day; ++wanted) {
    if (days.nearest_weekday[wanted] && nearest_weekday(date, wanted) == date.day) return true;
  }
  return false;
}

bool fits_week_day(const CronDays& days, const CalendarDay& date) {
  if (days.of_week[date.weekday]) return true;
  if (days.last_of_week[date.weekday] && date.day + 7 > date.last_day) return true;
  return days.nth_of_week.at((date.day - 1) / 7 + 1)[date.weekday];
}

bool fits_days(const CronDays& days, const CalendarDay& date) {
  const bool month = fits_month_day(days, date), week = fits_week_day(days, date);
  return days.either ? month || week : month && week;
}

constexpr std::int64_t first_year = 1970;

bool fits_year(const CronArrivals& cron, std::int64_t year) {
  const auto index = static_cast<std::size_t>(year - first_year);  // a year before is beyond all
  return index < cron.years.size() && cron.years[index];
}

bool fits_date(const CronArrivals& cron, const CalendarDay& date) {
  return cron.months[date.month] && fits_year(cron, date.year) && fits_days(cron.days, date);
}

}  // namespace

bool has_a_day(const CronArrivals& cron) {
  for (std::int64_t year = first_year; year < first_year + static_cast<std::int64_t>(cron.years.size()); ++year) {
    if (!fits_year(cron, year)) continue;
    for (int month = 1; month <= 12; ++month) {
      if (!cron.months[static_cast<std::size_t>(month)]) continue;
      const std::int64_t first = days_from_civil(year, month, 1);
      for (int day = 0; day < days_in_month(year, month); ++day) {
        if (fits_days(cron.days, CalendarDay(first + day))) return true;
      }
    }
  }
  return false;
}

CronProcess::CronProcess(const CronArrivals& cron, std::int64_t start_unix_ns, Instant end)
    : cron_(cron),
      start_unix_ns_(start_unix_ns),
      end_ns_(end.ns),
      shown_local_s_(floor_of(start_unix_ns, second_ns) - longest_zone_offset_s) {
  for (std::int32_t hour = 0; hour < 24; ++hour) {
    for (std::int32_t minute = 0; minute < 60; ++minute) {
      if (cron.hours[static_cast<std::size_t>(hour)] && cron.minutes[static_cast<std::size_t>(minute)])
        seconds_of_day_.push_back((hour * 60 + minute) * 60);
    }
  }
  THAW_CHECK(!seconds_of_day_.empty());
  if (cron_.zone.empty()) cron_.zone.push_back({0, 0});
  enter_stretch();
}

void CronProcess::enter_stretch() {
  constexpr std::int64_t forever_s = std::numeric_limits<std::int64_t>::max() / second_ns;
  const std::int64_t offset_s = cron_.zone[stretch_].offset_s;
  const bool last = stretch_ + 1 == cron_.zone.size();
  const std::int64_t since_s = stretch_ == 0 ? shown_local_s_ - offset_s : cron_.zone[stretch_].from_unix_s;
  const std::int64_t until_s = last ? forever_s : cron_.zone[stretch_ + 1].from_unix_s;
  from_local_s_ = std::max(since_s + offset_s, shown_local_s_);
  to_local_s_ = until_s + offset_s;
  shown_local_s_ = std::max(shown_local_s_, to_local_s_);
  day_ = floor_of(from_local_s_, day_s);
  position_ = 0;
}

bool CronProcess::fits(std::int64_t day) const {
  return fits_date(cron_, CalendarDay(day));
}

std::int64_t CronProcess::after(std::int64_t) {
  const std::int64_t end_unix_s = floor_of(start_unix_ns_, second_ns) + end_ns_ / second_ns + 2;
  for (;;) {
    const std::int64_t offset_s = cron_.zone[stretch_].offset_s;
    while (day_ * day_s < to_local_s_) {
      if (day_ * day_s - offset_s > end_unix_s) return end_ns_;
      if (position_ == 0 && !fits(day_)) {
        ++day_;
        continue;
      }
      while (position_ < seconds_of_day_.size()) {
        const std::int64_t local_s = day_ * day_s + seconds_of_day_[position_];
        if (local_s >= to_local_s_) break;
        ++position_;
        if (local_s < from_local_s_) continue;
        const Int128 at_ns = Int128{local_s - offset_s} * second_ns - start_unix_ns_;
        if (at_ns >= end_ns_) return end_ns_;
        if (at_ns >= 0) return static_cast<std::int64_t>(at_ns);
      }
      if (position_ < seconds_of_day_.size()) break;
      position_ = 0;
      ++day_;
    }
    if (++stretch_ == cron_.zone.size()) {
      --stretch_;
      return end_ns_;
    }
    enter_stretch();
  }
}

}  // namespace thaw
