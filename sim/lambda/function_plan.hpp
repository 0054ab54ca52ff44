// function_plan.hpp: a function's draws and settings made ready, shared by nothing, so that draws cost no look-up.
//
// What always holds: a draw depends on the seed, names and ordinals alone (3.10). Made once for each function of a run: some
// microseconds and a few hundred bytes; tables of laws are shared through the QuantileTables given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lambda/environment.hpp"
#include "thaw/scenario.hpp"
#include "workload/sampler.hpp"
#include "workload/streams.hpp"

namespace thaw {

struct FunctionPlan {
  /// `init_limit` is that of environments on demand, max() if there is none. Restores have one of their own.
  FunctionPlan(const Function& function, const std::vector<std::string>& sources, std::uint64_t seed, QuantileTables& tables,
               Duration init_limit = Duration::max(), bool unlimited_requests = false);

  /// The init of an environment: a draw for each of its parts.
  [[nodiscard]] std::int64_t init_ns(std::uint64_t number) const;
  /// Its restore, where SnapStart makes that instead.
  [[nodiscard]] std::int64_t restore_ns(std::uint64_t number) const {
    return restore.draw_ns(environment_streams.restore.at(number));
  }
  /// How a run ends that its timeout does not end.
  [[nodiscard]] RunEnd end_of(Request request) const;
  /// An init of this environment ends in an error: 0 is the one before it is ready, then those within its runs.
  [[nodiscard]] bool init_errs(std::uint64_t number, std::uint32_t which) const {
    return init_error_probability > 0 && unit(environment_streams.init_error.at(number, which)) < init_error_probability;
  }

  struct PartOfInit {
    Sampler time;
    RandomStream stream;
  };

  std::string name;
  std::uint16_t memory_mb;
  std::int64_t timeout_ns, init_limit_ns;
  double error_probability, crash_probability, init_error_probability;
  bool bound;
  Pick pick;
  Initial initial;
  bool has_service, has_cold_service, has_peak_memory;
  bool may_fail;  // other than by timeout
  bool has_max_life;
  bool restores;  // SnapStart
  double billed_restore_share;
  std::optional<KeepAlivePolicy> keep_alive_policy;  // instead of keep_alive
  std::optional<ProvisionedConcurrency> provisioned;
  std::int64_t provisioned_init_limit_ns;
  bool unlimited_requests;  // of provisioned concurrency, as the account's rate is
  Sampler service, cold_service, placement, init, keep_alive, max_life, peak_memory, restore, allocation_delay;
  std::vector<PartOfInit> init_parts;  // beside `init`
  std::optional<ServiceAt> service_at;
  EnvironmentStreams environment_streams;
  std::vector<RequestStreams> request_streams;  // by position among the function's sources
};

}  // namespace thaw
