#include "thaw/check.hpp"

#include <string>

namespace thaw {

void broken_invariant(const char* condition, const char* file, int line) {
  throw BrokenInvariant(std::string(file) + ":" + std::to_string(line) + ": broken invariant: " + condition);
}

}  // namespace thaw
