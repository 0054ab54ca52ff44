// Wrong command lines, word by word.
#include <catch2/catch.hpp>
#include <new>

#include "cli/command_line.hpp"
#include "cli/process.hpp"
#include "thaw/check.hpp"
#include "thaw/diagnostic.hpp"

using thaw::test::Ended;
using thaw::test::Folder;
using thaw::test::shell;

namespace {

struct Mistake {
  const char* arguments;
  const char* message;
};

const Mistake mistakes[] = {
    {"", "say what to do, such as 'thaw run'; 'thaw help' lists the verbs"},
    {"rum", "there is no verb 'rum'; did you mean 'run'? ('thaw help' lists the verbs)"},
    {"xyzzy", "there is no verb 'xyzzy' ('thaw help' lists the verbs)"},
    {"--seed 3", "a verb comes first, such as 'thaw run --seed'; 'thaw help' lists them"},
    {"compare a b", "'thaw compare' is not built yet"},
    {"sweep", "'thaw sweep' is not built yet"},
    {"tune", "'thaw tune' is not built yet"},
    {"fit", "'thaw fit' is not built yet"},
    {"trace inspect x", "'thaw trace' is not built yet"},
    {"explain", "'thaw explain' is not built yet"},
    {"init ap", "there is no starter 'ap'; did you mean 'api'? ('thaw init' has api, queue, stream, trace)"},
    {"init xyzzy", "there is no starter 'xyzzy' ('thaw init' has api, queue, stream, trace)"},
    {"init trace", "'thaw init trace' writes two files, the scenario and calls.csv: add '-o scenario.yaml'"},
    {"init api -o -  --force=1", "option '--force' takes no value ('thaw help init' lists the options)"},
    {"init api trace", "'trace' is one argument too many ('thaw help init' lists the options)"},
    {"schema", "'thaw schema' is not built yet"},
    {"prices", "'thaw prices' is not built yet"},
    {"runtimes cobol", "no measured runtime has 'cobol' in its name ('thaw runtimes' lists them all)"},
    {"runtimes pythn3.13",
     "no measured runtime has 'pythn3.13' in its name; did you mean 'python3.13'? ('thaw runtimes' lists them all)"},
    {"runtimes python ruby", "'ruby' is one argument too many ('thaw help runtimes' lists the options)"},
    {"runtimes --format yaml", "option '--format' takes text, json or csv, not 'yaml'"},
    {"runtimes --assume-constant-duration", "unknown option '--assume-constant-duration' ('thaw help runtimes' lists the options)"},
    {"lesson", "'thaw lesson' is not built yet"},
    {"import", "'thaw import' is not built yet"},
    {"merge", "'thaw merge' is not built yet"},
    {"completion bash", "'thaw completion' is not built yet"},
    {"help compare", "'thaw compare' is not built yet"},
    {"help rnu", "there is no verb 'rnu'; did you mean 'run'? ('thaw help' lists the verbs)"},
    {"version now", "'now' is one argument too many ('thaw help version' lists the options)"},
    {"report", "say which result to report: 'thaw report RESULT.json'; '-' is standard input"},
    {"report r.json --seed 1", "unknown option '--seed' ('thaw help report' lists the options)"},
    {"validate", "say which scenario to check: 'thaw validate SCENARIO'"},
    {"validate --lanes x", "unknown option '--lanes' ('thaw help validate' lists the options)"},
    {"run --sede 3", "unknown option '--sede'; did you mean '--seed'? ('thaw help run' lists the options)"},
    {"run --see 3", "unknown option '--see'; did you mean '--set'? ('thaw help run' lists the options)"},
    {"run --duration 1h", "unknown option '--duration'; did you mean '--set duration=...'? ('thaw help run' lists the options)"},
    {"report --duration 1h r.json", "unknown option '--duration' ('thaw help report' lists the options)"},
    {"shop.yaml", "'shop.yaml' is no verb; did you mean 'thaw run shop.yaml'? ('thaw help' lists the verbs)"},
    {"r.json --format csv", "'r.json' is no verb; did you mean 'thaw report r.json'? ('thaw help' lists the verbs)"},
    {"run -x", "unknown option '-x' ('thaw help run' lists the options)"},
    {"run --seed", "option '--seed' needs a value ('thaw help run' lists the options)"},
    {"run --seed=", "option '--seed' needs a value ('thaw help run' lists the options)"},
    {"run --quiet=1", "option '--quiet' takes no value ('thaw help run' lists the options)"},
    {"run --seed 1 --seed 2", "option '--seed' is given twice ('thaw help run' lists the options)"},
    {"run --seed -1", "option '--seed' takes a whole number from 0 to 18446744073709551615, not '-1'"},
    {"run --seed 1.5", "option '--seed' takes a whole number from 0 to 18446744073709551615, not '1.5'"},
    {"run --seed 18446744073709551616",
     "option '--seed' takes a whole number from 0 to 18446744073709551615, not '18446744073709551616'"},
    {"run a b", "'b' is one argument too many ('thaw help run' lists the options)"},
    {"run --format md", "option '--format' takes text, json, csv or markdown, not 'md'; did you mean 'markdown'?"},
    {"run --format txt", "option '--format' takes text, json, csv or markdown, not 'txt'; did you mean 'text'?"},
    {"run --format jsn", "option '--format' takes text, json, csv or markdown, not 'jsn'; did you mean 'json'?"},
    {"run --format yaml", "option '--format' takes text, json, csv or markdown, not 'yaml'"},
    {"run -o r.xlsx", "'-o' with the ending .xlsx is not built yet"},
    {"run -o r.html", "'-o' with the ending .html is not built yet"},
    {"run -o result", "'-o result': the ending chooses the format; name it .json, .csv, .md or .txt"},
    {"run -o r.json -o ./r.json", "two outputs would be written to './r.json'; give each its own file"},
    {"run -o r.csv --requests r.csv", "two outputs would be written to 'r.csv'; give each its own file"},
    {"run -o - --requests /dev/stdout", "two outputs would be written to '/dev/stdout'; give each its own file"},
    {"run --lanes", "option '--lanes' needs a JSON result: add '--format json' or '-o FILE.json'"},
    {"run --requests-sample 1/2", "option '--requests-sample' needs '--requests FILE.csv'"},
    {"run --requests - --requests-sample 2", "option '--requests-sample' takes 1/N, such as 1/100, not '2'"},
    {"run --requests - --requests-sample 1/0", "option '--requests-sample' takes 1/N, such as 1/100, not '1/0'"},
    {"run --progress yes", "option '--progress' takes auto, always or never, not 'yes'"},
    {"run --color yes", "option '--color' takes auto, always or never, not 'yes'"},
    {"run --threads 2", "'--threads' with more than one thread is not built yet"},
    {"run --threads 0", "option '--threads' takes a whole number from 1"},
    {"run --metrics m.csv", "option '--metrics' is not built yet"},
    {"run --log l.txt", "option '--log' is not built yet"},
    {"run --replications 3", "option '--replications' is not built yet"},
};

}  // namespace

