// streams.hpp: the names of all random streams of a run (design note 3.10), in one place.
//
// Request streams are indexed by the request's ordinal within (source, function), from 0; environment streams by the
// environment's number, from 1. The judge in tests/ draws from the same streams, so that engine and reference can agree.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/random_stream.hpp"

namespace thaw {

struct RequestStreams {
  RandomStream service, cold_service, error, pick, peak_memory, crash;  // pick is indexed by (ordinal, attempt from 1)

  RequestStreams(std::uint64_t seed, std::string_view source, std::string_view function)
      : service(seed, {"service", source, function}),
        cold_service(seed, {"cold_service", source, function}),
        error(seed, {"error", source, function}),
        pick(seed, {"pick", source, function}),
        peak_memory(seed, {"peak_memory", source, function}),
        crash(seed, {"crash", source, function}) {}
};

struct EnvironmentStreams {
  // idle is indexed by (number, idle period from 0), init_error by (number, init of this environment from 0), allocation by the
  // increase of provisioned concurrency from 0
  RandomStream placement, init, init_error, restore, idle, life, initial_service, allocation;

  EnvironmentStreams(std::uint64_t seed, std::string_view function)
      : placement(seed, {"placement", function}),
        init(seed, {"init", function}),
        init_error(seed, {"init_error", function}),
        restore(seed, {"restore", function}),
        idle(seed, {"idle", function}),
        life(seed, {"life", function}),
        initial_service(seed, {"initial_service", function}),
        allocation(seed, {"allocation", function}) {}
};

/// One part of a composed init, by the environment's number; the runtime's part is EnvironmentStreams::init.
inline RandomStream init_part_stream(std::uint64_t seed, std::string_view function, std::string_view part) {
  return {seed, {"init", function, part}};
}

/// Arrivals of one source at one function; of a whole source that deals its requests out, where the function is empty.
struct ArrivalStreams {
  RandomStream gap, thin, phase, turn;  // by arrival (or candidate); by candidate; by phase, both; all from 0

  ArrivalStreams(std::uint64_t seed, std::string_view source, std::string_view function)
      : gap(seed, {"gap", source, function}),
        thin(seed, {"thin", source, function}),
        phase(seed, {"phase", source, function}),
        turn(seed, {"turn", source, function}) {}
  /// Of the k-th law of a sum: another one behind it changes nothing.
  [[nodiscard]] ArrivalStreams of_law(std::uint64_t k) const {
    ArrivalStreams part = *this;
    for (RandomStream ArrivalStreams::* stream :
         {&ArrivalStreams::gap, &ArrivalStreams::thin, &ArrivalStreams::phase, &ArrivalStreams::turn})
      part.*stream = (this->*stream).of(k);
    return part;
  }
};

/// Which function the k-th arrival of a source that deals its requests out goes to.
inline RandomStream deal_stream(std::uint64_t seed, std::string_view source) {
  return {seed, {"deal", source}};
}

}  // namespace thaw
