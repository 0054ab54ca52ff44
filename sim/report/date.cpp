#include "report/date.hpp"

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "report/decimal_time.hpp"

namespace thaw {

std::string iso_date(std::int64_t unix_ns) {
  constexpr std::int64_t day_ns = 86'400'000'000'000;
  std::int64_t days = unix_ns / day_ns;
  std::int64_t rest = unix_ns % day_ns;
  if (rest < 0) {
    rest += day_ns;
    --days;
  }
  const CivilDay day = civil_day(days);
  const std::int64_t whole_s = rest / 1'000'000'000;
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", day.year, day.month, day.day, whole_s / 3'600,
                                 whole_s / 60 % 60, whole_s % 60);
  if (rest % 1'000'000'000 != 0) {
    std::string fraction;
    append_seconds(fraction, rest % 1'000'000'000);
    text += fraction.substr(1);
  }
  return text + "Z";
}

}  // namespace thaw
