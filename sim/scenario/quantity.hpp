// quantity.hpp: one value with its unit, from the text of a scenario: "45ms", "20/s", "512MB", "0.2%".
//
// All are exact: digits are read as integers and scaled, so that 0.1s is 100,000,000 ns and nothing passes through a
// binary fraction. Every reading is bounded; text that is none comes back as a message and a hint, never as an exception.
// The cost is one pass over the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "thaw/time.hpp"

namespace thaw {

/// The longest time that a scenario may name (ten years): chains of a few of them stay below latest_ns.
inline constexpr Duration longest_time = seconds(std::int64_t{3650} * 86'400);

/// A value, or what is wrong with its text and what to write instead.
template <class Value>
struct Reading {
  std::optional<Value> value;
  std::string message, hint;

  static Reading of(Value value) { return {std::move(value), {}, {}}; }
  static Reading fault(std::string message, std::string hint) { return {std::nullopt, std::move(message), std::move(hint)}; }
  explicit operator bool() const { return value.has_value(); }
};

/// digits / 10^places, as written.
struct Digits {
  std::int64_t digits = 0;
  int places = 0;
  bool negative = false;
  std::string_view rest;  // what follows the number
};

/// The decimal number at the front of the text: at most 18 digits, no exponent; nothing if there is none.
std::optional<Digits> leading_number(std::string_view text);

/// The user's text between backticks, cut to what a message can hold.
std::string quoted(std::string_view text);

/// Nanoseconds of a time with a unit (ns, us, ms, s, min, h, d) in [0, longest_time]; finer than 1 ns is a fault.
Reading<Duration> read_time(std::string_view text);

/// How often: count / per, in lowest terms, so that 3/s stays exact.
struct Rate {
  std::int64_t count;
  Duration per;
  friend bool operator==(const Rate&, const Rate&) = default;
};

/// A positive rate per s, min, h or d, from one in ten years up to 10^9/s.
Reading<Rate> read_rate(std::string_view text);
/// The same as requests per second, rounded once.
double rate_per_s(Rate rate);

/// Whole MB (1 GB = 1024 MB) within Lambda's limits.
Reading<std::uint32_t> read_memory_mb(std::string_view text);

/// Whole MB that something takes up, from 1 MB to 100 GB.
Reading<std::uint32_t> read_size_mb(std::string_view text);

/// A share of 1: "0.2%" or 0.002.
Reading<double> read_probability(std::string_view text);

/// A whole number without unit in [least, most].
Reading<std::uint64_t> read_whole(std::string_view text, std::uint64_t least, std::uint64_t most);

/// A plain decimal number in [least, most], at most 15 digits, rounded once.
Reading<double> read_number(std::string_view text, double least, double most);

/// The shortest exact way to write a time: "380s", "10min", "1.5ms".
std::string time_text(Duration time);

}  // namespace thaw
