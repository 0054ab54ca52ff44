#include "thaw/program.hpp"

int main(int count, char** words) {
  return thaw::run_program(count, words);
}
