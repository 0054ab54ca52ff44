#include "scenario/cron_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "thaw/decimal.hpp"
#include "workload/cron_process.hpp"

namespace thaw {
namespace {

constexpr std::size_t longest_schedule = 1'000;
constexpr int first_year = 1970, last_year = 2199;

using Names = std::vector<std::string_view>;
const Names month_names = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
const Names day_names = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> words = {{{"@hourly", "0 * * * *"},
                                                                                 {"@daily", "0 0 * * *"},
                                                                                 {"@midnight", "0 0 * * *"},
                                                                                 {"@weekly", "0 0 * * 0"},
                                                                                 {"@monthly", "0 0 1 * *"},
                                                                                 {"@yearly", "0 0 1 1 *"},
                                                                                 {"@annually", "0 0 1 1 *"}}};

/// One field of a schedule: the numbers that it may name, and names for those from first_named on.
struct Field {
  std::string_view name;
  int least, most;
  const Names* names = nullptr;
  int first_named = 0;
};

const Field minute_field = {"minute", 0, 59};
const Field hour_field = {"hour", 0, 23};
const Field month_day_field = {"day of the month", 1, 31};
const Field month_field = {"month", 1, 12, &month_names, 1};
const Field unix_week_day_field = {"day of the week", 0, 7, &day_names, 0};
const Field aws_week_day_field = {"day of the week", 1, 7, &day_names, 1};
const Field year_field = {"year", first_year, last_year};

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return upper(x) == upper(y); });
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find_first_of(separators);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string_view> fields_of(std::string_view text) {
  std::vector<std::string_view> fields = split(text, " \t");
  std::erase_if(fields, [](std::string_view field) { return field.empty(); });
  return fields;
}

