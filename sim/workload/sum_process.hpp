// sum_process.hpp: the arrivals of several laws as one, in order of time; at one instant in the order of the laws.
//
// Each law runs by itself on streams of its own, so that a law more at the end changes no arrival of the others. An arrival costs
// what its law asks and a comparison for each law, 1 ns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "workload/arrival_process.hpp"
#include "workload/cron_process.hpp"

namespace thaw {

/// Of one law.
using LawProcess =
    std::variant<RenewalProcess, ConstantProcess, ChangingProcess<ProfilePieces>, ChangingProcess<PhasePieces>, CronProcess>;

class SumProcess {
 public:
  SumProcess(std::vector<LawProcess> laws, Instant end) : end_ns_(end.ns) {
    for (LawProcess& law : laws) {
      Part part{std::move(law), 0};
      advance(part);
      parts_.push_back(std::move(part));
    }
  }

  std::int64_t after(std::int64_t) {
    Part* first = &parts_.front();
    for (Part& part : parts_) {
      if (part.next_ns < first->next_ns) first = &part;
    }
    const std::int64_t at_ns = first->next_ns;
    if (at_ns >= end_ns_) return end_ns_;
    advance(*first);
    return at_ns;
  }

 private:
  struct Part {
    LawProcess law;
    std::int64_t next_ns;
  };
  static void advance(Part& part) {
    part.next_ns = std::visit([&part](auto& law) { return law.after(part.next_ns); }, part.law);
  }

  std::vector<Part> parts_;
  std::int64_t end_ns_;
};

}  // namespace thaw
