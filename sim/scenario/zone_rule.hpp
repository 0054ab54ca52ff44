// zone_rule.hpp: the rule by which a time zone goes on for ever, as the last line of a TZif file has it.
//
// The TZ string of POSIX with the extensions of RFC 8536: "CET-1CEST,M3.5.0,M10.5.0/3". Names are skipped, offsets are of the
// opposite sign to everyone else's. Each of the two changes of a year is at a time of a day, which is a day of a month by its
// week, or a day of the year.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "thaw/scenario.hpp"

namespace thaw {

class ZoneRule {
 public:
  /// Nothing if the text is no such rule.
  static std::optional<ZoneRule> of(std::string_view text);

  /// Appends what changes in the years [first, last], in order.
  void append(int first_year, int last_year, std::vector<ZoneStep>& steps) const;

 private:
  enum class Kind { month_week_day, day_without_leap, day_with_leap };
  struct Change {
    Kind kind = Kind::month_week_day;
    int month = 1, week = 1, day = 0;                    // of the week, from Sunday 0; or of the year
    std::int32_t at_s = 2 * 3'600;                       // local time, may lie outside the day
    [[nodiscard]] std::int64_t local_s(int year) const;  // since 1970
  };
  class Text;

  std::int32_t standard_s_ = 0, summer_s_ = 0;
  bool changes_ = false;
  Change to_summer_, to_standard_;
};

}  // namespace thaw
