#include "stats/closed_forms.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/SparseLU>
#include <cmath>
#include <vector>

#include "thaw/check.hpp"

namespace thaw::stats {
namespace {

constexpr double negligible = 1e-13;

double square_root_of_poisson(int k, double mean) {
  return std::exp((k * std::log(mean) - mean - std::lgamma(k + 1.0)) / 2);
}

/// The busy count of M/M/infinity until it first exceeds `top`, as a symmetric matrix: with r_i the square root of the
/// stationary probability of i, the chance of going i to j without exceeding top is r_j / r_i exp(S t)_ij.
class Passage {
 public:
  Passage(double rate, double service, int top) : root_(top + 1) {
    Eigen::VectorXd diagonal(top + 1);
    Eigen::VectorXd beside(top);
    for (int i = 0; i <= top; ++i) {
      diagonal[i] = -(rate + i / service);
      root_[i] = square_root_of_poisson(i, rate * service);
    }
    for (int i = 0; i < top; ++i) {
      beside[i] = std::sqrt(rate * (i + 1) / service);
    }
    solver_.computeFromTridiagonal(diagonal, beside);
    THAW_CHECK(solver_.info() == Eigen::Success);
  }

  /// P(i busy in equilibrium, and not above top for a time t) for each i.
  [[nodiscard]] Eigen::VectorXd staying(double t) const {
    const auto& vectors = solver_.eigenvectors();
    const Eigen::VectorXd decay = (solver_.eigenvalues() * t).array().exp();
    return root_.cwiseProduct(vectors * decay.cwiseProduct(vectors.transpose() * root_));
  }

  /// The same given that the start is empty.
  [[nodiscard]] double staying_from_empty(double t) const { return staying(t)[0] / (root_[0] * root_[0]); }

 private:
  Eigen::VectorXd root_;
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver_;
};

/// States (cold running, warm running, idle) with at most `largest` environments, numbered densely.
class PoolStates {
 public:
  explicit PoolStates(int largest) : largest_(largest), side_(largest + 1), number_(cube(), -1) {
    for (int cold = 0; cold <= largest; ++cold) {
      for (int warm = 0; cold + warm <= largest; ++warm) {
        for (int idle = 0; cold + warm + idle <= largest; ++idle) {
          number_[place(cold, warm, idle)] = static_cast<int>(states_.size());
          states_.push_back({cold, warm, idle});
        }
      }
    }
  }

  struct State {
    int cold, warm, idle;
  };
  [[nodiscard]] const std::vector<State>& all() const { return states_; }
  [[nodiscard]] bool full(const State& s) const { return s.cold + s.warm + s.idle == largest_; }
  [[nodiscard]] int number(int cold, int warm, int idle) const { return number_[place(cold, warm, idle)]; }

 private:
  [[nodiscard]] std::size_t cube() const { return static_cast<std::size_t>(side_) * static_cast<std::size_t>(side_ * side_); }
  [[nodiscard]] std::size_t place(int cold, int warm, int idle) const {
    return static_cast<std::size_t>((cold * side_ + warm) * side_ + idle);
  }

