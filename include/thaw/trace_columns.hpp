// trace_columns.hpp: the names by which a scenario maps the columns of a recorded trace (design note, section 4).
//
// A time or a length of time has its unit at the end of its name: `arrival_s` is seconds, `arrival_ms` the same in milliseconds.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace thaw {

/// What a column may hold.
enum class Field : std::size_t { arrival_s, duration_ms, function, memory_mb, init_ms, cold, end_s };

/// The names by which a header is looked up where nothing is mapped.
inline constexpr std::array<std::string_view, 7> field_names = {"arrival_s", "duration_ms", "function", "memory_mb",
                                                                "init_ms",   "cold",        "end_s"};

inline constexpr int scale_of_s = 9;   // seconds to nanoseconds
inline constexpr int scale_of_ms = 6;  // milliseconds to nanoseconds
inline constexpr int scale_of_us = 3;  // microseconds to nanoseconds
inline constexpr int scale_of_ns = 0;

struct TraceColumn {
  std::string_view name;
  Field field;
  int scale = 0;  // of times: a nanosecond is 10^-scale of the unit
};

/// All names that `columns` takes, those of one field in a row.
inline constexpr std::array<TraceColumn, 19> trace_columns = {{{"arrival_s", Field::arrival_s, scale_of_s},
                                                               {"arrival_ms", Field::arrival_s, scale_of_ms},
                                                               {"arrival_us", Field::arrival_s, scale_of_us},
                                                               {"arrival_ns", Field::arrival_s, scale_of_ns},
                                                               {"end_s", Field::end_s, scale_of_s},
                                                               {"end_ms", Field::end_s, scale_of_ms},
                                                               {"end_us", Field::end_s, scale_of_us},
                                                               {"end_ns", Field::end_s, scale_of_ns},
                                                               {"duration_ms", Field::duration_ms, scale_of_ms},
                                                               {"duration_s", Field::duration_ms, scale_of_s},
                                                               {"duration_us", Field::duration_ms, scale_of_us},
                                                               {"duration_ns", Field::duration_ms, scale_of_ns},
                                                               {"init_ms", Field::init_ms, scale_of_ms},
                                                               {"init_s", Field::init_ms, scale_of_s},
                                                               {"init_us", Field::init_ms, scale_of_us},
                                                               {"init_ns", Field::init_ms, scale_of_ns},
                                                               {"memory_mb", Field::memory_mb},
                                                               {"function", Field::function},
                                                               {"cold", Field::cold}}};

}  // namespace thaw
