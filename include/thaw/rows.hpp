// rows.hpp: recorded requests on their way into a run, and attempts on their way out.
//
// A RowStream hands out blocks of rows in order of arrival per function; the block belongs to the stream and stays valid
// until the next call. No row is copied on the way in: a trace that is in memory is one block.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "thaw/time.hpp"

namespace thaw {

struct Scenario;
struct Source;

/// One recorded request. -1 (0 for memory) means that the record does not say.
struct Row {
  std::int64_t at_ns = 0;         // arrival, from instant 0
  std::int64_t duration_ns = -1;  // handler time
  std::int64_t init_ns = -1;      // init time, used if this request starts an environment
  std::uint32_t function = 0;     // index into RowStream::names(); 0 where the source names its function. Of a source whose
                                  // arrivals make several calls, once dealt out: the number of the arrival, modulo 2^32
  std::uint16_t memory_mb = 0;
  std::uint8_t source = 0;  // the driver's, a stream leaves it 0
  std::int8_t cold = -1;    // 1 cold, 0 warm: feeds only the `recorded` block
};
static_assert(sizeof(Row) == 32);

/// What is known of a trace once it has been read to its end.
struct TraceEnd {
  std::optional<std::int64_t> start_unix_ns;  // date of instant 0, if the column holds dates or epoch seconds
  bool has_cold = false;                      // a `cold` column was mapped
};

class RowStream {
 public:
  virtual ~RowStream() = default;
  /// The next rows, in order of arrival per function; empty at the end. Throws Faults (status 4) on bad data.
  virtual std::span<const Row> next() = 0;
  /// Names of the functions met so far, by Row::function; grows while reading. Empty if there is no function column.
  [[nodiscard]] virtual const std::vector<std::string>& names() const = 0;
  [[nodiscard]] virtual TraceEnd end() const = 0;
  /// False for standard input: it can be read once only.
  [[nodiscard]] virtual bool repeatable() const = 0;
};

/// Opens the trace of a source from its beginning; called again if a run has to be made twice. Throws Faults.
class TraceOpener {
 public:
  virtual ~TraceOpener() = default;
  virtual std::unique_ptr<RowStream> open(const Scenario& scenario, const Source& source) = 0;
};

enum class StartKind : std::uint8_t { none, cold, warm };
enum class Outcome : std::uint8_t { succeeded, error, timeout, out_of_memory, crash, throttled, in_flight };
/// Why an attempt was turned away: by a limit of the account, of the function's own reserved concurrency, or because its
/// environments may not grow faster.
enum class ThrottleReason : std::uint8_t {
  none,
  concurrency,
  request_rate,
  reserved_concurrency,
  reserved_request_rate,
  scaling_rate
};
inline constexpr std::size_t throttle_reason_count = 6;  // `none` included

/// One attempt, as `--requests` writes it.
struct AttemptRow {
  std::uint32_t source;       // index into Scenario::sources
  std::uint32_t attempt;      // from 1
  std::uint64_t request;      // ordinal within source and function, from 0
  std::uint64_t environment;  // its number, from 1; 0: none
  std::int64_t arrival_ns, wait_ns, placement_ns, init_ns, run_ns, latency_ns;
  std::int64_t billed_ms;
  StartKind start;
  Outcome outcome;
  ThrottleReason throttle_reason;
};

/// Takes attempts as they are settled: per function in order of (arrival, source, request, attempt).
class AttemptSink {
 public:
  virtual ~AttemptSink() = default;
  virtual void take(const std::string& function, std::span<const AttemptRow> rows) = 0;
  /// Forgets every row taken so far: the run starts again, with its functions together (3.15).
  virtual void discard() {}
};

}  // namespace thaw
