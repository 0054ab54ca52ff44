// written_block.hpp: one object of a result's JSON, written member by member.
//
// It has the same calls as SavedBlock (saved_block.hpp), so that one description of a block's members serves both: a file
// NOUN_members.cpp says `block.count("requests", function.requests)` once, and is compiled for writing and for reading. What
// only reading needs, such as a bound, is ignored here. Members come in the order in which they are told.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/json_writer.hpp"
#include "report/names.hpp"
#include "report/real_range.hpp"
#include "thaw/decimal.hpp"
#include "thaw/time.hpp"

namespace thaw {

class WrittenBlock {
 public:
  static constexpr bool reads = false;

  explicit WrittenBlock(JsonWriter& json) : json_(json) {}

  [[nodiscard]] JsonWriter& json() const { return json_; }

  void count(std::string_view name, std::uint64_t value) { whole(name, value, 0); }
  template <class Whole>
  void whole(std::string_view name, const Whole& value, std::uint64_t /*most*/) {
    json_.key(name);
    json_.whole(static_cast<std::uint64_t>(value));
  }
  void real(std::string_view name, double value, RealRange /*range*/) {
    json_.key(name);
    json_.real(value);
  }
  void ratio_or_null(std::string_view name, const std::optional<double>& value) {
    json_.key(name);
    value ? json_.real(*value) : json_.null();
  }
  void string(std::string_view name, std::string_view value) {
    json_.key(name);
    json_.string(value);
  }
  void string_or_null(std::string_view name, const std::optional<std::string>& value) {
    json_.key(name);
    value ? json_.string(*value) : json_.null();
  }
  /// An empty one is null.
  void text_or_null(std::string_view name, const std::string& value) {
    json_.key(name);
    value.empty() ? json_.null() : json_.string(value);
  }
  void boolean(std::string_view name, bool value) {
    json_.key(name);
    json_.boolean(value);
  }
  void milliseconds_of(std::string_view name, Duration value) {
    json_.key(name);
    json_.milliseconds_of(value);
  }
  /// `none` is null.
  void milliseconds_or_null(std::string_view name, Duration value, Duration none) {
    json_.key(name);
    value == none ? json_.null() : json_.milliseconds_of(value);
  }
  void seconds_of(std::string_view name, Duration value) {
    json_.key(name);
    json_.seconds_of(value);
  }
  /// A decimal as a number, or as a string.
  void number(std::string_view name, Decimal value, Decimal /*most*/, int /*places_max*/) {
    json_.key(name);
    json_.literal(value.text());
  }
  void amount(std::string_view name, Decimal value, Decimal /*most*/, int /*places_max*/) { string(name, value.text()); }
  void amount_or_null(std::string_view name, const std::optional<Decimal>& value, Decimal /*most*/, int /*places_max*/) {
    json_.key(name);
    value ? json_.string(value->text()) : json_.null();
  }
  template <class Value>
  void word(std::string_view name, Value value, std::initializer_list<Value> /*values*/) {
    string(name, name_of(value));
  }
  void counts(std::string_view name, const std::vector<std::uint64_t>& values) {
    json_.key(name);
    json_.begin_array();
    for (const std::uint64_t value : values) json_.whole(value);
    json_.end_array();
  }
  void strings(std::string_view name, const std::vector<std::string>& values) {
    json_.key(name);
    json_.begin_array();
    for (const std::string& value : values) json_.string(value);
    json_.end_array();
  }

  /// An object whose members `describe(block)` tells.
  template <class Describe>
  void object(std::string_view name, Describe describe, JsonLayout layout = JsonLayout::compact) {
    json_.key(name);
    json_.begin_object(layout);
    describe(*this);
    json_.end_object();
  }
  /// One that is there only if the value is; `describe(block, value)`.
  template <class Value, class Describe>
  void object_if_any(std::string_view name, const std::optional<Value>& value, Describe describe) {
    if (value) object(name, [&](WrittenBlock& block) { describe(block, *value); });
  }
  /// The same where its lack is null.
  template <class Value, class Describe>
  void object_or_null(std::string_view name, const std::optional<Value>& value, Describe describe) {
    if (value) return object_if_any(name, value, describe);
    json_.key(name);
    json_.null();
  }
  /// An array of objects; `describe(block, value)` tells the members of each.
  template <class Value, class Describe>
  void array(std::string_view name, const std::vector<Value>& values, Describe describe, JsonLayout layout = JsonLayout::lines) {
    json_.key(name);
    json_.begin_array(layout);
    for (const Value& value : values) {
      json_.begin_object();
      describe(*this, value);
      json_.end_object();
    }
    json_.end_array();
  }
  /// One that is there only if it is not empty.
  template <class Value, class Describe>
  void array_if_any(std::string_view name, const std::vector<Value>& values, Describe describe) {
    if (!values.empty()) array(name, values, describe);
  }
  /// One that is there only if there is a list, which may be empty.
  template <class Value, class Describe>
  void array_if_any(std::string_view name, const std::optional<std::vector<Value>>& values, Describe describe) {
    if (values) array(name, *values, describe);
  }
  /// An object of objects whose keys are names from outside; `describe(block, name, value)`.
  template <class Value, class Describe>
  void names(std::string_view name, const std::map<std::string, Value>& values, Describe describe) {
    json_.key(name);
    json_.begin_object(JsonLayout::lines);
    for (const auto& [key, value] : values) {
      json_.key(key);
      json_.begin_object(JsonLayout::lines);
      describe(*this, key, value);
      json_.end_object();
    }
    json_.end_object();
  }
  template <class Value, class Describe>
  void names_if_any(std::string_view name, const std::map<std::string, Value>& values, Describe describe) {
    if (!values.empty()) names(name, values, describe);
  }

 private:
  JsonWriter& json_;
};

}  // namespace thaw
