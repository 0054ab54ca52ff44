// cron_process.hpp: the instants at which a schedule fires, by the clock of its time zone.
//
// What always holds: instants ascend. The clock of a zone is a line of stretches with one offset each; a minute of local time
// counts when it is shown for the first time. So what a clock that is put forward jumps over never fires, and what a clock
// that is put back shows again fires once, as EventBridge Scheduler has it. A firing costs 5-10 ns, a day 10-20 ns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "thaw/scenario.hpp"

namespace thaw {

/// True if a calendar that goes on for ever has a day that the schedule names.
bool has_a_day(const CronArrivals& cron);

class CronProcess {
 public:
  CronProcess(const CronArrivals& cron, std::int64_t start_unix_ns, Instant end);
  /// The instant of the next firing at or after instant 0, from call to call; `end` when none is left before it.
  std::int64_t after(std::int64_t);

 private:
  void enter_stretch();
  [[nodiscard]] bool fits(std::int64_t day) const;

  CronArrivals cron_;
  std::vector<std::int32_t> seconds_of_day_;  // at which it fires on a day that it names
  std::int64_t start_unix_ns_, end_ns_;
  std::size_t stretch_ = 0;                         // of the zone
  std::int64_t from_local_s_ = 0, to_local_s_ = 0;  // what of its clock is shown for the first time
  std::int64_t shown_local_s_;                      // before this every minute has been shown
  std::int64_t day_ = 0;                            // since 1970, by the local clock
  std::size_t position_ = 0;                        // in seconds_of_day_
};

}  // namespace thaw