TEST_CASE("wrong usage is one line that says what to write, with status 2, and writes nothing") {
  const Folder folder;
  for (const Mistake& mistake : mistakes) {
    const Ended ended = folder.thaw(mistake.arguments);
    INFO(mistake.arguments);
    CHECK(ended.status == 2);
    CHECK(ended.out.empty());
    CHECK(ended.err == std::string("thaw: ") + mistake.message + "\n");
    CHECK(folder.names().empty());
  }
}

TEST_CASE("hostile words on the command line are shown as escapes") {
  CHECK(shell("\"$THAW\" \"$(printf 'r\\033[2Jn')\"").err == "thaw: there is no verb 'r\\x1b[2Jn' ('thaw help' lists the verbs)\n");
}

TEST_CASE("each kind of failure has its status") {
  CHECK(thaw::guarded([] { return 0; }) == 0);
  CHECK(thaw::guarded([]() -> int {
          THAW_CHECK(1 + 1 == 3);
          return 0;
        }) == 70);
  CHECK(thaw::guarded([]() -> int { throw std::out_of_range("no one foresaw this"); }) == 70);
  CHECK(thaw::guarded([]() -> int { throw std::bad_alloc(); }) == 1);
  CHECK(thaw::guarded([]() -> int { throw thaw::Faults(thaw::ExitStatus::trace, {"t.csv", 2, 1, "bad", "", ""}); }) == 4);
}
