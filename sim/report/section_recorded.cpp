// Cold starts that a trace recorded against those that the model predicts.
#include <fmt/format.h>

#include "report/human_number.hpp"
#include "report/sections.hpp"

namespace thaw {

namespace {

std::string comparison(const Recorded& r) {
  std::string text = fmt::format(": of {} {} were recorded cold, {} are predicted so, {} are both", counted(r.rows, "row"),
                                 with_thousands(r.cold), with_thousands(r.predicted), with_thousands(r.both));
  if (r.precision) text += fmt::format("; precision {}", percent(r.both, r.predicted));
  if (r.recall) text += fmt::format("{} recall {}", r.precision ? "," : ";", percent(r.both, r.cold));
  return text + ".";
}

}  // namespace

Section recorded_section(const Result& result) {
  Section section{"Cold starts, recorded against predicted", {}};
  for (const auto& [name, source] : result.sources) {
    if (source.recorded) section.blocks.emplace_back(Paragraph{Prose(named(name, 60)) + comparison(*source.recorded)});
  }
  if (section.blocks.empty()) return {};
  section.blocks.emplace_back(
      Paragraph{"The first row of each function is left out, since what came before it is not known.", Tone::dim});
  return section;
}

}  // namespace thaw
