// name_table.hpp: names of functions to small numbers, in order of first appearance.
//
// The number of a name never changes. Cost: a hash of the name and, mostly, one comparison (about 10 ns); nothing where the
// name is that of the row before.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace thaw {

class NameTable {
 public:
  NameTable() : slots_(64, empty_slot) {}

  /// The number of a name, which is added if it is new.
  std::uint32_t number(std::string_view name) {
    if (last_ < names_.size() && names_[last_] == name) return last_;
    return last_ = look_up(name);
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  static constexpr std::uint32_t empty_slot = 0xFFFFFFFF;

  static std::uint64_t hash(std::string_view name);
  std::uint32_t look_up(std::string_view name);
  void grow();

  std::vector<std::string> names_;
  std::vector<std::uint32_t> slots_;  // open addressing, a power of two, at most half full
  std::uint32_t last_ = 0;
};

}  // namespace thaw
