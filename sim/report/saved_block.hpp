// saved_block.hpp: one object of a saved result, read member by member.
//
// Reading a member that is there, of the right kind and within its bounds fills the value that it is for; anything else is
// added to the faults and leaves the value as it was, so that one reading finds all faults of a file. A member that is
// there but was not asked for is a fault too: what is not read would be lost when the result is written again. Members in the
// order in which thaw writes them are found at once. WrittenBlock (written_block.hpp) has the same calls for writing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/json_tree.hpp"
#include "report/json_writer.hpp"
#include "report/names.hpp"
#include "report/real_range.hpp"
#include "thaw/decimal.hpp"
#include "thaw/time.hpp"

namespace thaw {

/// More of anything than any run counts; sums and products of what is below stay exact.
inline constexpr std::uint64_t saved_count_max = 10'000'000'000'000;
/// No time in a result is longer: it could not be simulated.
inline constexpr Duration saved_time_max = {std::int64_t{1} << 61};

/// What a message calls a value; its text is put together only for a fault.
struct SavedPath {
  std::string_view block;  // empty: the result itself
  std::string_view member;
  std::ptrdiff_t index = -1;  // in the member's array; -1: the member itself

  [[nodiscard]] std::string text() const;
};

/// A saved result and the faults found in it so far.
class SavedDocument {
 public:
  using Index = JsonTree::Index;

  explicit SavedDocument(const JsonTree& tree) : tree_(tree) {}

  [[nodiscard]] const JsonTree& tree() const { return tree_; }
  void add(Index value, std::string message, std::string hint = {});
  void add_at_key(Index member, std::string message, std::string hint = {});
  /// "`path` is null, but a number is expected".
  void add_unexpected(Index value, const SavedPath& path, std::string_view expected);
  void add_twice(Index member, const SavedPath& path);
  [[nodiscard]] std::size_t faults() const { return faults_; }
  /// Samples of empirical laws that the result claims to have so far.
  [[nodiscard]] std::size_t& samples() { return samples_; }
  /// Throws Faults (status scenario), by place in the file, the first max_faults of them.
  void throw_if_any() const;

  // One value each, named by its path in messages; nothing if it is not what is expected, which is then a fault.
  std::optional<std::uint64_t> whole(Index value, const SavedPath& path, std::uint64_t most);
  std::optional<double> real(Index value, const SavedPath& path, RealRange range);
  std::optional<std::string> string(Index value, const SavedPath& path);
  /// A time from 0 on, in units of 10^places nanoseconds.
  std::optional<Duration> time(Index value, const SavedPath& path, int places);
  /// From 0 to `most`, with at most `places_max` decimals.
  std::optional<Decimal> decimal(Index value, const SavedPath& path, JsonKind kind, Decimal most, int places_max);
  bool is(Index value, const SavedPath& path, JsonKind kind);

 private:
  struct Found {
    Index value;
    bool key;
    std::string message, hint;
  };

  void keep(Found found);

  const JsonTree& tree_;
  std::vector<Found> found_;
  std::size_t faults_ = 0;  // more than are kept
  std::size_t samples_ = 0;
};

class SavedBlock {
 public:
  using Index = JsonTree::Index;
  static constexpr bool reads = true;

  /// `object` is one (checked by read).
  SavedBlock(SavedDocument& document, Index object, std::string path)
      : document_(document),
        object_(object),
        cursor_(document.tree().first(object)),
        faults_before_(document.faults()),
        path_(std::move(path)) {}

  /// The member of that name; its lack is a fault.
  std::optional<Index> member(std::string_view name);
  /// The same where it need not be there, or where it may be null: then nothing.
  std::optional<Index> member_if_any(std::string_view name);
  std::optional<Index> member_or_null(std::string_view name);

