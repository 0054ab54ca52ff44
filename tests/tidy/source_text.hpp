// source_text.hpp: C++ source as the tidy tests look at it: its lines, its includes, its words without comments and strings.
//
// Pure functions of text, so that each rule can be tried on samples that break it; a few milliseconds for the whole tree.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace thaw::tidy {

/// The text with comments and the insides of string and character literals blanked, line breaks kept.
std::string code_only(std::string_view text);

/// What `#include` names, with its quotes or brackets: "\"engine/check.hpp\"", "<vector>".
std::vector<std::string> includes_of(std::string_view text);

/// The rooms that `room` may include from, itself among them (CONTRIBUTING.md has the picture); none for an unknown room.
std::vector<std::string> rooms_known_to(std::string_view room);

/// True for the rooms that have no YAML, files, wall clock, globals, threads or printing.
bool in_core(std::string_view room);

/// Names in `code` (from code_only) that a core room may not use: clocks, printing, threads, random distributions of the
/// standard library, unordered containers, functions of libm whose last bits differ between machines.
std::vector<std::string> banned_in_core(std::string_view code, bool libm_too);

/// Numbers, from 1, of the lines longer than `limit` characters (code points of UTF-8, not bytes).
std::vector<std::size_t> long_lines(std::string_view text, std::size_t limit);

}  // namespace thaw::tidy
