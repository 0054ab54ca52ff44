#include "contract/environment_life.hpp"

#include <algorithm>
#include <limits>

#include "contract/diary.hpp"
#include "contract/handler_time.hpp"
#include "contract/provisioning.hpp"

namespace thaw::contract {
namespace {

/// The runtime's part, or a plain init, and what a composed one adds: every part with luck of its own.
std::int64_t drawn_init_ns(const World& world, const Pool& pool, std::uint64_t number) {
  std::int64_t sum_ns = pool.init.draw_ns(pool.streams.init.at(number));
  for (const auto& [name, part] : pool.init_parts) {
    sum_ns += part.draw_ns(init_part_stream(world.scenario.seed, pool.settings.name, name).at(number));
  }
  return sum_ns;
}

Environment& add_environment(World& world, Pool& pool, std::int64_t init_ns) {
  Environment environment;
  environment.number = pool.environments.size() + 1;
  environment.init_ns = init_ns >= 0 ? init_ns : drawn_init_ns(world, pool, environment.number);
  environment.first_init_ns = environment.init_ns;
  environment.memory_mb = pool.settings.memory_mb;
  if (pool.max_life) environment.life_ends_ns = world.now_ns + pool.max_life->draw_ns(pool.streams.life.at(environment.number));
  pool.environments.push_back(environment);
  ++pool.alive;
  return pool.environments.back();
}

/// The coin of one init of an environment; the first, before it is ready, is number 0.
bool init_errs(const Pool& pool, const Environment& environment, std::uint64_t which) {
  return unit(pool.streams.init_error.at(environment.number, which)) < pool.settings.init_error_probability;
}

/// Stopped at the limit, or an error at its end.
void make_first_init(const World& world, const Pool& pool, Environment& environment) {
  const auto limit = world.scenario.init_limit;
  const bool stopped = limit && environment.init_ns > limit->ns;
  environment.first_init_ns = stopped ? limit->ns : environment.init_ns;
  environment.first_init_failed = stopped || init_errs(pool, environment, 0);
  environment.init_again = environment.first_init_failed;
}

/// SnapStart: a restore that takes longer than 10 s or fails at its end, as an init may, leaves nothing that could serve.
void restore_snapshot(Pool& pool, Environment& environment) {
  const std::int64_t wanted_ns = pool.restore->draw_ns(pool.streams.restore.at(environment.number));
  environment.first_init_ns = std::min<std::int64_t>(wanted_ns, 10'000'000'000);
  environment.restore_failed = wanted_ns > 10'000'000'000 || init_errs(pool, environment, 0);
  environment.first_init_failed = environment.restore_failed;
  pool.figures.restore_failed = pool.figures.restore_failed || environment.restore_failed;
}

/// What a handler does to its environment.
struct Kills {
  bool too_big = false, crashes = false;
};

void start_run(World& world, Pool& pool, Environment& environment, std::int64_t service_ns, Kills kills) {
  const bool again = environment.init_again;
  const bool init_errs_again = again && init_errs(pool, environment, ++environment.inits_again);
  const std::int64_t wanted_ns = (again ? environment.init_ns : 0) + (init_errs_again ? 0 : service_ns);
  environment.timed_out = wanted_ns > pool.settings.timeout.ns;
  environment.init_failed = init_errs_again && !environment.timed_out;
  const bool handled = !environment.timed_out && !environment.init_failed;
  environment.out_of_memory = handled && kills.too_big;
  environment.crashed = handled && !kills.too_big && kills.crashes;
  environment.init_again = !handled || environment.out_of_memory || environment.crashed;
  environment.run_ns = std::min(wanted_ns, pool.settings.timeout.ns);
  if (environment.restore_failed) {  // an error, without a handler
    environment.run_ns = 0;
    environment.timed_out = environment.out_of_memory = environment.crashed = environment.init_failed = false;
  }
  environment.run_start_ns = world.now_ns;
  world.events[{world.now_ns + environment.run_ns, run_ends, pool.settings.name, 0, pool.runs++}] = environment.number - 1;
}

std::vector<std::size_t>& idle_beside(Pool& pool, const Environment& environment) {
  return environment.provisioned ? pool.idle_provisioned : pool.idle;
}

void serve(World& world, Pool& pool, Environment& environment, std::size_t r) {
  Request& request = world.requests[r];
  environment.request = r;
  environment.cold_run = !environment.served;
  environment.served = true;
  environment.memory_mb = memory_of(pool, request);
  start_run(world, pool, environment, handler_ns(world, pool, environment, request),
            {is_too_big(world, pool, request), crashes(world, pool, request)});
  note_start(world, pool, environment, request);
}

/// When an idle period that begins now ends if nothing uses it: `keep_alive` by itself; by `keep_alive: forever` and for
/// provisioned environments never.
std::int64_t idle_until_ns(const World& world, const Pool& pool, bool provisioned, std::uint64_t number, std::uint64_t period) {
  if (provisioned || pool.settings.keep_alive_policy) return std::numeric_limits<std::int64_t>::max();
  return world.now_ns + pool.keep_alive.draw_ns(pool.streams.idle.at(number, period));
}

void become_idle(World& world, Pool& pool, Environment& environment) {
  environment.idle = true;
  environment.idle_sequence = pool.idle_periods++;
  const std::int64_t idle_until =
      idle_until_ns(world, pool, environment.provisioned, environment.number, environment.idle_periods++);
  const std::int64_t ends_ns = std::min(idle_until, environment.life_ends_ns);
  environment.expiry = {ends_ns, expires, pool.settings.name, 0, environment.idle_sequence};
  if (ends_ns != std::numeric_limits<std::int64_t>::max()) world.events[environment.expiry] = environment.number - 1;
  idle_beside(pool, environment).push_back(environment.number - 1);
}

/// It serves who has waited longest, or is idle.
void use_unit(World& world, Pool& pool, Environment& environment) {
  if (pool.waiting.empty()) return become_idle(world, pool, environment);
  const std::size_t r = pool.waiting.front();
  pool.waiting.pop_front();
  count_provisioned(world, pool);
  ++pool.busy;
  ++pool.provisioned_busy;
  serve(world, pool, environment, r);
}

void reclaim(World& world, Pool& pool, Environment& environment) {
  environment.gone = true;
  --pool.alive;
  pool.figures.counts.environments.reclaimed += counts_now(world);
  if (!environment.served) pool.figures.counts.environments.unused += counts_now(world);
}

void leave_idle(Pool& pool, Environment& environment) {
  environment.idle = false;
  std::vector<std::size_t>& idle = idle_beside(pool, environment);
  const auto place = std::find(idle.begin(), idle.end(), environment.number - 1);
  *place = idle.back();
  idle.pop_back();
}

std::size_t make_unit(World& world, Pool& pool) {
  Environment& environment = add_environment(world, pool, -1);
  environment.provisioned = environment.served = true;
  const std::int64_t shortest_ns = 60'000'000'000;
  if (pool.max_life) environment.life_ends_ns = std::max(environment.life_ends_ns, world.now_ns + shortest_ns);
  const bool limited = world.scenario.init_limit && pool.settings.timeout != Duration::max();
  const std::int64_t limit_ns = std::max<std::int64_t>(130'000'000'000, pool.settings.timeout.ns);
  const bool stopped = limited && environment.init_ns > limit_ns;
  environment.first_init_ns = stopped ? limit_ns : environment.init_ns;
  environment.first_init_failed = stopped || init_errs(pool, environment, 0);
  environment.init_again = environment.first_init_failed;
  return environment.number - 1;
}

/// A unit that ends its run: goes if there is one too many, is replaced if its life is over, serves who waits, or is idle.
void unit_becomes_free(World& world, Pool& pool, std::size_t i) {
  --pool.provisioned_busy;
  --pool.busy;
  if (pool.surplus > 0) {
    --pool.surplus;
    --pool.allocated;
    return reclaim(world, pool, pool.environments[i]);
  }
  if (world.now_ns > pool.environments[i].life_ends_ns) {
    reclaim(world, pool, pool.environments[i]);
    i = make_unit(world, pool);
    note_allocation(world, pool, pool.environments[i]);
  }
  use_unit(world, pool, pool.environments[i]);
}

/// One whose life has ended serves nobody else, but a fresh one still serves who waits: it was started for a request.
void become_free(World& world, Pool& pool, Environment& environment) {
  environment.request.reset();
  if (environment.provisioned) return unit_becomes_free(world, pool, environment.number - 1);
  const bool over = world.now_ns > environment.life_ends_ns || environment.restore_failed;
  if (!pool.waiting.empty() && !(over && environment.served)) {
    const std::size_t r = pool.waiting.front();
    pool.waiting.pop_front();
    return serve(world, pool, environment, r);
  }
  --pool.busy;
  if (over) return reclaim(world, pool, environment);
  become_idle(world, pool, environment);
}

/// Its request has its fate: callers do not try again.
void settle(World& world, Pool& pool, const Environment& environment, Request& request) {
  request.settled = true;
  --pool.unsettled;
  const bool coin = unit(streams_of(world, request).error.at(request.ordinal)) < pool.settings.error_probability;
  Outcome outcome = coin || environment.init_failed || environment.restore_failed ? Outcome::error : Outcome::succeeded;
  if (environment.out_of_memory) outcome = Outcome::out_of_memory;
  if (environment.crashed) outcome = Outcome::crash;
  if (environment.timed_out) outcome = Outcome::timeout;
  note_end(world, pool, environment, request, outcome);
}

std::uint64_t idle_mb(const Pool& pool) {
  std::uint64_t sum = 0;
  for (const std::size_t i : pool.idle) sum += pool.environments[i].memory_mb;
  for (const std::size_t i : pool.idle_provisioned) sum += pool.environments[i].memory_mb;
  return sum;
}

}  // namespace

void make_initial(World& world, Pool& pool) {
  for (std::uint32_t i = 0; i < pool.settings.initial.idle; ++i) {
    Environment& environment = add_environment(world, pool, -1);
    environment.served = true;
    become_idle(world, pool, environment);
  }
  for (std::uint32_t i = 0; i < pool.settings.initial.running; ++i) {
    Environment& environment = add_environment(world, pool, -1);
    environment.served = true;
    ++pool.busy;
    start_run(world, pool, environment, initial_handler_ns(pool, environment), {});
  }
  begin_provisioning(world, pool);
  for (std::uint64_t i = 0; i < pool.allocated; ++i) become_idle(world, pool, pool.environments[make_unit(world, pool)]);
  write_level(pool, std::numeric_limits<std::int64_t>::min());
}

void launch(World& world, Pool& pool, std::size_t r) {
  Environment& environment = add_environment(world, pool, world.requests[r].row.init_ns);
  environment.placement_ns = pool.placement.draw_ns(pool.streams.placement.at(environment.number));
  environment.starting = true;
  if (pool.restore) {
    restore_snapshot(pool, environment);
    pool.figures.counts.snap_start->restores += counts_now(world);
    pool.figures.restored_mb += counts_now(world) * pool.settings.memory_mb;
  } else {
    make_first_init(world, pool, environment);
  }
  environment.memory_mb = memory_of(pool, world.requests[r]);
  ++pool.busy;
  pool.figures.counts.environments.started += counts_now(world);
  if (pool.settings.assignment == Assignment::bound) environment.request = r;
  if (pool.settings.assignment == Assignment::eager) pool.waiting.push_back(r);
  const std::int64_t at_ns = world.now_ns + environment.placement_ns + environment.first_init_ns;
  world.events[{at_ns, ready, pool.settings.name, 0, environment.number}] = environment.number - 1;
}

void take_idle(World& world, Pool& pool, Environment& environment, std::size_t request) {
  leave_idle(pool, environment);
  world.events.erase(environment.expiry);
  ++pool.busy;
  if (environment.provisioned) ++pool.provisioned_busy;
  serve(world, pool, environment, request);
}

void become_ready(World& world, Pool& pool, Environment& environment) {
  environment.starting = false;
  if (environment.request) return serve(world, pool, environment, *environment.request);
  become_free(world, pool, environment);
}

void end_run(World& world, Pool& pool, Environment& environment) {
  if (environment.request) settle(world, pool, environment, world.requests[*environment.request]);
  become_free(world, pool, environment);
}

void expire(World& world, Pool& pool, Environment& environment) {
  leave_idle(pool, environment);
  const bool provisioned = environment.provisioned;
  reclaim(world, pool, environment);
  if (!provisioned) return;
  Environment& next = pool.environments[make_unit(world, pool)];
  note_allocation(world, pool, next);
  become_idle(world, pool, next);
}

void add_unit(World& world, Pool& pool) {
  Environment& environment = pool.environments[make_unit(world, pool)];
  note_allocation(world, pool, environment);
  use_unit(world, pool, environment);
}

void remove_idle_unit(World& world, Pool& pool) {
  const auto longest = std::min_element(pool.idle_provisioned.begin(), pool.idle_provisioned.end(), [&](auto a, auto b) {
    return pool.environments[a].idle_sequence < pool.environments[b].idle_sequence;
  });
  Environment& environment = pool.environments[*longest];
  leave_idle(pool, environment);
  world.events.erase(environment.expiry);
  reclaim(world, pool, environment);
}

void write_level(Pool& pool, std::int64_t at_ns) {
  pool.levels.push_back({at_ns, pool.busy, pool.alive, idle_mb(pool), pool.configured, pool.allocated, pool.provisioned_busy});
}

}  // namespace thaw::contract
