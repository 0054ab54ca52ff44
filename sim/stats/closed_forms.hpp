// closed_forms.hpp: exact results for cases that theory can solve, to judge a simulation by and to plan with.
//
// Rates are per second, times in seconds. Poisson arrivals throughout; "cold = warm" means that a cold start takes no extra
// time. Accurate to about eight digits; C library functions are used, so the last bits may differ between machines: no
// figure of a run may come from here. Parameters are positive unless said otherwise (checked).
#pragma once

namespace thaw::stats {

/// Share of calls lost with `servers` places and an offered load of `offered` (rate x mean time), any service law. (Erlang B)
double erlang_b(int servers, double offered);

/// Share of calls that wait with `servers` places and a queue, exponential service; `offered` below `servers`. (Erlang C)
double erlang_c(int servers, double offered);

/// Mean wait in that queue, over all calls, in units of the mean service time.
double erlang_c_mean_wait(int servers, double offered);

/// P(k busy) with unlimited places, any service law: Poisson with mean `offered`; k from 0. (M/G/infinity)
double busy_probability(int k, double offered);

/// What a pool of environments settles to.
struct Pool {
  double cold_share = 0;    // of arrivals
  double environments = 0;  // mean number alive
  double idle = 0;          // mean number idle
};

/// Most recently used first, fixed idle timeout, cold = warm, exponential service: the pool is the largest busy count of the last
/// `idle_timeout_s`, and an arrival is cold if that is not above the count that it finds. A few milliseconds for a pool of
/// ten, a second for a hundred.
Pool mru_pool(double rate_per_s, double service_s, double idle_timeout_s);

/// Mean cold starts in (0, span_s] from an empty start, no environment reclaimed meanwhile: the mean of the largest busy count.
double cold_starts_from_empty(double rate_per_s, double service_s, double span_s);

/// Exponential idle timeout, exponential service with different means cold and warm, requests bound to the environment that they
/// start. Does not depend on which idle environment is picked. By the chain of (cold running, warm running, idle): for
/// pools of up to about 30, since its states grow with the cube.
Pool exponential_idle_pool(double rate_per_s, double warm_service_s, double cold_service_s, double mean_idle_timeout_s);

/// One environment, calls during its work dropped, any service law.
struct OneEnvironment {
  double cold_share = 0;      // of accepted calls
  double mean_service_s = 0;  // of accepted calls
  double rejected_share = 0;  // of all calls
  double alive = 0;           // share of time that the environment exists
};

OneEnvironment one_environment(double rate_per_s, double warm_service_s, double cold_service_s, double idle_timeout_s);

}  // namespace thaw::stats
