// What the scenario says and its author hardly means.
#include "report/sections.hpp"

namespace thaw {

Section warnings_section(const Result& result) {
  if (result.warnings.empty()) return {};
  Listing listing{{}, Tone::alarm};
  for (const Warning& warning : result.warnings) {
    Prose item = Prose(named(warning.key, 400)) + ": " + printable(warning.message, 1000);
    if (!warning.hint.empty()) item = item + " (" + printable(warning.hint, 400) + ")";
    listing.items.push_back(item + ".");
  }
  return {"Warnings", {listing}};
}

}  // namespace thaw
