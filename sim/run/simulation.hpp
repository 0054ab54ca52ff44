// simulation.hpp: all functions of a scenario, run apart or together (3.15), and what they add up to.
//
// Time is taken in stretches that end where a window of the grid or a chunk of merged rows does. Within a stretch each
// function runs alone from its beginning to its end; or, if a limit of the account couples them, from one of its arrivals to
// the next, the function with the earliest arrival going first. Both ways execute the same code for every event and give the same
// figures.
#pragma once

#include <exception>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lambda/function_run.hpp"
#include "run/account_limits.hpp"
#include "run/arrival_feed.hpp"
#include "run/harvest.hpp"
#include "run/merged_rows.hpp"
#include "run/turns.hpp"
#include "thaw/run.hpp"

namespace thaw {

/// Some sum over functions exceeded a limit of the account: run them together.
class Coupled : public std::exception {};

struct SimulationMode {
  bool together = false;
  bool whole_traces = false;  // merged traces are read to their end before the first row is taken
};

template <class Watcher>
class Simulation {
 public:
  Simulation(const Scenario& scenario, TraceOpener& traces, const RunOptions& options, SimulationMode mode);
  /// Throws Coupled or NotInOrder where another mode is needed, and Faults.
  Result run();

 private:
  /// One function with its requests.
  struct Member {
    Function settings;
    std::vector<std::uint32_t> sources;          // indices in Scenario::sources that may call it
    std::vector<std::uint32_t> groups;           // indices in Scenario::groups that it is in
    std::vector<stats::LevelGrid*> group_grids;  // and that of unreserved concurrency, if it is in there
    std::unique_ptr<ArrivalFeed> feed;
    OwnLimits limits;
    std::unique_ptr<FunctionRun<Watcher>> run;
    std::vector<Row> scratch;  // rows at hand, when together
  };
  struct Dealer {
    std::uint32_t source;
    MergedRows rows;
    std::vector<std::size_t> members;  // by the row's function
  };

  using Player = typename Turns<FunctionRun<Watcher>>::Player;

  void add_member(const Function& settings);
  void open_sources();
  ArrivalGenerator drawn_arrivals(const Source& source, std::string_view function, double share);
  void open_drawn(std::uint32_t source);
  void open_recorded(std::uint32_t source);
  std::size_t member_named(const std::string& name, std::uint32_t source);
  Member& member_of(Dealer& dealer, std::uint32_t function);
  std::size_t position(const Member& member, std::uint32_t source) const;
  void start(Member& member);
  std::vector<CallGroups*> call_groups_of(const Member& member) const;
  Watcher watcher_of(const Member& member, const std::vector<std::string>& source_names) const;

  Instant drawn_end() const;
  Instant trace_end() const;
  Instant end_of_arrivals() const;
  bool end_is_known() const;
  bool single_pass() const;
  bool more_arrivals() const;
  void next_chunk(Dealer& dealer, Instant limit);
  Instant deal(Instant from, Instant limit);
  void advance_apart(Instant limit, bool everyone);
  void advance_member(Member& member, Instant limit);
  void advance_together(Instant limit);
  Turns<FunctionRun<Watcher>> turns();
  std::span<const Row> next_rows(Member& member, Instant limit);
  void close_window();
  void sweep(Instant until);
  void conclude(Member& member, Instant end);
  void conclude_all(Instant end);
  bool stopped();
  void count(std::size_t rows, Instant at);
  [[nodiscard]] std::optional<double> part_done(Instant at) const;
  void note_ends_of_traces();
  [[nodiscard]] Duration measured() const;
  Result result();

  const Scenario& scenario_;
  TraceOpener& traces_;
  RunOptions options_;
  SimulationMode mode_;
  QuantileTables tables_;
  std::vector<std::unique_ptr<Member>> members_;
  std::map<std::string, std::size_t> by_name_;
  std::vector<std::vector<std::uint32_t>> callers_;  // by function of the scenario: the sources that name it
  std::vector<std::uint32_t> naming_sources_;        // those whose traces name their functions
  std::vector<Dealer> dealers_;
  std::vector<std::unique_ptr<CallGroups>> call_groups_;  // by source; null for those whose arrivals make one call each
  std::unique_ptr<stats::LevelGrid> grid_;
  std::vector<std::unique_ptr<stats::LevelGrid>> group_grids_;  // by group; they have the cells and windows of grid_
  std::unique_ptr<stats::LevelGrid> unreserved_grid_;           // of functions without reserved concurrency, if some have it
  stats::SeriesRecorder series_;
  Harvest harvest_;
  Workspace spare_;  // of the function that ended last
  AccountLimits limits_;
  std::vector<Row> scratch_;
  bool stopped_ = false;
  std::uint64_t counted_rows_ = 0, next_report_ = 0;
  std::size_t passes_ = 1, passes_done_ = 0;  // over the time simulated, for part_done
  Instant end_;
  std::optional<std::int64_t> trace_start_;  // the date of instant 0, if the first trace that has dates gives it
};

extern template class Simulation<NoWatch>;
extern template class Simulation<Watch>;

}  // namespace thaw
