// program.hpp: the program `thaw` for those who build one of their own with policies of their own (examples/twice_the_gap.cpp).
#pragma once

#include <string>

#include "thaw/keep_alive.hpp"

namespace thaw {

/// Makes a policy known as `keep_alive: {policy: {own: NAME}}`. Before run_program only; a name that is known already is replaced.
void add_policy(std::string name, IdlePolicyMaker maker);

/// What `thaw` does with these words of the command line (the first is the program's name), and its exit status.
int run_program(int count, char** words);

}  // namespace thaw
