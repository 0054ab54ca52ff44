// yaml_text.hpp: what a text must be before a YAML parser may see it.
//
// yaml-cpp accepts bytes that are no text and tabs in an indentation, or reports them unclearly, and keeps in memory whatever
// stands in an open bracket. One pass over the text, a character at a time.
#pragma once

#include <cstddef>
#include <string_view>

#include "scenario/fault_list.hpp"
#include "scenario/yaml_tree.hpp"

namespace thaw {

/// False if the text is none that yaml-cpp is to read, which is reported.
bool is_clean_text(std::string_view text, const Place& origin, FaultList& faults);

/// A place `offset` (line and column from 0) into a text that begins at the origin.
Place moved(const Place& origin, std::size_t line, std::size_t column);

/// Limits of a document, in the same words wherever they are found to be exceeded.
void add_too_deep(const Place& place, FaultList& faults);
void add_too_many(const Place& place, FaultList& faults);

}  // namespace thaw
