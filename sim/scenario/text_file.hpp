// text_file.hpp: a whole, bounded file as text.
#pragma once

#include <cstddef>
#include <string>

#include "scenario/quantity.hpp"

namespace thaw {

/// Reads at most `most_bytes`; one more is a fault, and so is whatever the system refuses, in its own words.
Reading<std::string> read_text_file(const std::string& path, std::size_t most_bytes);

/// The same of standard input.
Reading<std::string> read_standard_input(std::size_t most_bytes);

/// The folder of a path, with its slash; empty for a bare name.
std::string folder_of(const std::string& path);

/// A path that a scenario names, against the scenario's folder. "-" and absolute paths stay.
std::string resolved_path(const std::string& folder, const std::string& path);

}  // namespace thaw
