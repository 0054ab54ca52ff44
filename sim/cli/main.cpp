#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/interruption.hpp"
#include "cli/terminal.hpp"

int main(int count, char** words) {
  thaw::fill_standard_descriptors();
  thaw::watch_signals();
  return thaw::obey(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count));
}
