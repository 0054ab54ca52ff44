// starter.hpp: the scenarios that `thaw init` writes, for a stranger to begin with.
//
// Each runs as it is, and says on every line what that line is for.
#pragma once

#include <string_view>

namespace thaw {

/// A web service with drawn calls.
std::string_view api_starter();

/// The batches that the poller of a queue sends, and those of a stream's.
std::string_view queue_starter();
std::string_view stream_starter();

/// A replay of the calls in `starter_trace_name`, which stands beside it.
std::string_view trace_starter();
inline constexpr std::string_view starter_trace_name = "calls.csv";
/// A small sample of such a record.
std::string_view starter_trace();

}  // namespace thaw
