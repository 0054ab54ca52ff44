#include "scenario/snap_start_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "scenario/keys.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/node_text.hpp"
#include "scenario/quantity.hpp"
#include "workload/sampler.hpp"

namespace thaw {
namespace {

// Measured: Java 475 to 487 ms, a Spring application 182 ms, Python 622 ms, images 377 to 693 ms (public notes, 2026). How far the
// tail goes is not known: chunks of a snapshot that no cache has come from S3, in up to hundreds of ms each.
constexpr double typical_restore_ns = 450e6, long_restore_ns = 1e9;
constexpr std::string_view typical_restore = "lognormal p50 450ms, p99 1s";
constexpr double usual_billed_share = 0.46;  // 182 of 398.97 ms in the log line of AWS's SAM documentation
constexpr Duration least_publishing = seconds(130);

constexpr std::string_view who_may =
    "zip packages on Java 11, Python 3.12 and .NET 8 or newer may have it, and since July 2026 container images of any base";

/// The number that follows the language in a runtime's name, 0 if none does; of Python that behind the point.
int version_of(std::string_view runtime, std::string_view language) {
  if (!runtime.starts_with(language)) return 0;
  const std::string_view digits = runtime.substr(language.size());
  int version = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  const bool managed = end == digits.data() + digits.size() || *end == '.';  // dotnet8-aot is an executable
  return error == std::errc() && managed ? version : 0;
}

bool is_java(const Function& function) {
  return function.package == Package::zip && version_of(function.runtime, "java") >= 11;
}

bool is_python_or_dotnet(const Function& function) {
  return function.package == Package::zip &&
         (version_of(function.runtime, "python3.") >= 12 || version_of(function.runtime, "dotnet") >= 8);
}

/// What the era lacks; empty if SnapStart is there.
std::string_view missing_in_era(const Function& function, const Era& era) {
  if (is_java(function)) return era.snap_start_on_java ? "" : "SnapStart came in November 2022";
  if (is_python_or_dotnet(function)) return era.snap_start_on_others ? "" : "SnapStart came to Python and .NET in November 2024";
  return era.snap_start_on_images ? "" : "SnapStart came to container images in July 2026";
}

std::int64_t shortest_init_ns(const Function& function) {
  std::int64_t sum_ns = Sampler(function.init).min_ns();
  for (const InitPart& part : function.init_parts) sum_ns = std::min(sum_ns + Sampler(part.time).min_ns(), max_draw_ns);
  return sum_ns;
}

void check_publishing(const FunctionGroup& group, FaultList& faults) {
  const Function& function = group.pattern;
  const Duration most = function.timeout == Duration::max() ? seconds(900) : std::max(function.timeout, least_publishing);
  if (shortest_init_ns(function) <= most.ns) return;
  faults.add(group.init_place, fmt::format("an init longer than {} cannot be published for SnapStart", time_text(most)),
             "when a version is published, its init may take 130s or the function's timeout, whichever is longer");
}

void check_group(const FunctionGroup& group, const Era& era, FaultList& faults) {
  const Function& function = group.pattern;
  const Place place = group.snap_start_place;
  if (function.ephemeral_storage_mb > ephemeral_storage_mb_min) {
    faults.add(place, fmt::format("SnapStart does not go with {}MB of ephemeral storage", function.ephemeral_storage_mb),
               "AWS allows 512MB with it; leave out one of the two");
  }
  if (function.provisioned_concurrency) {
    faults.add(place, "SnapStart does not go with provisioned concurrency",
               "AWS allows one of the two for a version; leave out the other");
  }
  check_publishing(group, faults);
  if (function.package == Package::zip && function.runtime.empty()) {
    faults.add(place, "SnapStart depends on the runtime, which is not said",
               fmt::format("write it beside `init`, such as runtime: java21, or package: image; {}", who_may));
    return;
  }
  if (function.package == Package::zip && !is_java(function) && !is_python_or_dotnet(function)) {
    faults.add(place, fmt::format("SnapStart is not offered for zip packages on {}", function.runtime), std::string(who_may));
    return;
  }
  const std::string_view missing = missing_in_era(function, era);
  if (!missing.empty()) {
    faults.add(place, fmt::format("there is no SnapStart for this function in the era {}", era.name),
               fmt::format("{}; write a later era, or leave it out", missing));
  }
}

}  // namespace

std::optional<SnapStart> read_snap_start(const YamlNode& node, const std::string& path, Shown& shown, const ReadContext& context) {
  SnapStart snap_start{lognormal_through(typical_restore_ns, long_restore_ns), usual_billed_share, true};
  shown = {std::string(typical_restore), false};
  if (node.kind == YamlNode::Kind::scalar) {
    if (!read_switch(node, context.faults).value_or(false)) return std::nullopt;
    return snap_start;
  }
  const MapReader map(node, path, schema_of(Keys::snap_start), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  if (const YamlNode* restore = map.value("restore")) {
    const auto read = read_distribution(*restore, map.path_of("restore"), context);
    if (!read) return std::nullopt;
    snap_start.restore = *read;
    shown = {one_line(*restore), true};
  }
  if (const YamlNode* billed = map.value("billed")) {
    snap_start.billed_share = read_quantity(*billed, "a percentage", context.faults, read_probability).value_or(usual_billed_share);
  }
  return snap_start;
}

std::uint32_t read_ephemeral_storage_mb(const YamlNode& node, FaultList& faults) {
  const auto size_mb = read_quantity(node, "a size", faults, read_size_mb);
  if (!size_mb) return ephemeral_storage_mb_min;
  if (*size_mb >= ephemeral_storage_mb_min && *size_mb <= ephemeral_storage_mb_max) return *size_mb;
  faults.add(node.place, fmt::format("{} is no size of Lambda's ephemeral storage", quoted(node.text)), "512MB to 10240MB");
  return ephemeral_storage_mb_min;
}

bool charges_for_snap_start(const Function& function) {
  return !is_java(function);
}

void check_snap_start(const std::vector<FunctionGroup>& groups, const Era& era, FaultList& faults) {
  for (const FunctionGroup& group : groups) {
    if (group.pattern.snap_start) check_group(group, era, faults);
  }
}

}  // namespace thaw
