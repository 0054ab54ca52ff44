#include "scenario/account_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "scenario/keys.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/provisioned_reader.hpp"
#include "scenario/quantity.hpp"
#include "scenario/scaling_reader.hpp"

namespace thaw {
namespace {

constexpr std::int64_t most_concurrency = 1'000'000'000;

/// `10x` of the concurrency, `none`, or a whole number per second.
void read_request_rate(const YamlNode& node, Account& account, WrittenKeys& written, FaultList& faults) {
  written.request_rate = true;
  const auto text = read_text(node, "a request rate", faults);
  if (!text) return;
  if (*text == "none") {
    account.requests_per_s.reset();
    return;
  }
  if (text->ends_with('x')) {
    const auto times = read_whole(text->substr(0, text->size() - 1), 1, 1'000'000);
    if (!times) {
      faults.add(node.place, times.message, "write a whole number of times the concurrency, such as 10x");
      return;
    }
    account.requests_per_s = *times.value * account.concurrency;
    return;
  }
  const auto rate = read_rate(*text);
  if (!rate) {
    faults.add(node.place, rate.message, "write 10x (times the concurrency), none, or a rate such as 500/s");
    return;
  }
  const std::int64_t per = rate.value->per.ns;  // in lowest terms: 500/s is one per 2 ms
  if (seconds(1).ns % per != 0) {
    faults.add(node.place, fmt::format("the request rate {} is not a whole number per second", quoted(*text)),
               "the limit counts attempts in each whole second");
    return;
  }
  account.requests_per_s = static_cast<std::uint64_t>(rate.value->count) * static_cast<std::uint64_t>(seconds(1).ns / per);
}

}  // namespace

void read_account(const YamlNode* node, std::string_view region, Account& account, WrittenKeys& written, FaultList& faults) {
  std::optional<MapReader> map;
  if (node != nullptr) map.emplace(*node, "account", schema_of(Keys::account), faults);
  const YamlNode* concurrency = map ? map->value("concurrency") : nullptr;
  if (concurrency != nullptr) {
    written.concurrency = true;
    const auto read =
        read_quantity(*concurrency, "a number", faults, read_whole, std::uint64_t{1}, std::uint64_t{most_concurrency});
    account.concurrency = read.value_or(1000);
  }
  account.requests_per_s = 10 * account.concurrency;
  const YamlNode* rate = map ? map->value("request_rate") : nullptr;
  if (rate != nullptr) read_request_rate(*rate, account, written, faults);
  const YamlNode* scaling = map ? map->value("scaling_rate") : nullptr;
  if (scaling == nullptr) return;
  written.scaling_rate = true;
  account.scaling_rate = read_scaling_rate(*scaling, region, faults);
}

void check_reservations(const Account& account, const std::vector<FunctionGroup>& groups, FaultList& faults) {
  std::uint64_t reserved = 0;
  for (const FunctionGroup& group : groups) {
    const std::uint64_t units = group.pattern.reserved_concurrency.value_or(0);
    if (group.pattern.reserved_concurrency && group.pattern.initial.running > units) {
      faults.add(group.reserved_place,
                 fmt::format("{} environments of {} run at the start, but it reserves {}", group.pattern.initial.running,
                             quoted(group.name), units),
                 "`reserved_concurrency` is the most that may run");
    }
    reserved += units * group.size();
    if (units == 0 || reserved + least_unreserved_concurrency <= account.concurrency) continue;
    faults.add(
        group.reserved_place,
        fmt::format("with this, functions reserve {} of the account's concurrency of {}", reserved, account.concurrency),
        account.concurrency > least_unreserved_concurrency
            ? fmt::format("at least 100 stay unreserved, so at most {} in all", account.concurrency - least_unreserved_concurrency)
            : "at least 100 stay unreserved: raise account.concurrency above 100");
    return;
  }
}

void check_provisioning(const Account& account, const std::vector<FunctionGroup>& groups, FaultList& faults) {
  std::uint64_t reserved = 0, provisioned = 0;
  for (const FunctionGroup& group : groups)
    reserved += std::uint64_t{group.pattern.reserved_concurrency.value_or(0)} * group.size();
  const std::uint64_t kept = reserved + least_unreserved_concurrency;
  const std::uint64_t most = account.concurrency > kept ? account.concurrency - kept : 0;
  for (const FunctionGroup& group : groups) {
    if (!group.pattern.provisioned_concurrency) continue;
    const std::uint64_t units = most_units(*group.pattern.provisioned_concurrency);
    if (group.pattern.reserved_concurrency) {
      if (units <= *group.pattern.reserved_concurrency) continue;
      faults.add(group.provisioned_place,
                 fmt::format("{} provisions {}, but reserves {}", quoted(group.name), units, *group.pattern.reserved_concurrency),
                 fmt::format("at most what it reserves: 0 to {}", *group.pattern.reserved_concurrency));
      continue;
    }
    provisioned += units * group.size();
    if (units == 0 || provisioned <= most) continue;
    faults.add(group.provisioned_place,
               fmt::format("with this, functions provision {} of the account's unreserved concurrency of {}", provisioned,
                           account.concurrency - std::min(account.concurrency, reserved)),
               most > 0 ? fmt::format("at least 100 stay for running on demand, so at most {} in all", most)
                        : "at least 100 stay for running on demand: raise account.concurrency, or reserve less");
    return;
  }
}

}  // namespace thaw
