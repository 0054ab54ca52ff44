#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <new>
#include <system_error>

#include "cli/usage.hpp"
#include "cli/verb.hpp"
#include "report/output_file.hpp"
#include "report/printable.hpp"
#include "thaw/check.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {

namespace {

int status_of(ExitStatus status) {
  return static_cast<int>(status);
}

void complain(std::string_view message) {
  fmt::print(stderr, "thaw: {}\n", message);
}

int act(const std::vector<std::string>& words) {
  if (words.empty()) throw WrongUsage("say what to do, such as 'thaw run'; 'thaw help' lists the verbs");
  const std::string& first = words[0];
  if (first == "--help" || first == "-h") return help_verb().act({});
  if (first == "--version") return version_verb().act({});
  if (first.starts_with('-')) {
    throw WrongUsage(fmt::format("a verb comes first, such as 'thaw run {}'; 'thaw help' lists them", printable(first, 60)));
  }
  const Verb& verb = verb_named(first);
  return verb.act({words.begin() + 1, words.end()});
}

int explain_faults(const Faults& faults) {
  for (const Diagnostic& fault : faults.list()) fmt::print(stderr, "{}", to_text(fault));
  if (faults.list().size() >= max_faults) complain(fmt::format("stopped looking after {} faults", faults.list().size()));
  return status_of(faults.status());
}

int explain_bug(const char* what) {
  complain(fmt::format("a fault of thaw itself: {}", what));
  complain("please report it, with the scenario and the command line");
  return status_of(ExitStatus::bug);
}

}  // namespace

int obey(const std::vector<std::string>& words) noexcept {
  return guarded([&words] { return act(words); });
}

int guarded(const std::function<int()>& deed) noexcept {
  try {
    return deed();
  } catch (const WrongUsage& wrong) {
    complain(wrong.what());
    return status_of(ExitStatus::usage);
  } catch (const Faults& faults) {
    return explain_faults(faults);
  } catch (const OutputFailure& failure) {
    complain(failure.what());
    return status_of(ExitStatus::failure);
  } catch (const std::bad_alloc&) {
    // Without formatting, which would need memory.
    std::fputs("thaw: not enough memory\n", stderr);
    return status_of(ExitStatus::failure);
  } catch (const std::system_error& failure) {
    complain(failure.what());
    return status_of(ExitStatus::failure);
  } catch (const std::exception& bug) {
    return explain_bug(bug.what());
  }
}

}  // namespace thaw
