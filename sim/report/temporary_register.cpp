#include "report/temporary_register.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "report/output_file.hpp"

namespace thaw {

namespace {

struct Slot {
  std::atomic<bool> used{false};
  std::array<char, 4096> path{};
};

std::array<Slot, 16> slots;  // NOLINT: a signal handler reaches nothing but globals

}  // namespace

void register_temporary(const std::string& path) noexcept {
  for (Slot& slot : slots) {
    if (slot.used || path.size() >= slot.path.size()) continue;
    std::memcpy(slot.path.data(), path.c_str(), path.size() + 1);
    slot.used = true;
    return;
  }
}

void forget_temporary(const std::string& path) noexcept {
  for (Slot& slot : slots) {
    if (slot.used && path == std::string_view(slot.path.data())) slot.used = false;
  }
}

void remove_temporaries_now() noexcept {
  for (Slot& slot : slots) {
    if (slot.used) ::unlink(slot.path.data());
  }
}

}  // namespace thaw
