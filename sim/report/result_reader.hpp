// result_reader.hpp: a result that thaw saved as JSON, as a Result again.
//
// What always holds: a result that is written, read and written again is the same bytes, and so is every other rendering of it.
// Times, money and quantities are read from their digits, doubles as the nearest one, so nothing is lost. The file is taken for
// hostile: its size and depth are bounded (json_tree.hpp), every number is within what renderings and prices can compute with,
// and figures that must agree (3.12: requests and their fates, attempts, starts, environments, totals, amounts) do. What is
// wrong is thrown as Faults of status scenario, up to 20 at once, each with its line and column. Cost: about 2 s for 100 MB,
// most of it in the parser, and three times its memory.
//
// A block that lacks a member, or has one that is not asked for, is a fault: what is not read would be lost when the result is
// written again. The members of each block stand in NOUN_members.cpp, for writing too (result_members.hpp).
#pragma once

#include <string>
#include <string_view>

#include "thaw/result.hpp"

namespace thaw {

/// `name` stands for the file in messages. Throws Faults.
Result read_result(std::string_view text, const std::string& name);

}  // namespace thaw
