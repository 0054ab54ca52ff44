// sections.hpp: the parts of the report for people, each made from a Result on its own.
//
// A new part is a file section_NAME.cpp, a line here, and its place in result_document.cpp; text and Markdown then have it.
// A section that has nothing to say has no blocks.
#pragma once

#include <vector>

#include "report/document.hpp"
#include "thaw/result.hpp"

namespace thaw {

/// The whole result in three sentences; before them that it is partial, if it is.
std::vector<Paragraph> answer_of(const Result& result);

/// What the scenario says and its author hardly means.
Section warnings_section(const Result& result);
/// Each expectation with its verdict.
Section expectations_section(const Result& result);
Section requests_section(const Result& result);
Section cold_starts_section(const Result& result);
/// Percentiles of all, cold and warm requests, and of delayed ones where those are not the cold ones, with their intervals; "at
/// least x (n samples)" where the samples are too few.
Section latency_section(const Result& result);
/// A paragraph for each source whose arrivals make several calls at once.
Section call_groups_section(const Result& result);
Section environments_section(const Result& result);
Section functions_section(const Result& result);
/// Functions, requests, cold starts, p99 and peaks of each group of functions.
Section groups_section(const Result& result);
Section sources_section(const Result& result);
/// Quantity x price = amount, line by line, and their sum.
Section cost_section(const Result& result);
Section tags_section(const Result& result);
Section recorded_section(const Result& result);
Section assumptions_section(const Result& result);

}  // namespace thaw
