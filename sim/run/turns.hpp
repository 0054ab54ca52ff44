// turns.hpp: functions that run together, coupled by limits of the account (3.9, 3.15).
//
// Only an arrival asks what the others leave, and nothing but its own arrivals changes what a function does. So functions take
// turns by their arrivals: the earliest goes first, at one moment by name (3.2), and whoever had its turn is run ahead to its next
// arrival. The shared concurrency is told what is freed or taken meanwhile, and when. A function that may launch environments by
// itself asks at its other events, too, and takes its turn by each.
//
// What always holds: an arrival finds every function where it is at that instant, as far as limits go; nothing happens after the
// last arrival of all before somebody says when the run ends. Costs an invocation: one event pushed and popped for the turn, one
// for what it frees, and the cache lines of its function, which are fetched some turns ahead.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/future_event_set.hpp"
#include "lambda/concurrency.hpp"
#include "run/shared_concurrency.hpp"
#include "thaw/rows.hpp"

namespace thaw {

template <class Run>
class Turns {
 public:
  /// One function. `shared` is null for one that has its own concurrency; one that `asks` may launch without an arrival.
  struct alignas(64) Player {
    Run* run;
    SharedConcurrency* shared;
    bool asks;
    std::span<const Row> rows;  // at hand, in order of arrival
    std::uint32_t member;       // whose it is, to the caller

    /// Everything that it does before its next arrival.
    void run_ahead(std::uint64_t until) {
      if (shared == nullptr) return run->run_before(until);
      while (run->next_when() < until) step();
    }
    /// Its next event.
    void step() {
      const std::uint64_t in_use = run->concurrency().in_use();
      const std::uint64_t when = run->next_when();
      if (asks && shared != nullptr) run->concurrency().set_limit(shared->limit_of(in_use, when));
      run->step();
      if (shared == nullptr) return;
      if (asks) return shared->take(run->concurrency().in_use() - in_use);
      shared->change_at(when, in_use, run->concurrency().in_use());
    }
    [[nodiscard]] bool arrives_next() const {
      return !rows.empty() && moment(rows.front().at_ns, EventClass::arrival) <= run->next_when();
    }
    /// Its next arrival, when that is the earliest of all.
    void arrive() {
      const Row& row = rows.front();
      Concurrency& own = run->concurrency();
      const std::uint64_t in_use = own.in_use();
      if (shared != nullptr) own.set_limit(shared->limit_of(in_use, moment(row.at_ns, EventClass::arrival)));
      run->arrive(row);
      if (shared != nullptr) shared->take(own.in_use() - in_use);
      rows = rows.subspan(1);
    }
  };

  /// Players in order of name.
  explicit Turns(std::vector<Player> players) : players_(std::move(players)) {}

  /// Everything before `limit`, when no rows are left before it.
  void run_to(Instant limit) {
    for (Player& player : players_) enqueue(player, limit);
    while (queue_.size() > 0) {
      Player& player = next();
      player.step();
      enqueue(player, limit);
    }
  }
  /// Until no rows are left before `limit`, or `stopped`. `refill` gives a player that has none the next rows before it.
  template <class Refill, class Stopped>
  void play(Instant limit, Refill refill, Stopped stopped) {
    std::size_t arriving = 0;
    for (Player& player : players_) {
      player.rows = refill(player);
      arriving += player.rows.empty() ? 0U : 1U;
      enqueue(player, limit);
    }
    while (arriving > 0 && !stopped()) {
      Player& player = next();
      if (!player.arrives_next()) {
        player.step();
      } else {
        player.arrive();
        if (player.rows.empty()) player.rows = refill(player);
        arriving -= player.rows.empty() ? 1U : 0U;
      }
      enqueue(player, limit);
    }
  }

 private:
  /// Each has one entry: for its next row or, without rows, for its next event, as that may lie after the end.
  void enqueue(Player& player, Instant limit) {
    std::uint64_t when = player.rows.empty() ? start_of(limit.ns) : moment(player.rows.front().at_ns, EventClass::arrival);
    if (!player.rows.empty() && !player.asks) {
      player.run_ahead(when);
    } else {
      when = std::min(when, player.run->next_when());
      if (when >= start_of(limit.ns)) return;
    }
    const auto rank = static_cast<std::uint32_t>(&player - players_.data());
    queue_.push(Event::of(when, rank, rank));
  }

  Player& next() {
    std::size_t fresh = 0;
    std::array<std::uint32_t, far_turns> ranks;
    const Event* first = queue_.peek_before<far_turns>(never, [&](std::uint32_t rank) { ranks[fresh++] = rank; });
    THAW_CHECK(first != nullptr);
    const std::uint32_t rank = first->slot();
    if (fresh > 0) [[unlikely]] {
      for (std::size_t i = 0; i < fresh; ++i) fetch_player(ranks[i]);
      for (std::size_t i = 0; i < std::min(fresh, middle_turns); ++i) fetch_run(ranks[i]);
      for (std::size_t i = 0; i < std::min(fresh, near_turns); ++i) players_[ranks[i]].run->prefetch_reached();
    }
    queue_.look_ahead<far_turns>([this](std::uint32_t coming) { fetch_player(coming); });
    queue_.look_ahead<middle_turns>([this](std::uint32_t coming) { fetch_run(coming); });
    queue_.look_ahead<near_turns>([this](std::uint32_t coming) { players_[coming].run->prefetch_reached(); });
    queue_.pop();
    return players_[rank];
  }
  void fetch_player(std::uint32_t rank) const { __builtin_prefetch(&players_[rank], 1); }
  void fetch_run(std::uint32_t rank) const {
    const Player& player = players_[rank];
    __builtin_prefetch(player.rows.data());
    player.run->prefetch();
  }

  // So many turns ahead a function's cache lines are fetched, each time those that the ones before lead to.
  static constexpr std::size_t far_turns = 18, middle_turns = 12, near_turns = 5;

  std::vector<Player> players_;
  FutureEventSet queue_{32};
};

}  // namespace thaw
