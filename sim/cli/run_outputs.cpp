#include "cli/run_outputs.hpp"

#include <variant>

#include "cli/terminal.hpp"
#include "report/csv.hpp"
#include "report/json.hpp"
#include "report/markdown.hpp"
#include "report/result_document.hpp"

namespace thaw {

namespace {

std::vector<std::string> source_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Source& source : scenario.sources) names.push_back(source.name);
  return names;
}

void render(const Result& result, Format format, const TextStyle& style, ByteSink& sink) {
  switch (format) {
    case Format::text:
      return write_text(document_of(result), style, sink);
    case Format::json:
      return write_json(result, sink);
    case Format::csv:
      return write_csv(result, sink);
    case Format::markdown:
      return write_markdown(document_of(result), sink);
  }
}

}  // namespace

TextStyle style_of(const Arguments& arguments) {
  return {page_width(), wants_color(when_of("--color", arguments.value("color"))), !shows_unicode()};
}

RunOutputs::RunOutputs(const OutputPlan& plan) {
  for (const Destination& destination : plan.results) results_.emplace_back(destination);
}

RunOutputs::RunOutputs(const OutputPlan& plan, const Scenario& scenario) : RunOutputs(plan) {
  if (!plan.requests) return;
  requests_.emplace(*plan.requests);
  attempts_.emplace(*requests_, source_names(scenario), plan.sample_every);
}

void RunOutputs::write(const Result& result, const TextStyle& terminal) {
  if (attempts_) attempts_->finish();
  for (Open& open : results_) {
    render(result, open.format, names_standard_output(open.file.path()) ? terminal : TextStyle{}, open.file);
  }
  // Files are committed before anything in place, which cannot be taken back, is told that all went well.
  for (const bool in_place : {false, true}) {
    if (requests_ && requests_->in_place() == in_place) requests_->commit();
    for (Open& open : results_) {
      if (open.file.in_place() == in_place) open.file.commit();
    }
  }
}

}  // namespace thaw
