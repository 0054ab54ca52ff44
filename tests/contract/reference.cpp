#include "contract/reference.hpp"

#include "contract/admission.hpp"
#include "contract/diary.hpp"
#include "contract/environment_life.hpp"
#include "contract/offers.hpp"
#include "contract/provisioning.hpp"
#include "contract/tally.hpp"
#include "contract/world.hpp"

namespace thaw::contract {
namespace {

void happen(World& world, const Key& key, std::size_t index) {
  Pool& pool = world.pools.at(std::get<2>(key));
  switch (std::get<1>(key)) {
    case run_ends:
      end_run(world, pool, pool.environments[index]);
      break;
    case ready:
      become_ready(world, pool, pool.environments[index]);
      break;
    case expires:
      expire(world, pool, pool.environments[index]);
      break;
    case control:
      change_provisioning(world, pool, std::get<4>(key), index);
      break;
    default:
      admit(world, pool, index);
  }
  write_level(pool, world.now_ns);
}

}  // namespace

Figures simulate(const Scenario& scenario, const Traces& traces) {
  World world{scenario, traces};
  for (const Function& f : scenario.functions) world.pools.try_emplace(f.name, f, scenario.seed);
  world.figures.end_ns = offer_requests(world);
  begin_series(world);
  for (auto& [name, pool] : world.pools) make_initial(world, pool);
  while (!world.events.empty()) {
    const auto [key, index] = *world.events.begin();
    world.events.erase(world.events.begin());
    world.now_ns = std::get<0>(key);
    // What is after H happens only to functions that still have requests without a fate, or not at all (3.14).
    const bool after_end = world.now_ns > world.figures.end_ns;
    if (after_end && (scenario.end == End::cut || world.pools.at(std::get<2>(key)).unsettled == 0)) continue;
    happen(world, key, index);
  }
  world.now_ns = world.figures.end_ns;
  count_figures(world);
  return std::move(world.figures);
}

}  // namespace thaw::contract
