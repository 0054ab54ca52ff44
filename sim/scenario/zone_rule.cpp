#include "scenario/zone_rule.hpp"

#include <algorithm>

#include "engine/calendar.hpp"

namespace thaw {
namespace {

constexpr std::int64_t day_s = 86'400;

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

/// What is left of a rule while it is read.
class ZoneRule::Text {
 public:
  explicit Text(std::string_view rest) : rest_(rest) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  [[nodiscard]] bool starts_with(char c) const { return rest_.starts_with(c); }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// "CET", or "<+03>".
  bool take_name() {
    const bool quoted = take('<');
    const auto end = quoted ? rest_.find('>')
                            : static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_letter) - rest_.begin());
    if (end == std::string_view::npos || end < 3 || end > 32) return false;
    rest_.remove_prefix(end + (quoted ? 1 : 0));
    return true;
  }

  std::optional<int> take_number(int least, int most) {
    int value = 0;
    std::size_t digits = 0;
    for (; digits < rest_.size() && digits < 4 && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits)
      value = value * 10 + (rest_[digits] - '0');
    if (digits == 0 || value < least || value > most) return std::nullopt;
    rest_.remove_prefix(digits);
    return value;
  }

  /// "3", "-3:30", "24:00:00".
  std::optional<std::int32_t> take_time(int most_hours) {
    const bool negative = take('-');
    if (!negative) take('+');
    const auto hours = take_number(0, most_hours);
    if (!hours) return std::nullopt;
    std::int32_t seconds = *hours * 3'600;
    for (std::int32_t unit = 60; unit > 0 && take(':'); unit /= 60) {
      const auto part = take_number(0, 59);
      if (!part) return std::nullopt;
      seconds += *part * unit;
    }
    return negative ? -seconds : seconds;
  }

  std::optional<Change> take_change() {
    Change change;
    if (!take(',')) return std::nullopt;
    const auto number = [this](int& into, int least, int most) {
      const auto read = take_number(least, most);
      into = read.value_or(0);
      return read.has_value();
    };
    bool good = false;
    if (take('M')) {
      good = number(change.month, 1, 12) && take('.') && number(change.week, 1, 5) && take('.') && number(change.day, 0, 6);
    } else if (take('J')) {
      change.kind = Kind::day_without_leap;
      good = number(change.day, 1, 365);
    } else {
      change.kind = Kind::day_with_leap;
      good = number(change.day, 0, 365);
    }
    if (!good) return std::nullopt;
    if (!take('/')) return change;
    const auto at_s = take_time(167);
    if (!at_s) return std::nullopt;
    change.at_s = *at_s;
    return change;
  }

 private:
  std::string_view rest_;
};

std::int64_t ZoneRule::Change::local_s(int year) const {
  const std::int64_t first = days_from_civil(year, 1, 1);
  std::int64_t date = 0;
  if (kind == Kind::month_week_day) {
    const std::int64_t begin = days_from_civil(year, month, 1);
    int into = (day - day_of_week(begin) + 7) % 7 + 7 * (week - 1);
    if (into >= days_in_month(year, month)) into -= 7;  // week 5 is the last there is
    date = begin + into;
  } else {
    const bool leap_day_counts = kind == Kind::day_with_leap;
    const bool behind_leap_day = days_in_month(year, 2) == 29 && day >= 60;
    date = first + day - (leap_day_counts ? 0 : 1) + (!leap_day_counts && behind_leap_day ? 1 : 0);
  }
  return date * day_s + at_s;
}

std::optional<ZoneRule> ZoneRule::of(std::string_view text) {
  Text rest(text);
  ZoneRule rule;
  if (!rest.take_name()) return std::nullopt;
  const auto standard = rest.take_time(24);
  if (!standard) return std::nullopt;
  rule.standard_s_ = -*standard;
  if (rest.empty()) return rule;
  if (!rest.take_name()) return std::nullopt;
  rule.summer_s_ = rule.standard_s_ + 3'600;
  if (!rest.starts_with(',')) {
    const auto summer = rest.take_time(24);
    if (!summer) return std::nullopt;
    rule.summer_s_ = -*summer;
  }
  const auto to_summer = rest.take_change();
  const auto to_standard = to_summer ? rest.take_change() : std::nullopt;
  if (!to_standard || !rest.empty()) return std::nullopt;
  rule.changes_ = true;
  rule.to_summer_ = *to_summer;
  rule.to_standard_ = *to_standard;
  return rule;
}

void ZoneRule::append(int first_year, int last_year, std::vector<ZoneStep>& steps) const {
  if (!changes_) return;
  const auto before = static_cast<std::ptrdiff_t>(steps.size());
  for (int year = first_year; year <= last_year; ++year) {
    steps.push_back({to_summer_.local_s(year) - standard_s_, summer_s_});
    steps.push_back({to_standard_.local_s(year) - summer_s_, standard_s_});
  }
  // South of the equator summer ends before it begins in a year. No two steps come at one instant.
  std::sort(steps.begin() + before, steps.end(),
            [](const ZoneStep& a, const ZoneStep& b) { return a.from_unix_s < b.from_unix_s; });
}

}  // namespace thaw
