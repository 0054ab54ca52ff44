// What the scenario does not say, and what was taken instead.
#include "report/sections.hpp"

namespace thaw {

Section assumptions_section(const Result& result) {
  if (result.assumptions.empty()) return {};
  Listing listing{{}, Tone::dim};
  for (const Assumption& a : result.assumptions) {
    Prose item = Prose(named(a.key, 100)) + " = " + named(a.value);
    if (!a.why.empty()) item = item + " (" + printable(a.why, 1000) + ")";
    listing.items.push_back(item);
  }
  return {"Assumed, since the scenario does not say", {listing}};
}

}  // namespace thaw
