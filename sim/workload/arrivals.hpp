// arrivals.hpp: when drawn requests arrive, in blocks of rows (design note, section 4).
//
// Arrivals come in order of time and stop before `end`; the size of a block changes nothing (3.10). A Poisson source over
// several functions is one generator per function at its share of the rate; any other is dealt out by DealtArrivals.
// 5-10 ns an arrival (arrival_process.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "engine/random_stream.hpp"
#include "thaw/rows.hpp"
#include "thaw/scenario.hpp"
#include "workload/arrival_process.hpp"
#include "workload/cron_process.hpp"
#include "workload/streams.hpp"
#include "workload/sum_process.hpp"

namespace thaw {

/// Shares of a source's functions, summing to 1: equal, or by rank k from 1 in proportion to k^-exponent.
std::vector<double> function_shares(std::size_t functions, std::optional<double> zipf_exponent);

/// True for arrivals that are independent Poisson processes at each function; others have streams and order of the source.
bool splits_into_processes(const Arrivals& arrivals);
/// True for drawn arrivals that are dealt out to several functions, call by call.
bool is_dealt(const Source& source);

/// What arrivals are drawn with, besides their law.
struct ArrivalFrame {
  ArrivalStreams streams;
  Instant end;                 // arrivals are before it
  std::int64_t start_unix_ns;  // the date of instant 0, for rates that follow the calendar
};

/// Arrivals of one source at one function, or of a whole source that is dealt out.
class ArrivalGenerator {
 public:
  /// Drawn arrivals of any kind, of rates a `share` (1 unless they split into processes), each of `group` calls that last
  /// `service` where it is given.
  ArrivalGenerator(const Arrivals& arrivals, double share, const ArrivalFrame& frame, QuantileTables& tables,
                   std::uint32_t group = 1, std::optional<Duration> service = {});

  /// Fills rows (arrival instants, and numbers of arrivals of several calls) up to but not at `limit`; fewer than asked for means
  /// that none is left before it.
  std::size_t fill(std::span<Row> rows, Instant limit);
  [[nodiscard]] bool exhausted() const { return next_ns_ >= end_ns_; }
  /// Instant of the next arrival, if not exhausted.
  [[nodiscard]] std::int64_t next_ns() const { return next_ns_; }

 private:
  using Process = std::variant<RenewalProcess, ConstantProcess, ChangingProcess<ProfilePieces>, ChangingProcess<PhasePieces>,
                               CronProcess, SumProcess>;
  static Process process_of(const Arrivals& arrivals, double share, const ArrivalFrame& frame, QuantileTables& tables);
  std::size_t fill_groups(std::span<Row> rows, std::int64_t stop_ns);

  Process process_;
  std::int64_t end_ns_;
  std::int64_t next_ns_ = 0;
  std::uint32_t group_;
  Row blank_;                   // what every row has
  std::uint32_t called_ = 0;    // calls of the next arrival that have been made
  std::uint64_t arrivals_ = 0;  // before the next
};

/// Arrivals dealt over several functions by their shares: rows with Row::function set to the position in shares. The k-th row
/// is a call of arrival k / group.
class DealtArrivals {
 public:
  DealtArrivals(ArrivalGenerator arrivals, const std::vector<double>& shares, RandomStream deal);
  /// As ArrivalGenerator::fill.
  std::size_t fill(std::span<Row> rows, Instant limit);
  [[nodiscard]] bool exhausted() const { return arrivals_.exhausted(); }

 private:
  ArrivalGenerator arrivals_;
  std::vector<double> cumulative_;
  RandomStream deal_;
  std::uint64_t count_ = 0;
};

}  // namespace thaw
