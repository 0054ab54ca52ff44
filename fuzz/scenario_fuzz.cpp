// scenario_fuzz.cpp: no bytes, as a scenario with settings, may do more than be refused.
//
// The input is a scenario, then for each zero byte one --set behind it. Whatever is refused must be refused as Faults with
// something to say, printable; whatever is accepted must keep the limits that thaw/scenario.hpp promises.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/scenario_file.hpp"
#include "thaw/check.hpp"
#include "thaw/diagnostic.hpp"

namespace {

void check_faults(const thaw::Faults& faults) {
  THAW_CHECK(!faults.list().empty());
  THAW_CHECK(faults.list().size() <= thaw::max_faults);
  for (const thaw::Diagnostic& fault : faults.list()) {
    THAW_CHECK(!fault.message.empty());
    for (const char c : thaw::to_text(fault)) THAW_CHECK(c == '\n' || static_cast<unsigned char>(c) >= 0x20U);
  }
}

void check_scenario(const thaw::Scenario& scenario) {
  THAW_CHECK(scenario.functions.size() <= thaw::max_functions);
  THAW_CHECK(!scenario.sources.empty());
  for (const thaw::Function& function : scenario.functions) {
    THAW_CHECK(function.memory_mb >= thaw::memory_mb_min && function.memory_mb <= thaw::memory_mb_max);
    THAW_CHECK(function.error_probability >= 0 && function.error_probability <= 1);
    THAW_CHECK(function.timeout.ns > 0);
    THAW_CHECK(function.init_parts.size() <= thaw::max_init_parts);
    if (!function.service_at) continue;
    THAW_CHECK(function.service_at->cpu_share >= 0 && function.service_at->cpu_share <= 1);
    THAW_CHECK(function.service_at->threads >= 1 && function.service_at->speed > 0);
  }
  for (const thaw::Source& source : scenario.sources) {
    for (const std::uint32_t index : source.functions) THAW_CHECK(index < scenario.functions.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> parts;
  while (parts.size() < 8) {
    const std::size_t end = rest.find('\0');
    parts.emplace_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  const std::vector<std::string> settings(parts.begin() + 1, parts.end());
  try {
    check_scenario(thaw::parse_scenario(parts[0], "fuzz.yaml", "no-such-folder", settings));
  } catch (const thaw::Faults& faults) {
    check_faults(faults);
  }
  return 0;
}