  void count(std::string_view name, std::uint64_t& to) { whole(name, to, saved_count_max); }
  template <class Whole>
  void whole(std::string_view name, Whole& to, std::uint64_t most) {
    if (const auto value = member(name)) assign(to, document_.whole(*value, path_of(name), most));
  }
  void real(std::string_view name, double& to, RealRange range) {
    if (const auto value = member(name)) assign(to, document_.real(*value, path_of(name), range));
  }
  void ratio_or_null(std::string_view name, std::optional<double>& to) {
    if (const auto value = member_or_null(name)) assign(to, document_.real(*value, path_of(name), any_ratio));
  }
  void string(std::string_view name, std::string& to) {
    if (const auto value = member(name)) assign(to, document_.string(*value, path_of(name)));
  }
  void string_or_null(std::string_view name, std::optional<std::string>& to) {
    if (const auto value = member_or_null(name)) to = document_.string(*value, path_of(name)).value_or("");
  }
  /// Null is an empty one.
  void text_or_null(std::string_view name, std::string& to) {
    if (const auto value = member_or_null(name)) assign(to, document_.string(*value, path_of(name)));
  }
  void boolean(std::string_view name, bool& to);
  void milliseconds_of(std::string_view name, Duration& to) {
    if (const auto value = member(name)) assign(to, document_.time(*value, path_of(name), 6));
  }
  /// Null is `none`.
  void milliseconds_or_null(std::string_view name, Duration& to, Duration none) {
    to = none;
    if (const auto value = member_or_null(name)) assign(to, document_.time(*value, path_of(name), 6));
  }
  void seconds_of(std::string_view name, Duration& to) {
    if (const auto value = member(name)) assign(to, document_.time(*value, path_of(name), 9));
  }
  /// A decimal that is written as a number, or as a string.
  void number(std::string_view name, Decimal& to, Decimal most, int places_max) {
    if (const auto value = member(name)) assign(to, document_.decimal(*value, path_of(name), JsonKind::number, most, places_max));
  }
  void amount(std::string_view name, Decimal& to, Decimal most, int places_max) {
    if (const auto value = member(name)) assign(to, document_.decimal(*value, path_of(name), JsonKind::string, most, places_max));
  }
  void amount_or_null(std::string_view name, std::optional<Decimal>& to, Decimal most, int places_max) {
    if (const auto value = member_or_null(name)) to = document_.decimal(*value, path_of(name), JsonKind::string, most, places_max);
  }
  void counts(std::string_view name, std::vector<std::uint64_t>& to);
  void strings(std::string_view name, std::vector<std::string>& to);
  /// One of the values that name_of() knows.
  template <class Value>
  void word(std::string_view name, Value& to, std::initializer_list<Value> values) {
    const auto value = member(name);
    if (!value) return;
    const auto text = document_.string(*value, path_of(name));
    std::vector<std::string_view> words;
    for (const Value& one : values) {
      words.push_back(name_of(one));
      if (text != words.back()) continue;
      to = one;
      return;
    }
    if (text) refuse_word(*value, name, *text, words);
  }

  /// An object whose members `describe(block)` asks for.
  template <class Describe>
  void object(std::string_view name, Describe describe, JsonLayout /*layout*/ = {}) {
    if (const auto value = member(name)) read(*value, path_of(name), describe);
  }
  /// One that need not be there; `describe(block, value)`.
  template <class Value, class Describe>
  void object_if_any(std::string_view name, std::optional<Value>& to, Describe describe) {
    const auto value = member_if_any(name);
    if (value) read(*value, path_of(name), [&](SavedBlock& block) { describe(block, to.emplace()); });
  }
  /// The same where its lack is null.
  template <class Value, class Describe>
  void object_or_null(std::string_view name, std::optional<Value>& to, Describe describe) {
    const auto value = member_or_null(name);
    if (value) read(*value, path_of(name), [&](SavedBlock& block) { describe(block, to.emplace()); });
  }
  /// An array of objects; `describe(block, value)` asks for the members of each.
  template <class Value, class Describe>
  void array(std::string_view name, std::vector<Value>& to, Describe describe, JsonLayout /*layout*/ = {}) {
    if (const auto value = member(name)) read_objects(*value, name, to, describe);
  }
  /// One that need not be there.
  template <class Value, class Describe>
  void array_if_any(std::string_view name, std::vector<Value>& to, Describe describe) {
    if (const auto value = member_if_any(name)) read_objects(*value, name, to, describe);
  }
  template <class Value, class Describe>
  void array_if_any(std::string_view name, std::optional<std::vector<Value>>& to, Describe describe) {
    if (const auto value = member_if_any(name)) read_objects(*value, name, to.emplace(), describe);
  }
  /// An object of objects whose keys are names from outside; `describe(block, name, value)`. Two of one name are a fault.
  template <class Value, class Describe>
  void names(std::string_view name, std::map<std::string, Value>& to, Describe describe) {
    each_name(name, [&](const std::string& key, Index value, const SavedPath& path) {
      const auto [found, fresh] = to.try_emplace(key);
      if (fresh) read(value, path, [&](SavedBlock& block) { describe(block, key, found->second); });
      return fresh;
    });
  }
  template <class Value, class Describe>
  void names_if_any(std::string_view name, std::map<std::string, Value>& to, Describe describe) {
    if (member_if_any(name)) names(name, to, describe);
  }

