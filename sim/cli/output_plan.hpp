// output_plan.hpp: what a run is to write and where, as the command line says it.
//
// The plan is checked before anything runs: formats are known, no two outputs are the same file, and none is an input.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.hpp"

namespace thaw {

enum class Format { text, json, csv, markdown };

struct Destination {
  std::string path;  // "-": standard output
  Format format = Format::text;
};

struct OutputPlan {
  std::vector<Destination> results;
  std::optional<std::string> requests;  // of --requests
  std::uint64_t sample_every = 1;       // of --requests-sample 1/N
  bool lanes = false;
};

/// Reads --format, --output, --requests, --requests-sample, --lanes and --quiet. The report goes to standard output unless an
/// output is sent there, or --quiet is given without --format. Throws WrongUsage.
OutputPlan plan_outputs(const Arguments& arguments);

/// Throws WrongUsage if an output would overwrite one of the files that the run reads.
void check_inputs_stay(const OutputPlan& plan, const std::vector<std::string>& inputs);

}  // namespace thaw
