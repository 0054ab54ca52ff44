#include "scenario/zone_reader.hpp"

#include "scenario/map_reader.hpp"
#include "scenario/quantity.hpp"
#include "scenario/time_zone.hpp"

namespace thaw {

std::optional<std::vector<ZoneStep>> read_zone(const YamlNode& node, std::int64_t start_unix_ns, const ReadContext& context) {
  const auto name = read_text(node, "the name of a time zone", context.faults);
  if (!name) return std::nullopt;
  // From some days before the start, for a clock that has just been put back, to the end of the longest run.
  constexpr std::int64_t day_s = 86'400, second_ns = 1'000'000'000;
  const std::int64_t start_s = start_unix_ns / second_ns;
  const auto steps = context.zones.read(*name, start_s - 4 * day_s, start_s + longest_time.ns / second_ns + day_s);
  if (!steps) context.faults.add(node.place, steps.message, steps.hint);
  return steps.value;
}

}  // namespace thaw