std::optional<int> whole(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

class CronReader {
 public:
  explicit CronReader(std::string_view text) : text_(text) {}

  Reading<DrawnLaw> read_unix() {
    const auto fields = fields_of(text_);
    if (fields.size() != 5) {
      return fault(fmt::format("the schedule {} has {} fields, but five are expected", quoted(text_), fields.size()),
                   "write minute, hour, day of the month, month, day of the week: \"*/5 * * * *\"; AWS's six stand in cron(…)");
    }
    for (const std::string_view field : fields) {
      if (field.find_first_of("?#") != std::string_view::npos) {
        return fault(fmt::format("{} is not for a schedule of five fields", quoted(field)),
                     "? and # are AWS's: write cron(…) with six fields");
      }
    }
    read_numbers(fields[0], minute_field, cron_.minutes, 0);
    read_numbers(fields[1], hour_field, cron_.hours, 0);
    read_numbers(fields[2], month_day_field, cron_.days.of_month, 0);
    read_numbers(fields[3], month_field, cron_.months, 0);
    std::bitset<8> week_days;
    read_numbers(fields[4], unix_week_day_field, week_days, 0);
    for (std::size_t day = 0; day < 8; ++day) {
      if (week_days[day]) cron_.days.of_week.set(day % 7);
    }
    cron_.days.either = !fields[2].starts_with('*') && !fields[4].starts_with('*');
    cron_.years.set();
    return finish();
  }

  Reading<DrawnLaw> read_aws(std::string_view inside) {
    const auto fields = fields_of(inside);
    if (fields.size() != 6) {
      return fault(fmt::format("the schedule {} has {} fields, but six are expected", quoted(text_), fields.size()),
                   "write cron(minute hour day-of-month month day-of-week year), such as \"cron(0 8 ? * MON-FRI *)\"");
    }
    if ((fields[2] == "?") == (fields[4] == "?")) {
      return fault(fmt::format("the schedule {} needs one ?, for the day of the month or of the week", quoted(text_)),
                   "AWS takes a ? for the one of them that is left open: \"cron(0 8 ? * MON-FRI *)\"");
    }
    read_numbers(fields[0], minute_field, cron_.minutes, 0);
    read_numbers(fields[1], hour_field, cron_.hours, 0);
    read_month_days(fields[2]);
    read_numbers(fields[3], month_field, cron_.months, 0);
    read_week_days(fields[4]);
    read_numbers(fields[5], year_field, cron_.years, first_year);
    return finish();
  }

 private:
  static Reading<DrawnLaw> fault(std::string message, std::string hint) {
    return Reading<DrawnLaw>::fault(std::move(message), std::move(hint));
  }

  Reading<DrawnLaw> finish() {
    if (!message_.empty()) return fault(message_, hint_);
    if (!has_a_day(cron_)) {
      return fault(fmt::format("the schedule {} names no day that there is", quoted(text_)),
                   "months have at most 31 days, some fewer");
    }
    return Reading<DrawnLaw>::of(cron_);
  }

  void refuse(std::string message, std::string hint) {
    if (!message_.empty()) return;
    message_ = std::move(message);
    hint_ = std::move(hint);
  }
  void refuse_value(std::string_view value, const Field& field) {
    std::string hint = "* stands for all, lists have commas, ranges a -, steps a /";
    if (field.names != nullptr) hint = fmt::format("or a name from {} to {}", field.names->front(), field.names->back());
    refuse(fmt::format("{} is no {} from {} to {}", quoted(value), field.name, field.least, field.most), std::move(hint));
  }

  /// A number or a name.
  std::optional<int> read_value(std::string_view text, const Field& field) {
    auto value = whole(text);
    if (field.names != nullptr) {
      for (std::size_t i = 0; i < field.names->size(); ++i) {
        if (same_word(text, (*field.names)[i])) value = static_cast<int>(i) + field.first_named;
      }
    }
    if (value && *value >= field.least && *value <= field.most) return value;
    refuse_value(text, field);
    return std::nullopt;
  }

  /// A list of numbers, ranges and steps, into the bits from `origin` on.
  template <std::size_t N>
  void read_numbers(std::string_view text, const Field& field, std::bitset<N>& bits, int origin) {
    for (const std::string_view part : split(text, ",")) read_part(part, field, bits, origin);
  }

  template <std::size_t N>
  void read_part(std::string_view text, const Field& field, std::bitset<N>& bits, int origin) {
    const std::size_t slash = text.find('/');
    const std::string_view range = text.substr(0, slash);
    int step = 1;
    if (slash != std::string_view::npos) {
      const auto read = whole(text.substr(slash + 1));
      if (!read || *read < 1 || *read > field.most - field.least) {
        refuse(fmt::format("{} is no step for the {}", quoted(text.substr(slash + 1)), field.name),
               fmt::format("a whole number from 1 to {}", field.most - field.least));
        return;
      }
      step = *read;
    }
    int first = field.least, last = &field == &unix_week_day_field ? 6 : field.most;  // 7 is Sunday again
    if (range != "*") {
      const std::size_t dash = range.find('-');
      const auto from = read_value(range.substr(0, dash), field);
      const auto to = dash == std::string_view::npos ? from : read_value(range.substr(dash + 1), field);
      if (!from || !to) return;
      first = *from;
      if (dash != std::string_view::npos || slash == std::string_view::npos) last = *to;  // 10/20: from 10 on
      last = std::max(last, dash == std::string_view::npos ? first : last);
      if (last < first) {
        refuse(fmt::format("the range {} runs backwards", quoted(range)), "write two ranges with a comma between them");
        return;
      }
    }
    for (int value = first; value <= last; value += step) bits.set(static_cast<std::size_t>(value - origin));
  }

  void read_month_days(std::string_view text) {
    if (text == "?") {
      cron_.days.of_month.set();
      return;
    }
    for (const std::string_view part : split(text, ",")) {
      if (same_word(part, "L")) {
        cron_.days.last_of_month = true;
      } else if (!part.empty() && upper(part.back()) == 'W') {
        const auto day = read_value(part.substr(0, part.size() - 1), month_day_field);
        if (day) cron_.days.nearest_weekday.set(static_cast<std::size_t>(*day));
      } else {
        read_part(part, month_day_field, cron_.days.of_month, 0);
      }
    }
  }

  void read_week_days(std::string_view text) {
    if (text == "?") {
      cron_.days.of_week.set();
      return;
    }
    const auto parts = split(text, ",");
    for (const std::string_view part : parts) {
      const std::size_t hash = part.find('#');
      if (hash != std::string_view::npos) {
        const auto nth = whole(part.substr(hash + 1));
        const auto day = read_value(part.substr(0, hash), aws_week_day_field);
        if (!nth || *nth < 1 || *nth > 5 || parts.size() > 1) {
          refuse(fmt::format("{} is no day of the week with its number in the month", quoted(text)),
                 "one such day from #1 to #5 stands alone: FRI#2 is the second Friday");
        } else if (day) {
          cron_.days.nth_of_week.at(static_cast<std::size_t>(*nth)).set(static_cast<std::size_t>(*day - 1));
        }
      } else if (same_word(part, "L")) {
        cron_.days.of_week.set(6);  // the last day of a week is Saturday
      } else if (part.size() > 1 && upper(part.back()) == 'L' && part.find_first_of("-/") == std::string_view::npos) {
        const auto day = read_value(part.substr(0, part.size() - 1), aws_week_day_field);
        if (day) cron_.days.last_of_week.set(static_cast<std::size_t>(*day - 1));
      } else {
        read_part(part, aws_week_day_field, cron_.days.of_week, 1);
      }
    }
  }

  std::string_view text_;
  CronArrivals cron_;
  std::string message_, hint_;
};

/// "5 minutes" of rate(5 minutes).
Reading<DrawnLaw> read_aws_rate(std::string_view text, std::string_view inside) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 3> units = {{{"minute", 60}, {"hour", 3'600}, {"day", 86'400}}};
  const auto fields = fields_of(inside);
  if (fields.size() == 2) {
    const auto value = read_whole(fields[0], 1, 5'256'000);
    for (const auto& [unit, unit_s] : units) {
      const bool named = fields[1] == unit || fields[1] == std::string(unit) + "s";
      if (!named || !value) continue;
      const Int128 every_ns = Int128{static_cast<std::int64_t>(*value.value)} * seconds(unit_s).ns;
      if (every_ns > longest_time.ns) break;
      return Reading<DrawnLaw>::of(ConstantArrivals{1, Duration{static_cast<std::int64_t>(every_ns)}});
    }
  }
  return Reading<DrawnLaw>::fault(fmt::format("{} is no rate of AWS's", quoted(text)),
                                  "write rate(5 minutes), rate(1 hour) or rate(2 days), ten years at most");
}

}  // namespace

Reading<DrawnLaw> read_schedule(std::string_view text) {
  if (text.size() > longest_schedule) {
    return Reading<DrawnLaw>::fault(fmt::format("the schedule {} is longer than {} bytes", quoted(text), longest_schedule),
                                    "write ranges and steps, or several schedules in a `sum`");
  }
  const auto inside = [&](std::string_view name) -> std::optional<std::string_view> {
    if (!text.starts_with(name) || !text.ends_with(')')) return std::nullopt;
    return text.substr(name.size(), text.size() - name.size() - 1);
  };
  if (const auto rate = inside("rate(")) return read_aws_rate(text, *rate);
  if (const auto six = inside("cron(")) return CronReader(text).read_aws(*six);
  if (!text.starts_with('@')) return CronReader(text).read_unix();
  for (const auto& [word, fields] : words) {
    if (same_word(text, word)) return CronReader(fields).read_unix();
  }
  return Reading<DrawnLaw>::fault(fmt::format("{} is no schedule", quoted(text)),
                                  "known here: @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually");
}

}  // namespace thaw
