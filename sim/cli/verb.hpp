// verb.hpp: what `thaw` can be asked to do.
//
// One file per verb; command_line.cpp chooses. A verb returns the exit status of the process and throws WrongUsage, Faults,
// OutputFailure or BrokenInvariant, which command_line.cpp turns into theirs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace thaw {

struct Verb {
  std::string_view name;
  std::string_view operands;  // as the help shows them
  std::string_view summary;   // one line
  std::string_view details;   // for the verb's own help
  std::span<const Option> options;
  int (*act)(const std::vector<std::string>& words);
};

const Verb& run_verb();
const Verb& report_verb();
const Verb& validate_verb();
const Verb& init_verb();
const Verb& runtimes_verb();
const Verb& version_verb();
const Verb& help_verb();

/// The verbs that are built, in the order of the help.
std::vector<const Verb*> verbs();
/// True for a verb of the design that is not built yet.
bool is_planned_verb(std::string_view name);
/// nullptr if there is none of that name; a planned one or a misspelt one is WrongUsage.
const Verb& verb_named(std::string_view name);

/// The help of one verb, or of the whole.
std::string help_of(const Verb& verb);
std::string help_text();

}  // namespace thaw
