// scenario.hpp: a checked scenario as a value (design note, section 4).
//
// Whoever makes one vouches for it: names are unique, indices are in range, every number is within the limits below.
// scenario/ makes it from YAML, tests make it by hand; run/ only reads it.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "thaw/distribution.hpp"
#include "thaw/expectation.hpp"
#include "thaw/keep_alive.hpp"
#include "thaw/provisioned_concurrency.hpp"
#include "thaw/time.hpp"

namespace thaw {

inline constexpr std::uint32_t memory_mb_min = 128;
inline constexpr std::uint32_t memory_mb_max = 10'240;
inline constexpr std::uint32_t ephemeral_storage_mb_min = 512;  // and what SnapStart allows at most
inline constexpr std::uint32_t ephemeral_storage_mb_max = 10'240;
inline constexpr std::uint32_t max_functions = 200'000;
inline constexpr std::uint32_t max_initial_environments = 1'000'000;
inline constexpr std::uint32_t max_calls_per_arrival = 1'000;
inline constexpr std::size_t max_groups = 16;  // each has a grid of its own, of up to 32 MiB

enum class Pick { mru, lru, newest, random };
enum class Assignment { eager, bound };
enum class Architecture { x86_64, arm64 };
enum class Package { zip, image };
enum class End { drain, cut };

/// Environments that exist at instant 0 (3.14): idle ones have the first numbers, then the running ones.
struct Initial {
  std::uint32_t idle = 0;
  std::uint32_t running = 0;
};

/// A part of a composed init beside the runtime's, with luck of its own.
struct InitPart {
  std::string name;  // as the scenario keys it: "imports.sharp", "own"
  Distribution time;
};
inline constexpr std::size_t max_init_parts = 100;

/// Handler times measured at one memory size, on one architecture. Run elsewhere, their CPU part takes longer or shorter.
struct ServiceAt {
  std::uint32_t memory_mb = memory_mb_min;
  double cpu_share = 1;                      // in [0, 1], of the handler time at this memory
  std::uint32_t threads = 1;                 // at least 1; more vCPUs than these are of no use
  double speed = 1;                          // above 0: the function's architecture relative to the one measured on
  bool service = true, cold_service = true;  // false: not such times, but written for the function's own memory
};

/// Environments are restored from a snapshot, which was made when the version was published, instead of being initialised.
struct SnapStart {
  Distribution restore;     // Restore Duration: the snapshot's, the runtime's and that of after-restore hooks; stopped at the limit
  double billed_share = 0;  // in [0, 1], of the restore: loading the runtime and the hooks
  bool charged = true;      // for keeping the snapshot and for each restore
};
/// A restore that takes longer fails, and its environment ends (Lambda Developer Guide, 2026).
inline constexpr Duration restore_limit = seconds(10);

/// Sizes, drawn as times are: a byte stands for a nanosecond.
struct Sizes {
  Distribution bytes;
};

/// Cost-allocation tags, such as team: payments.
using Tags = std::map<std::string, std::string>;

/// Ways of keeping idle environments that ask what else is idle. With each the one that has been idle longest goes first.
struct KeepForever {
  friend bool operator==(const KeepForever&, const KeepForever&) = default;
};
/// The last idle environment of a function is kept longer than those that are idle beside it.
struct KeepByRank {
  Duration last, spares;  // the spares' is at most the last one's
  friend bool operator==(const KeepByRank&, const KeepByRank&) = default;
};
/// Half of a function's idle environments go after every period for which it has had any.
struct KeepByHalving {
  Duration period;  // above 0
  friend bool operator==(const KeepByHalving&, const KeepByHalving&) = default;
};
/// By how long the function has been at rest before (lambda/histogram_policy.hpp).
struct KeepByHistogram {
  Duration range = seconds(14'400);  // whole minutes, 1 min to longest_histogram
  std::uint64_t samples = 10;        // so many times at rest have to be known
  friend bool operator==(const KeepByHistogram&, const KeepByHistogram&) = default;
};
inline constexpr Duration longest_histogram = seconds(7 * 86'400);
/// By a policy that is not part of thaw. The maker is not part of what a saved result has.
struct KeepByOwn {
  std::string name;
  IdlePolicyMaker maker;
  friend bool operator==(const KeepByOwn& a, const KeepByOwn& b) { return a.name == b.name; }
};
using KeepAlivePolicy = std::variant<KeepForever, KeepByRank, KeepByHalving, KeepByHistogram, KeepByOwn>;

struct Function {
  std::string name;
  std::uint32_t memory_mb = 128;
  Architecture architecture = Architecture::x86_64;
  Package package = Package::zip;
  std::string runtime;                                            // empty where only `init` was written
  Distribution init = Constant{};                                 // the whole, or the runtime's part
  std::vector<InitPart> init_parts;                               // what comes on top
  std::optional<SnapStart> snap_start;                            // a restore instead of the init before an environment is ready
  std::uint32_t ephemeral_storage_mb = ephemeral_storage_mb_min;  // of /tmp
  std::optional<Distribution> service;               // handler time of a warm call; absent only if a trace has durations
  std::optional<Distribution> cold_service;          // handler time of an environment's first call
  std::optional<ServiceAt> service_at;               // absent: handler times stay as they are
  std::optional<Sizes> peak_memory;                  // absent: no request runs out of memory
  Duration timeout = Duration::max();                // max() = none
  Distribution keep_alive = Constant{seconds(380)};  // of each idle period by itself
  std::optional<KeepAlivePolicy> keep_alive_policy;  // instead of keep_alive
  std::optional<Distribution> max_life;              // from launch on; absent: no environment ends for its age
  Distribution placement = Constant{};
  Pick pick = Pick::mru;
  Assignment assignment = Assignment::eager;
  double error_probability = 0;       // in [0, 1], of each run
  double crash_probability = 0;       // in [0, 1], of each run
  double init_error_probability = 0;  // in [0, 1], of each init
  Initial initial;
  std::optional<std::uint32_t> reserved_concurrency;  // absent: a share of what the account leaves unreserved
  std::optional<ProvisionedConcurrency> provisioned_concurrency;
  std::shared_ptr<const Tags> tags;  // shared by functions that have the same ones; null: none
};

/// Whether an idle period ends by a time of its own, or never: so that other such times may be told from the same run.
inline bool kept_by_time(const Function& function) {
  return !function.keep_alive_policy || std::holds_alternative<KeepForever>(*function.keep_alive_policy);
}

/// A named set of functions, which has figures of its own. Patterns also take in functions that only a trace names.
struct Group {
  std::string name;
  std::vector<std::string> functions;  // sorted
  std::vector<std::string> patterns;   // `*` is any text, also none
};

struct PoissonArrivals {
  double rate_per_s;  // of the whole source, spread over its functions by their shares
};

/// The k-th arrival (from 0) is at round(k * per / count), so that 3/s stays exact over any span.
struct ConstantArrivals {
  std::int64_t count;
  Duration per;
};

/// The offset of a time zone from UTC that is in force from an instant on.
struct ZoneStep {
  std::int64_t from_unix_s;
  std::int32_t offset_s;  // local time is UTC plus this
};
inline constexpr std::int32_t longest_zone_offset_s = 26 * 3'600;

struct RateStep {
  Duration from;
  double rate_per_s;
};

/// A rate over time: steps, from instant 0 on or repeated, times a sine if it swings.
struct RateProfile {
  std::vector<RateStep> steps;  // ascending, the first from 0; each holds until the next; not all are 0
  Duration period;              // after which the steps begin again; 0: never, the last one holds on
  bool calendar = false;        // the steps' period begins at midnight (of a Monday, for a week), else at instant 0
  double swing = 0;             // rate(t) = step(t) * (1 + swing * cos(2 pi (t - peak) / swing_period)), in [0, 1]
  Duration swing_period, peak;  // the peak is a time from midnight UTC of the day of instant 0
  std::vector<ZoneStep> zone;   // whose clock the calendar's steps follow, as in CronArrivals; empty: UTC
};

/// A Poisson process whose rate changes with time; over several functions, one for each at its share of the rate.
struct ProfileArrivals {
  RateProfile rate;
};

/// Independent gaps of one law, the first from instant 0.
struct RenewalArrivals {
  Distribution gap;  // not always 0
};

/// Which phase may follow another, and how likely that is.
struct PhaseTurn {
  std::uint32_t phase;
  double weight;  // above 0, in proportion to the others'
};

struct Phase {
  double rate_per_s;             // may be 0
  Distribution length;           // on average at least shortest_phase
  std::vector<PhaseTurn> turns;  // empty: the next of the list follows, or the first
};
inline constexpr Duration shortest_phase = milliseconds(1);

/// Phases one after the other, from the first at instant 0; Poisson arrivals at the rate of each. On/off sources have two
/// phases, and with exponential lengths it is a Markov-modulated Poisson process.
struct PhasedArrivals {
  std::vector<Phase> phases;  // never empty; not all rates are 0
};

/// Which days a schedule names. Days of the month count from 1, of the week from Sunday, which is 0.
struct CronDays {
  std::bitset<32> of_month;         // as they are
  std::bitset<32> nearest_weekday;  // the weekday of that month that is nearest to this day of it
  bool last_of_month = false;
  std::bitset<7> of_week;
  std::bitset<7> last_of_week;                // the last Friday of the month
  std::array<std::bitset<7>, 6> nth_of_week;  // [2]: the second Friday of the month; [0] is not used
  bool either = false;                        // a day of the month or of the week will do; else both have to fit
};

/// One arrival whenever the clock of a time zone first shows a minute that the schedule names: a time that the clock jumps
/// over is left out, and one that it shows again does not count again.
struct CronArrivals {
  std::bitset<60> minutes;
  std::bitset<24> hours;
  CronDays days;
  std::bitset<13> months;      // from 1
  std::bitset<256> years;      // from 1970
  std::vector<ZoneStep> zone;  // ascending; empty: UTC. The first one's offset holds before it, too
};

/// What a sum may hold: all that is drawn from one law.
using DrawnLaw = std::variant<PoissonArrivals, ConstantArrivals, ProfileArrivals, RenewalArrivals, PhasedArrivals, CronArrivals>;

/// The arrivals of several laws in order of time, at one instant in the order of the list.
struct SumArrivals {
  std::vector<DrawnLaw> laws;  // never empty
};

enum class Origin { start, first };

/// A recorded trace. Opening and reading it is trace/'s; the core sees a RowStream (rows.hpp).
struct TraceArrivals {
  std::string file;                            // as resolved against the scenario's folder; "-" is standard input
  std::map<std::string, std::string> columns;  // our name (arrival_s, duration_ms, …) to the header's
  std::map<std::string, std::string> where;    // header's name to the text that a row must have
  Duration window;                             // rows may be this much out of order
  Origin origin = Origin::start;
  std::size_t line = 0, column = 0;  // where the scenario names the file, for diagnostics
};

using Arrivals = std::variant<PoissonArrivals, ConstantArrivals, TraceArrivals, ProfileArrivals, RenewalArrivals, PhasedArrivals,
                              CronArrivals, SumArrivals>;

enum class SourceKind { sync, warmer };

struct Source {
  std::string name;
  SourceKind kind = SourceKind::sync;
  std::vector<std::uint32_t> functions;  // indices into Scenario::functions; empty: the trace names them
  std::optional<double> zipf_exponent;   // shares of the functions by rank; absent: equal shares
  std::uint32_t group = 1;               // calls that each arrival makes at once; 1 for a trace
  std::optional<Duration> service;       // handler time of its calls, instead of the function's; not for a trace
  Arrivals arrivals;
};

/// How fast environments may be launched: `burst` at once, `environments` more in every `per`.
struct ScalingRate {
  std::uint32_t burst = 1000, environments = 1000;
  Duration per = seconds(10);
  bool stepwise = false;      // all of them at whole multiples of `per`, instead of one after the other
  bool account_wide = false;  // one allowance for all functions, instead of one each
};
inline constexpr Duration longest_init_limit = seconds(900);
inline constexpr std::uint32_t max_scaling_burst = 1'000'000;
inline constexpr Duration longest_scaling_period = seconds(3'600);
inline constexpr std::uint64_t least_unreserved_concurrency = 100;  // that an account always keeps

/// What the account allows. Absent means no limit.
struct Account {
  std::uint64_t concurrency = 1000;
  std::optional<std::uint64_t> requests_per_s = 10'000;  // synchronous attempts per whole second
  std::optional<ScalingRate> scaling_rate;
};

enum class InitBilling { billed, free };

struct Billing {
  bool free_tier = false;
  InitBilling init = InitBilling::billed;
  InitBilling failed_init = InitBilling::free;  // of an init that failed or was stopped; billed as `init` says, or free
  Duration rounding = milliseconds(1);
};

/// A default or undocumented value that mattered, printed in every report (3.13).
struct Assumption {
  std::string key, value, why;
};

/// What a scenario may well say, and its author hardly means.
struct Warning {
  std::string key, message, hint;
};

struct Scenario {
  std::string name;
  std::string sha256;              // of the effective scenario, after --set
  std::int64_t start_unix_ns = 0;  // the date of instant 0
  bool start_written = false;      // else a trace with dates gives it
  std::string region = "us-east-1";
  std::optional<Duration> duration;  // as written; unwritten: 24 h for drawn sources, all rows of traces
  Duration warmup;
  std::uint64_t seed = 1;
  End end = End::drain;
  Account account;
  std::optional<Duration> init_limit;  // of environments on demand, above 0; absent: none
  Billing billing;
  std::vector<Function> functions;            // sorted by name
  std::optional<Function> template_function;  // the entry "*"
  std::vector<Source> sources;                // sorted by name
  std::vector<Group> groups;                  // sorted by name
  std::vector<Expectation> expectations;      // in the order written
  std::vector<Assumption> assumptions;
  std::vector<Warning> warnings;
};

}  // namespace thaw
