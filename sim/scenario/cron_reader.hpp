// cron_reader.hpp: when a schedule fires, from its text: cron's five fields, or AWS's cron(…) and rate(…).
//
//   */5 * * * *              minute, hour, day of the month, month, day of the week (0 or 7 is Sunday); lists, ranges, steps,
//   names.
//                            Where both days are restricted, either will do; a field that begins with * is not.
//   @hourly                  and @daily, @midnight, @weekly, @monthly, @yearly, @annually
//   cron(0 8 ? * MON-FRI *)  AWS's six: the year last, days of the week from SUN = 1, one of the two days is ?; L, W and # as there
//   rate(5 minutes)          the first at instant 0
//
// What always holds for what is read: some minute, hour, month and year is named, and some day that exists.
#pragma once

#include <string_view>

#include "scenario/quantity.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// A schedule in UTC: CronArrivals, or ConstantArrivals for a rate(…).
Reading<DrawnLaw> read_schedule(std::string_view text);

}  // namespace thaw
