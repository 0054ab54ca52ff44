// run_outputs.hpp: the files of one run, open from before it begins, so that a missing folder shows at once and not after an
// hour; they take their names only after all of them have been written, or not at all.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/output_plan.hpp"
#include "report/attempts_csv.hpp"
#include "report/output_file.hpp"
#include "report/text.hpp"
#include "thaw/result.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// How a text on standard output looks, by the terminal and --color. Throws WrongUsage.
TextStyle style_of(const Arguments& arguments);

class RunOutputs {
 public:
  /// Throws OutputFailure. Without a scenario there are no attempts to write, but only a result.
  explicit RunOutputs(const OutputPlan& plan);
  RunOutputs(const OutputPlan& plan, const Scenario& scenario);

  /// For RunOptions::attempts; nullptr if no one asked.
  [[nodiscard]] AttemptSink* attempts() { return attempts_ ? &*attempts_ : nullptr; }

  /// Renders and commits everything, standard output last. `terminal` is the style of a text on standard output.
  void write(const Result& result, const TextStyle& terminal);

 private:
  struct Open {
    OutputFile file;
    Format format;
    Open(const Destination& destination) : file(destination.path), format(destination.format) {}  // NOLINT
  };

  std::deque<Open> results_;
  std::optional<OutputFile> requests_;
  std::optional<AttemptsCsv> attempts_;
};

}  // namespace thaw
