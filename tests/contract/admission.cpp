#include "contract/admission.hpp"

#include <algorithm>

#include "contract/diary.hpp"
#include "contract/environment_life.hpp"
#include "contract/limits.hpp"
#include "contract/provisioning.hpp"

namespace thaw::contract {
namespace {

std::size_t picked(const World& world, const Pool& pool, const std::vector<std::size_t>& idle, const Request& request) {
  const auto by_sequence = [&](std::size_t a, std::size_t b) {
    return pool.environments[a].idle_sequence < pool.environments[b].idle_sequence;
  };
  switch (pool.settings.pick) {
    case Pick::mru:
      return *std::max_element(idle.begin(), idle.end(), by_sequence);
    case Pick::lru:
      return *std::min_element(idle.begin(), idle.end(), by_sequence);
    case Pick::newest:
      return *std::max_element(idle.begin(), idle.end());
    case Pick::random:
      break;
  }
  return idle[below(streams_of(world, request).pick.at(request.ordinal, 1), idle.size())];
}

void throttle(World& world, Pool& pool, Request& request, ThrottleReason reason) {
  request.settled = true;
  --pool.unsettled;
  note_throttle(world, pool, request, reason);
}

}  // namespace

void admit(World& world, Pool& pool, std::size_t r) {
  Request& request = world.requests[r];
  note_request(world, pool, request);
  const ThrottleReason rate = rate_met(world, pool);
  if (rate != ThrottleReason::none) return throttle(world, pool, request, rate);
  if (!pool.idle_provisioned.empty() && provisioned_rate_allows(world, pool)) {
    count_provisioned(world, pool);
    return take_idle(world, pool, pool.environments[picked(world, pool, pool.idle_provisioned, request)], r);
  }
  const ThrottleReason limit = concurrency_met(world, pool);
  if (limit != ThrottleReason::none) return throttle(world, pool, request, limit);
  if (pool.idle.empty() && !may_launch(world, pool)) return throttle(world, pool, request, ThrottleReason::scaling_rate);
  if (request.counted) note_levels(world, pool);
  if (pool.idle.empty()) {
    request.delayed = true;
    note_launch(world, pool);
    return launch(world, pool, r);
  }
  take_idle(world, pool, pool.environments[picked(world, pool, pool.idle, request)], r);
}

}  // namespace thaw::contract
