#include "trace/date_cell.hpp"

#include "trace/decimal_cell.hpp"

namespace thaw {
namespace {

constexpr std::int64_t ns_per_s = 1'000'000'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Reads a date from left to right; every step gives nothing once the text is not what it should be.
class DateText {
 public:
  explicit DateText(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  [[nodiscard]] char front() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool take(char c) {
    if (front() != c || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<int> number(std::size_t digits, int low, int high) {
    if (rest_.size() < digits) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!is_digit(rest_[i])) return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    if (value < low || value > high) return std::nullopt;
    return value;
  }

  /// ".25" as nanoseconds (at most a whole second, by rounding).
  std::optional<std::int64_t> fraction() {
    std::size_t count = 1;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    if (count == 1) return std::nullopt;
    const DecimalCell cell = parse_decimal(rest_.substr(0, count), scale_of_s);
    rest_.remove_prefix(count);
    return cell.value;
  }

 private:
  std::string_view rest_;
};

bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/// Days from 1970-01-01, with years counted from March so that the leap day comes last.
std::int64_t days_from_1970(int year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = y / 400;
  const std::int64_t of_era = y - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

std::optional<std::int64_t> parse_day(DateText& text) {
  const auto year = text.number(4, 1970, 2261);
  if (!year || !text.take('-')) return std::nullopt;
  const auto month = text.number(2, 1, 12);
  if (!month || !text.take('-')) return std::nullopt;
  const auto day = text.number(2, 1, days_in(*year, *month));
  if (!day) return std::nullopt;
  return days_from_1970(*year, *month, *day);
}

/// Nanoseconds since midnight.
std::optional<std::int64_t> parse_time_of_day(DateText& text) {
  const auto hour = text.number(2, 0, 23);
  if (!hour || !text.take(':')) return std::nullopt;
  const auto minute = text.number(2, 0, 59);
  if (!minute) return std::nullopt;
  std::int64_t ns = (*hour * 3600 + *minute * 60) * ns_per_s;
  if (!text.take(':')) return ns;
  const auto second = text.number(2, 0, 59);
  if (!second) return std::nullopt;
  ns += *second * ns_per_s;
  if (text.front() != '.') return ns;
  const auto fraction = text.fraction();
  if (!fraction) return std::nullopt;
  return ns + *fraction;
}

/// How far local time is ahead of UTC.
std::optional<std::int64_t> parse_zone(DateText& text) {
  if (text.empty() || text.take('Z') || text.take('z')) return 0;
  const bool west = text.front() == '-';
  if (!text.take('+') && !text.take('-')) return std::nullopt;
  const auto hour = text.number(2, 0, 23);
  if (!hour) return std::nullopt;
  text.take(':');
  const auto minute = text.empty() ? std::optional<int>(0) : text.number(2, 0, 59);
  if (!minute) return std::nullopt;
  const std::int64_t ns = (*hour * 3600 + *minute * 60) * ns_per_s;
  return west ? -ns : ns;
}

}  // namespace

bool looks_like_date(std::string_view text) {
  return text.size() >= 5 && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) && is_digit(text[3]) && text[4] == '-';
}

std::optional<std::int64_t> parse_date_ns(std::string_view text) {
  constexpr std::int64_t ns_per_day = 86'400 * ns_per_s;
  DateText rest(text);
  const auto day = parse_day(rest);
  if (!day) return std::nullopt;
  if (rest.empty()) return *day * ns_per_day;
  if (!rest.take('T') && !rest.take('t') && !rest.take(' ')) return std::nullopt;
  const auto time = parse_time_of_day(rest);
  if (!time) return std::nullopt;
  if (rest.front() == ' ') rest.take(' ');
  const auto zone = parse_zone(rest);
  if (!zone || !rest.empty()) return std::nullopt;
  return *day * ns_per_day + *time - *zone;
}

}  // namespace thaw
