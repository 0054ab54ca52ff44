#include "contract/offers.hpp"

#include <algorithm>
#include <array>

#include "workload/arrivals.hpp"

namespace thaw::contract {
namespace {

constexpr std::int64_t day_ns = 86'400'000'000'000;

struct Offers {
  World& world;
  std::map<std::pair<std::uint32_t, std::string>, std::uint64_t> ordinals = {};  // by source and function
  std::size_t groups = 0;
  std::int64_t end_ns = 0;
};

Instant drawn_end(Offers& offers) {
  const Instant end{offers.world.scenario.duration ? offers.world.scenario.duration->ns : day_ns};
  offers.end_ns = std::max(offers.end_ns, end.ns);
  return end;
}

ArrivalFrame frame_of(Offers& offers, const Source& source, const std::string& function) {
  return {ArrivalStreams(offers.world.scenario.seed, source.name, function), drawn_end(offers),
          offers.world.scenario.start_unix_ns};
}

void add_request(Offers& offers, std::uint32_t s, const std::string& function, const Row& row, std::size_t group = 0) {
  if (!offers.world.pools.contains(function)) {
    Function made = offers.world.scenario.template_function.value();
    made.name = function;
    offers.world.pools.try_emplace(function, made, offers.world.scenario.seed);
  }
  Request request;
  request.source = s;
  request.function = function;
  request.ordinal = offers.ordinals[{s, function}]++;
  request.row = row;
  // What a warmer's call takes is the warmer's to say.
  if (const auto& service = offers.world.scenario.sources[s].service) request.row.duration_ns = service->ns;
  request.group = group;
  request.counted = row.at_ns >= offers.world.scenario.warmup.ns;
  ++offers.world.pools.at(function).unsettled;
  offers.world.events[{row.at_ns, arrives, function, s, request.ordinal}] = offers.world.requests.size();
  offers.world.requests.push_back(request);
}

void draw_apart(Offers& offers, std::uint32_t s) {
  const Source& source = offers.world.scenario.sources[s];
  const std::vector<double> shares = function_shares(source.functions.size(), source.zipf_exponent);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::string& name = offers.world.scenario.functions[source.functions[i]].name;
    QuantileTables tables;
    ArrivalGenerator arrivals(source.arrivals, shares[i], frame_of(offers, source, name), tables);
    std::array<Row, 1> row;
    while (arrivals.fill(row, drawn_end(offers)) == 1) {
      const std::size_t group = offers.groups++;
      for (std::uint32_t call = 0; call < source.group; ++call) add_request(offers, s, name, row[0], group);
    }
  }
}

void draw_dealt(Offers& offers, std::uint32_t s) {
  const Source& source = offers.world.scenario.sources[s];
  const std::vector<double> shares = function_shares(source.functions.size(), source.zipf_exponent);
  QuantileTables tables;
  ArrivalGenerator arrivals(source.arrivals, 1, frame_of(offers, source, ""), tables);
  const RandomStream deal = deal_stream(offers.world.scenario.seed, source.name);
  std::uint64_t calls = 0;
  std::array<Row, 1> row;
  while (arrivals.fill(row, drawn_end(offers)) == 1) {
    const std::size_t group = offers.groups++;
    for (std::uint32_t call = 0; call < source.group; ++call) {
      const double u = unit(deal.at(calls++));
      std::size_t chosen = 0;
      for (double below = shares[0]; chosen + 1 < shares.size() && u >= below; below += shares[chosen]) ++chosen;
      add_request(offers, s, offers.world.scenario.functions[source.functions[chosen]].name, row[0], group);
    }
  }
}

void read_source(Offers& offers, std::uint32_t s) {
  const Source& source = offers.world.scenario.sources[s];
  offers.world.figures.sources[source.name];
  if (!std::holds_alternative<TraceArrivals>(source.arrivals)) {
    return is_dealt(source) ? draw_dealt(offers, s) : draw_apart(offers, s);
  }
  const Trace& trace = offers.world.traces.at(source.name);
  for (const Row& row : trace.rows) {
    if (offers.world.scenario.duration && row.at_ns >= offers.world.scenario.duration->ns) continue;
    const bool named = !source.functions.empty();
    add_request(offers, s, named ? offers.world.scenario.functions[source.functions[0]].name : trace.names[row.function], row);
    offers.end_ns = std::max(offers.end_ns, row.at_ns);
  }
}

}  // namespace

std::int64_t offer_requests(World& world) {
  Offers offers{world};
  for (std::uint32_t s = 0; s < world.scenario.sources.size(); ++s) read_source(offers, s);
  return world.scenario.duration ? world.scenario.duration->ns : offers.end_ns;
}

}  // namespace thaw::contract
