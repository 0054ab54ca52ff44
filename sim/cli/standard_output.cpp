#include "cli/standard_output.hpp"

#include "report/output_file.hpp"

namespace thaw {

void print_out(std::string_view text) {
  OutputFile out("-");
  out.write(text);
  out.commit();
}

}  // namespace thaw
