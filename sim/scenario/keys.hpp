// keys.hpp: every key that a scenario may have, map by map, and what each is for.
//
// One table, in the order of the file, that the readers check maps against and `thaw help scenario` prints: so what is accepted and
// what is told cannot differ. Keys that are names of the user's own (functions, imports, tags) and times of rates are in no list.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "scenario/map_reader.hpp"

namespace thaw {

/// The maps of a scenario, in the table's order.
enum class Keys {
  scenario,
  account,
  scaling_rate,
  billing,
  every_function,
  function,
  init,
  snap_start,
  service,
  service_at,
  peak_memory,
  sizes,
  keep_alive,
  policy,
  rank,
  halving,
  histogram,
  initial,
  provisioned,
  provisioned_step,
  source,
  warm,
  arrivals,
  law,
  poisson,
  rate,
  week,
  sine,
  constant,
  phase,
  cron,
  zipf,
  trace,
  columns,
  time,
  exponential,
  hyperexponential,
  lognormal,
  gamma,
  weibull,
  pareto,
  mixture,
};

struct Key {
  std::string_view name;
  std::string_view takes;      // what is written behind it
  std::string_view otherwise;  // without it; empty: it is needed, or nothing happens
  std::string_view meaning;
};

struct KeyGroup {
  Keys map;
  std::string_view path;  // where such a map stands
  std::vector<Key> keys;
  std::optional<Keys> also;                 // those of this group may stand here, too
  std::vector<std::string_view> not_built;  // keys of the contract that a later version builds
};

/// All of them, each at the position of its Keys.
const std::vector<KeyGroup>& key_groups();

/// What a map of this kind may have: the keys that may also stand there, then its own.
const Schema& schema_of(Keys map);
/// Its own keys alone: of an init in parts, which is no law beside them.
const Schema& own_schema_of(Keys map);

}  // namespace thaw
