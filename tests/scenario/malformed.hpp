// malformed.hpp: scenarios that are wrong, each with all its faults: place, message and hint, to the letter.
#pragma once

#include <string>
#include <vector>

namespace thaw::test {

struct Expected {
  std::string place, message, hint;  // place is file:line:column
};

struct Malformed {
  std::string text;
  std::vector<std::string> settings;
  int status;
  std::vector<Expected> faults;
};

/// Each has exactly these faults, and the caret of each stands within its line or just behind it.
void check_refused(const std::vector<Malformed>& list);

}  // namespace thaw::test
