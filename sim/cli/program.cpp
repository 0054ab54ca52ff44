#include "thaw/program.hpp"

#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/interruption.hpp"
#include "cli/terminal.hpp"

namespace thaw {

int run_program(int count, char** words) {
  fill_standard_descriptors();
  watch_signals();
  return obey(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count));
}

}  // namespace thaw
