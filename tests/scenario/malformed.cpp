#include "scenario/malformed.hpp"

#include <catch2/catch.hpp>

#include "scenario/scenario_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw::test {

void check_refused(const std::vector<Malformed>& list) {
  for (const Malformed& one : list) {
    CAPTURE(one.text, one.settings);
    try {
      parse_scenario(one.text, "s.yaml", "", one.settings);
      FAIL_CHECK("it was accepted");
    } catch (const Faults& faults) {
      CHECK(static_cast<int>(faults.status()) == one.status);
      CHECK(faults.list().size() == one.faults.size());
      for (std::size_t i = 0; i < faults.list().size() && i < one.faults.size(); ++i) {
        const Diagnostic& found = faults.list()[i];
        CHECK(found.file + ":" + std::to_string(found.line) + ":" + std::to_string(found.column) == one.faults[i].place);
        CHECK(found.message == one.faults[i].message);
        CHECK(found.hint == one.faults[i].hint);
      }
      for (const Diagnostic& fault : faults.list()) CHECK(fault.column <= fault.excerpt.size() + 1);
    }
  }
}

}  // namespace thaw::test