  int largest_, side_;
  std::vector<int> number_;
  std::vector<State> states_;
};

struct PoolRates {
  double arrival, warm_end, cold_end, expiry;
};

/// Calls flow(to, rate) for each way out of a state; an arrival that finds the truncated pool full is left out.
template <class Flow>
void each_flow(const PoolStates& states, const PoolStates::State& s, const PoolRates& rates, Flow flow) {
  if (s.idle > 0) {
    flow(states.number(s.cold, s.warm + 1, s.idle - 1), rates.arrival);
    flow(states.number(s.cold, s.warm, s.idle - 1), s.idle * rates.expiry);
  } else if (!states.full(s)) {
    flow(states.number(s.cold + 1, s.warm, 0), rates.arrival);
  }
  if (s.cold > 0) {
    flow(states.number(s.cold - 1, s.warm, s.idle + 1), s.cold * rates.cold_end);
  }
  if (s.warm > 0) {
    flow(states.number(s.cold, s.warm - 1, s.idle + 1), s.warm * rates.warm_end);
  }
}

/// Balance of flows in each state but the first, whose equation says that probabilities add up to one.
Eigen::VectorXd stationary(const PoolStates& states, const PoolRates& rates) {
  const auto n = static_cast<int>(states.all().size());
  std::vector<Eigen::Triplet<double>> entries;
  for (int from = 0; from < n; ++from) {
    entries.emplace_back(0, from, 1.0);
    each_flow(states, states.all()[static_cast<std::size_t>(from)], rates, [&](int to, double rate) {
      if (to != 0) {
        entries.emplace_back(to, from, rate);
      }
      if (from != 0) {
        entries.emplace_back(from, from, -rate);
      }
    });
  }
  Eigen::SparseMatrix<double> balance(n, n);
  balance.setFromTriplets(entries.begin(), entries.end());
  Eigen::VectorXd right = Eigen::VectorXd::Zero(n);
  right[0] = 1;
  Eigen::SparseLU<Eigen::SparseMatrix<double>> solver(balance);
  THAW_CHECK(solver.info() == Eigen::Success);
  return solver.solve(right);
}

/// Smallest pool that is exceeded so rarely that cutting there does not show: a pool grows only when all of it is busy.
int largest_pool(double rate, double service, double kept) {
  const double offered = rate * service;
  int size = static_cast<int>(offered) + 1;
  while (busy_probability(size, offered) * (1 + rate * kept) > negligible) {
    ++size;
  }
  return size;
}

}  // namespace

double erlang_b(int servers, double offered) {
  THAW_CHECK(servers >= 0 && offered > 0);
  double lost = 1;
  for (int i = 1; i <= servers; ++i) {
    lost = offered * lost / (i + offered * lost);
  }
  return lost;
}

double erlang_c(int servers, double offered) {
  THAW_CHECK(servers >= 1 && offered < servers);
  const double lost = erlang_b(servers, offered);
  return servers * lost / (servers - offered * (1 - lost));
}

double erlang_c_mean_wait(int servers, double offered) {
  return erlang_c(servers, offered) / (servers - offered);
}

double busy_probability(int k, double offered) {
  THAW_CHECK(k >= 0 && offered > 0);
  const double root = square_root_of_poisson(k, offered);
  return root * root;
}

Pool mru_pool(double rate_per_s, double service_s, double idle_timeout_s) {
  THAW_CHECK(rate_per_s > 0 && service_s > 0 && idle_timeout_s > 0);
  Pool pool;
  double larger = 1;
  for (int size = 0; larger > negligible; ++size) {
    const Eigen::VectorXd staying = Passage(rate_per_s, service_s, size).staying(idle_timeout_s);
    larger = 1 - staying.sum();
    pool.environments += larger;
    pool.cold_share += staying[size];
  }
  pool.idle = pool.environments - rate_per_s * service_s;
  return pool;
}

double cold_starts_from_empty(double rate_per_s, double service_s, double span_s) {
  THAW_CHECK(rate_per_s > 0 && service_s > 0 && span_s > 0);
  double mean = 0;
  double larger = 1;
  for (int top = 0; larger > negligible; ++top) {
    larger = 1 - Passage(rate_per_s, service_s, top).staying_from_empty(span_s);
    mean += larger;
  }
  return mean;
}

Pool exponential_idle_pool(double rate_per_s, double warm_service_s, double cold_service_s, double mean_idle_timeout_s) {
  THAW_CHECK(rate_per_s > 0 && warm_service_s > 0 && cold_service_s > 0 && mean_idle_timeout_s > 0);
  const int largest = largest_pool(rate_per_s, std::fmax(warm_service_s, cold_service_s), mean_idle_timeout_s);
  constexpr int feasible = 50;
  THAW_CHECK(largest <= feasible);
  const PoolStates states(largest);
  const PoolRates rates{rate_per_s, 1 / warm_service_s, 1 / cold_service_s, 1 / mean_idle_timeout_s};
  const Eigen::VectorXd probability = stationary(states, rates);
  Pool pool;
  for (std::size_t i = 0; i < states.all().size(); ++i) {
    const PoolStates::State& s = states.all()[i];
    const double p = probability[static_cast<Eigen::Index>(i)];
    pool.cold_share += s.idle == 0 ? p : 0;
    pool.environments += p * (s.cold + s.warm + s.idle);
    pool.idle += p * s.idle;
  }
  return pool;
}

OneEnvironment one_environment(double rate_per_s, double warm_service_s, double cold_service_s, double idle_timeout_s) {
  THAW_CHECK(rate_per_s > 0 && warm_service_s > 0 && cold_service_s > 0 && idle_timeout_s > 0);
  OneEnvironment one;
  one.cold_share = std::exp(-rate_per_s * idle_timeout_s);
  one.mean_service_s = warm_service_s + one.cold_share * (cold_service_s - warm_service_s);
  const double busy = rate_per_s * one.mean_service_s;
  one.rejected_share = busy / (1 + busy);
  one.alive = (one.mean_service_s + (1 - one.cold_share) / rate_per_s) / (one.mean_service_s + 1 / rate_per_s);
  return one;
}

}  // namespace thaw::stats
