// event.hpp: a pending event and its place in the order of design note 3.2.
//
// Within a function events go by (instant, class, sequence); that order is written here and nowhere else. An event is 16 bytes
// and trivially copyable: the class lies in the low bits of the instant's key, the environment's slot in those of the
// sequence's.
#pragma once

#include <cstdint>

#include "thaw/time.hpp"

namespace thaw {

/// Classes of events at one instant, in the order in which they happen (3.2). A run that ends frees its environment before
/// it could expire and before a request arrives; arrivals come last, so that everything else of that instant is done.
enum class EventClass : std::uint8_t { run_ends = 1, ready = 2, expiry = 3, control = 4, source_timer = 5, arrival = 6 };

/// Instant and class in one number that orders as they do: three class bits below the nanoseconds.
constexpr std::uint64_t moment(std::int64_t at_ns, EventClass event_class) {
  return (static_cast<std::uint64_t>(at_ns) << 3) | static_cast<std::uint64_t>(event_class);
}
constexpr std::int64_t at_ns_of(std::uint64_t when) {
  return static_cast<std::int64_t>(when >> 3);
}
/// Before every event of this instant, whatever its class.
constexpr std::uint64_t start_of(std::int64_t at_ns) {
  return static_cast<std::uint64_t>(at_ns) << 3;
}
inline constexpr std::uint64_t never = ~std::uint64_t{0};

struct Event {
  std::uint64_t when;   // moment()
  std::uint64_t which;  // sequence within the class, then the environment's slot

  static constexpr int slot_bits = 24;
  static constexpr std::uint64_t max_slots = std::uint64_t{1} << slot_bits;
  static constexpr std::uint64_t max_sequence = std::uint64_t{1} << (64 - slot_bits);

  static constexpr Event of(std::uint64_t when, std::uint64_t sequence, std::uint32_t slot) {
    return {when, (sequence << slot_bits) | slot};
  }
  [[nodiscard]] constexpr EventClass event_class() const { return static_cast<EventClass>(when & 7); }
  [[nodiscard]] constexpr std::uint64_t sequence() const { return which >> slot_bits; }
  [[nodiscard]] constexpr std::uint32_t slot() const { return static_cast<std::uint32_t>(which & (max_slots - 1)); }

  friend constexpr bool operator<(const Event& a, const Event& b) {
    return a.when < b.when || (a.when == b.when && a.which < b.which);
  }
};
static_assert(sizeof(Event) == 16);

}  // namespace thaw
