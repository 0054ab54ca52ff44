#include "lambda/function_plan.hpp"

#include <algorithm>

namespace thaw {
namespace {

/// The limit of environments on demand does not hold for an init made ahead of time: AWS gives it 130 s, or the timeout.
Duration provisioned_init_limit(const Function& function) {
  return std::max(seconds(130), function.timeout);
}

}  // namespace

FunctionPlan::FunctionPlan(const Function& function, const std::vector<std::string>& sources, std::uint64_t seed,
                           QuantileTables& tables, Duration init_limit, bool no_request_limit)
    : name(function.name),
      memory_mb(static_cast<std::uint16_t>(function.memory_mb)),
      timeout_ns(function.timeout.ns),
      init_limit_ns(function.snap_start ? restore_limit.ns : init_limit.ns),
      error_probability(function.error_probability),
      crash_probability(function.crash_probability),
      init_error_probability(function.init_error_probability),
      bound(function.assignment == Assignment::bound),
      pick(function.pick),
      initial(function.initial),
      has_service(function.service.has_value()),
      has_cold_service(function.cold_service.has_value()),
      has_peak_memory(function.peak_memory.has_value()),
      may_fail(has_peak_memory || error_probability > 0 || crash_probability > 0 || init_error_probability > 0 ||
               function.snap_start.has_value()),
      has_max_life(function.max_life.has_value()),
      restores(function.snap_start.has_value()),
      billed_restore_share(restores ? function.snap_start->billed_share : 0),
      keep_alive_policy(function.keep_alive_policy),
      provisioned(function.provisioned_concurrency),
      provisioned_init_limit_ns(init_limit == Duration::max() ? init_limit.ns : provisioned_init_limit(function).ns),
      unlimited_requests(no_request_limit),
      service(function.service.value_or(Constant{}), tables),
      cold_service(function.cold_service.value_or(Constant{}), tables),
      placement(function.placement, tables),
      init(function.init, tables),
      keep_alive(function.keep_alive, tables),
      max_life(function.max_life.value_or(Constant{}), tables),
      peak_memory(function.peak_memory.value_or(Sizes{Constant{}}).bytes, tables),
      restore(restores ? function.snap_start->restore : Distribution(Constant{}), tables),
      allocation_delay(provisioned ? provisioned->allocation_delay : Distribution(Constant{}), tables),
      service_at(function.service_at),
      environment_streams(seed, function.name) {
  for (const std::string& source : sources) request_streams.emplace_back(seed, source, function.name);
  for (const InitPart& part : function.init_parts) {
    init_parts.push_back({Sampler(part.time, tables), init_part_stream(seed, function.name, part.name)});
  }
}

std::int64_t FunctionPlan::init_ns(std::uint64_t number) const {
  std::int64_t sum_ns = init.draw_ns(environment_streams.init.at(number));
  for (const PartOfInit& part : init_parts) sum_ns = std::min(sum_ns + part.time.draw_ns(part.stream.at(number)), max_draw_ns);
  return sum_ns;
}

RunEnd FunctionPlan::end_of(Request request) const {
  constexpr std::int64_t bytes_per_mb = 1'048'576;
  const RequestStreams& streams = request_streams[request.source];
  if (has_peak_memory && peak_memory.draw_ns(streams.peak_memory.at(request.ordinal)) > request.memory_mb * bytes_per_mb) {
    return RunEnd::out_of_memory;
  }
  if (crash_probability > 0 && unit(streams.crash.at(request.ordinal)) < crash_probability) return RunEnd::crash;
  return error_probability > 0 && unit(streams.error.at(request.ordinal)) < error_probability ? RunEnd::error : RunEnd::succeeded;
}

}  // namespace thaw
