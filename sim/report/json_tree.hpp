// json_tree.hpp: a JSON document as a tree that knows the place and the very digits of everything in it.
//
// What always holds: the document is one JSON value in UTF-8 of at most max_json_bytes, which holds at most max_json_values
// (50,000 functions have 22 million), nested at most max_json_depth deep. Numbers stay text, so that whoever reads one decides how
// exactly. Cost: one pass by nlohmann's parser, and 16 bytes a value besides the text itself, which must outlive the tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "thaw/diagnostic.hpp"

namespace thaw {

inline constexpr std::size_t max_json_bytes = std::size_t{1} << 30U;
inline constexpr std::size_t max_json_values = std::size_t{1} << 26U;
inline constexpr std::size_t max_json_depth = 32;

enum class JsonKind : std::uint32_t { null, boolean, number, string, array, object };

/// "an object", "a number", …, as a message calls it.
std::string_view name_of(JsonKind kind);

class JsonTree {
 public:
  /// One value, by its position in the document's order. The root is 0; what a container holds comes right behind it.
  using Index = std::uint32_t;

  /// Throws Faults (status scenario) with the one place where the text stops being JSON. `name` is the file as the user named it.
  JsonTree(std::string_view text, std::string name);

  [[nodiscard]] JsonKind kind(Index value) const { return nodes_[value].kind; }
  /// The first value in a container and the one behind another in it; both are end(container) where there is none.
  [[nodiscard]] Index first(Index container) const { return container + 1; }
  [[nodiscard]] Index next(Index value) const { return nodes_[value].end; }
  [[nodiscard]] Index end(Index container) const { return nodes_[container].end; }

  /// The name of a member of an object.
  [[nodiscard]] std::string key(Index member) const;
  [[nodiscard]] bool has_key(Index member, std::string_view plain) const;
  /// A string's text.
  [[nodiscard]] std::string string(Index value) const;
  /// A number, true, false or null as it is written.
  [[nodiscard]] std::string_view word(Index value) const;

  /// A fault at a value, or at the key of a member.
  [[nodiscard]] Diagnostic at(Index value, std::string message, std::string hint) const;
  [[nodiscard]] Diagnostic at_key(Index member, std::string message, std::string hint) const;

 private:
  friend class JsonTreeBuilder;
  struct Node {
    std::uint32_t key;    // offset of the key's opening quote
    std::uint32_t begin;  // offset of the value
    Index end;            // behind all that is in it
    JsonKind kind;
  };

  [[nodiscard]] std::string_view quoted_at(std::size_t offset) const;
  [[nodiscard]] Diagnostic located(std::size_t offset, std::string message, std::string hint) const;

  std::string_view text_;
  std::string name_;
  std::vector<Node> nodes_;
};

}  // namespace thaw
