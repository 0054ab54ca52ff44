#include "report/keep_alive_members.hpp"

#include <string>
#include <string_view>
#include <variant>

#include "report/law_members.hpp"

namespace thaw {
namespace {

constexpr std::string_view kind_of(const KeepForever& /*policy*/) {
  return "forever";
}
constexpr std::string_view kind_of(const KeepByRank& /*policy*/) {
  return "rank";
}
constexpr std::string_view kind_of(const KeepByHalving& /*policy*/) {
  return "halving";
}
constexpr std::string_view kind_of(const KeepByHistogram& /*policy*/) {
  return "histogram";
}
constexpr std::string_view kind_of(const KeepByOwn& /*policy*/) {
  return "own";
}

// `Policy` is const where it is written.

template <class Block, class Policy>
void parameters(Block& block, Policy& policy) {
  if constexpr (requires { policy.last; }) {
    block.milliseconds_of("last_ms", policy.last);
    block.milliseconds_of("spares_ms", policy.spares);
  } else if constexpr (requires { policy.period; }) {
    block.milliseconds_of("period_ms", policy.period);
  } else if constexpr (requires { policy.range; }) {
    block.milliseconds_of("range_ms", policy.range);
    block.count("samples", policy.samples);
  } else if constexpr (requires { policy.name; }) {
    block.string("name", policy.name);
  }
}

template <class Policy>
bool read_if_kind(SavedBlock& block, std::string_view kind, Function& function) {
  Policy policy{};
  if (kind != kind_of(policy)) return false;
  parameters(block, policy);
  function.keep_alive = Constant{};
  function.keep_alive_policy = policy;
  return true;
}

}  // namespace

void keep_alive_members(WrittenBlock& block, const Function& function) {
  if (!function.keep_alive_policy) return members(block, function.keep_alive);
  std::visit(
      [&](const auto& policy) {
        block.string("kind", kind_of(policy));
        parameters(block, policy);
      },
      *function.keep_alive_policy);
}

void keep_alive_members(SavedBlock& block, Function& function) {
  // What is no policy is a law, or has its faults told as one.
  const JsonTree& tree = block.document().tree();
  const auto member = block.member_if_any("kind");
  const std::string kind = member && tree.kind(*member) == JsonKind::string ? tree.string(*member) : std::string();
  if (read_if_kind<KeepForever>(block, kind, function) || read_if_kind<KeepByRank>(block, kind, function) ||
      read_if_kind<KeepByHalving>(block, kind, function) || read_if_kind<KeepByHistogram>(block, kind, function) ||
      read_if_kind<KeepByOwn>(block, kind, function)) {
    return;
  }
  members(block, function.keep_alive);
}

}  // namespace thaw
