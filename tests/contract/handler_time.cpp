#include "contract/handler_time.hpp"

#include <algorithm>

namespace thaw::contract {
namespace {

/// A handler time measured at one memory size and run at another: the CPU part of it follows the vCPUs that it can use, one
/// per 1,769 MB, and the architecture's speed.
std::int64_t at_memory(const Pool& pool, std::int64_t time_ns, std::uint32_t from_mb, std::uint32_t to_mb) {
  if (!pool.settings.service_at) return time_ns;
  const ServiceAt& at = *pool.settings.service_at;
  const double before = std::min<double>(at.threads, from_mb / 1769.0), now = std::min<double>(at.threads, to_mb / 1769.0);
  return static_cast<std::int64_t>(static_cast<double>(time_ns) * (1 + at.cpu_share * (before / (now * at.speed) - 1)) + 0.5);
}

/// Drawn times are measured at `service_at`, unless they come from a table that has this memory.
std::int64_t drawn_at_memory(const Pool& pool, bool scaled, std::int64_t time_ns, std::uint32_t to_mb) {
  if (!scaled || !pool.settings.service_at) return time_ns;
  return at_memory(pool, time_ns, pool.settings.service_at->memory_mb, to_mb);
}

}  // namespace

/// The handler time of a request: recorded, where the row's own memory is the one that it was measured at; or drawn.
std::int64_t handler_ns(const World& world, const Pool& pool, const Environment& environment, const Request& request) {
  const RequestStreams streams = streams_of(world, request);
  const ServiceAt at = pool.settings.service_at.value_or(ServiceAt{});
  const std::uint32_t memory_mb = memory_of(pool, request);
  if (environment.cold_run && pool.settings.cold_service) {
    return drawn_at_memory(pool, at.cold_service, pool.cold_service.draw_ns(streams.cold_service.at(request.ordinal)), memory_mb);
  }
  if (request.row.duration_ns < 0) {
    return drawn_at_memory(pool, at.service, pool.service.draw_ns(streams.service.at(request.ordinal)), memory_mb);
  }
  return at_memory(pool, request.row.duration_ns, request.row.memory_mb != 0 ? request.row.memory_mb : at.memory_mb, memory_mb);
}

std::int64_t initial_handler_ns(const Pool& pool, const Environment& environment) {
  const std::int64_t service_ns = pool.service.draw_ns(pool.streams.initial_service.at(environment.number));
  const bool scaled = pool.settings.service_at && pool.settings.service_at->service;
  return drawn_at_memory(pool, scaled, service_ns, pool.settings.memory_mb);
}

/// Its peak of memory is beyond what it has.
bool is_too_big(const World& world, const Pool& pool, const Request& request) {
  if (!pool.settings.peak_memory) return false;
  const std::int64_t peak_bytes = pool.peak_memory.draw_ns(streams_of(world, request).peak_memory.at(request.ordinal));
  return peak_bytes > std::int64_t{memory_of(pool, request)} * 1024 * 1024;
}

bool crashes(const World& world, const Pool& pool, const Request& request) {
  return unit(streams_of(world, request).crash.at(request.ordinal)) < pool.settings.crash_probability;
}

}  // namespace thaw::contract
