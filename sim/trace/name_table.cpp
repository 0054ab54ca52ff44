#include "trace/name_table.hpp"

#include <cstring>

namespace thaw {

std::uint64_t NameTable::hash(std::string_view name) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
  std::uint64_t state = name.size() * odd;
  while (!name.empty()) {
    std::uint64_t word = 0;
    const std::size_t count = name.size() < 8 ? name.size() : 8;
    std::memcpy(&word, name.data(), count);
    state = (state ^ word) * odd;
    state ^= state >> 29U;
    name.remove_prefix(count);
  }
  return state ^ (state >> 32U);
}

std::uint32_t NameTable::look_up(std::string_view name) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = static_cast<std::size_t>(hash(name)) & mask;
  for (; slots_[at] != empty_slot; at = (at + 1) & mask) {
    if (names_[slots_[at]] == name) return slots_[at];
  }
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.emplace_back(name);
  slots_[at] = number;
  if (names_.size() * 2 > slots_.size()) grow();
  return number;
}

void NameTable::grow() {
  slots_.assign(slots_.size() * 2, empty_slot);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 0; number < names_.size(); ++number) {
    std::size_t at = static_cast<std::size_t>(hash(names_[number])) & mask;
    while (slots_[at] != empty_slot) at = (at + 1) & mask;
    slots_[at] = number;
  }
}

}  // namespace thaw