  /// Reads an object by `describe(block)`; another kind of value is a fault.
  template <class Describe>
  static void read(SavedDocument& document, Index value, const SavedPath& path, Describe describe) {
    if (!document.is(value, path, JsonKind::object)) return;
    SavedBlock block(document, value, path.text());
    describe(block);
    block.finish();
  }
  template <class Describe>
  void read(Index value, const SavedPath& path, Describe describe) const {
    read(document_, value, path, describe);
  }
  /// Each value of an array, by `read_one(index, path)`.
  template <class Read>
  void each_value(Index array, SavedPath path, Read read_one) const {
    if (!document_.is(array, path, JsonKind::array)) return;
    const JsonTree& tree = document_.tree();
    for (Index value = tree.first(array); value != tree.end(array); value = tree.next(value)) {
      ++path.index;
      read_one(value, path);
    }
  }
  /// Each member of an object whose keys are names from outside, by `read_one(name, index, path)`, false for one that was there.
  template <class Read>
  void each_name(std::string_view name, Read read_one) {
    const auto object = member(name);
    if (!object || !document_.is(*object, path_of(name), JsonKind::object)) return;
    const JsonTree& tree = document_.tree();
    const std::string block = path_of(name).text();
    for (Index value = tree.first(*object); value != tree.end(*object); value = tree.next(value)) {
      const std::string key = tree.key(value);
      if (!read_one(key, value, SavedPath{block, key})) document_.add_twice(value, {block, key});
    }
  }
  /// The two ends of an array of that name, which is one of this block's members; nothing if there are not two.
  std::optional<std::pair<Index, Index>> two_ends(Index array, std::string_view name) const;

  /// Whether all that was read since the block began was good, so that it can be computed with.
  [[nodiscard]] bool sound() const { return document_.faults() == faults_before_; }
  /// A fault of a member: its text is none of the words that are known.
  void refuse_word(Index value, std::string_view name, std::string_view text, const std::vector<std::string_view>& words);
  /// A fault of the whole block, if it is sound else: figures in it contradict each other.
  void contradiction(std::string message);
  /// Lets members pass that nobody asks for: what they mean is not known, and that has been told.
  void pass_over_others() { passes_over_ = true; }
  [[nodiscard]] SavedDocument& document() const { return document_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] SavedPath path_of(std::string_view name) const { return {path_, name}; }

 private:
  template <class To, class From>
  static void assign(To& to, std::optional<From> from) {
    if (from) to = static_cast<To>(std::move(*from));
  }
  template <class Value, class Describe>
  void read_objects(Index array, std::string_view name, std::vector<Value>& to, Describe describe) const {
    each_value(array, path_of(name), [&](Index value, const SavedPath& path) {
      Value& one = to.emplace_back();
      read(value, path, [&](SavedBlock& block) { describe(block, one); });
    });
  }
  /// Reports the members that nobody asked for. Once, at the end.
  void finish();

  SavedDocument& document_;
  Index object_;
  Index cursor_;  // where the next member is if they come in our order
  std::size_t faults_before_;
  bool passes_over_ = false;
  std::string path_;
  std::vector<Index> asked_;
  std::vector<std::string_view> names_;  // of `asked_`; all are literals
};

}  // namespace thaw
