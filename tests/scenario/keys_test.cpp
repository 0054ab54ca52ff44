// The table of keys against the readers: what it lists is accepted where it stands, and everything else is not.
#include "scenario/keys.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "scenario/scenario_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

/// A scenario with one more key, KEY, in a map of each kind. What else is wrong with it does not matter.
const std::map<Keys, std::string>& places() {
  static const std::map<Keys, std::string> list = {
      {Keys::scenario, "KEY: {}"},
      {Keys::account, "account: {KEY: {}}"},
      {Keys::scaling_rate, "account: {scaling_rate: {KEY: {}}}"},
      {Keys::billing, "billing: {KEY: {}}"},
      {Keys::every_function, "functions: {f: {}}\ndefaults: {KEY: {}}"},
      {Keys::function, "functions: {f: {KEY: {}}}"},
      {Keys::init, "functions: {f: {init: {KEY: {}}}}"},
      {Keys::snap_start, "functions: {f: {snap_start: {KEY: {}}}}"},
      {Keys::service, "functions: {f: {service: {KEY: {}}}}"},
      {Keys::service_at, "functions: {f: {service_at: {KEY: {}}}}"},
      {Keys::peak_memory, "functions: {f: {peak_memory: {KEY: {}}}}"},
      {Keys::sizes, "functions: {f: {peak_memory: {lognormal: {KEY: {}}}}}"},
      {Keys::keep_alive, "functions: {f: {keep_alive: {KEY: {}}}}"},
      {Keys::policy, "functions: {f: {keep_alive: {policy: {KEY: {}}}}}"},
      {Keys::rank, "functions: {f: {keep_alive: {policy: {rank: {KEY: {}}}}}}"},
      {Keys::halving, "functions: {f: {keep_alive: {policy: {halving: {KEY: {}}}}}}"},
      {Keys::histogram, "functions: {f: {keep_alive: {policy: {histogram: {KEY: {}}}}}}"},
      {Keys::initial, "functions: {f: {initial: {KEY: {}}}}"},
      {Keys::provisioned, "functions: {f: {provisioned_concurrency: {KEY: {}}}}"},
      {Keys::provisioned_step, "functions: {f: {provisioned_concurrency: [{KEY: {}}]}}"},
      {Keys::source, "sources: {s: {KEY: {}}}"},
      {Keys::warm, "sources: {s: {kind: warmer, warm: {KEY: {}}}}"},
      {Keys::arrivals, "sources: {s: {arrivals: {KEY: {}}}}"},
      {Keys::law, "sources: {s: {arrivals: {sum: [{KEY: {}}]}}}"},
      {Keys::poisson, "sources: {s: {arrivals: {poisson: {KEY: {}}}}}"},
      {Keys::rate, "sources: {s: {arrivals: {poisson: {rate: {daily: {0h: 1/s}, KEY: {}}}}}}"},
      {Keys::week, "sources: {s: {arrivals: {poisson: {rate: {weekly: {KEY: {}}}}}}}"},
      {Keys::sine, "sources: {s: {arrivals: {poisson: {rate: {sine: {KEY: {}}}}}}}"},
      {Keys::constant, "sources: {s: {arrivals: {constant: {KEY: {}}}}}"},
      {Keys::phase, "sources: {s: {arrivals: {bursts: [{KEY: {}}]}}}"},
      {Keys::cron, "sources: {s: {arrivals: {cron: {KEY: {}}}}}"},
      {Keys::zipf, "sources: {s: {arrivals: {poisson: {rate: 1/s}, zipf: {KEY: {}}}}}"},
      {Keys::trace, "sources: {s: {arrivals: {trace: {KEY: {}}}}}"},
      {Keys::columns, "sources: {s: {arrivals: {trace: {columns: {KEY: {}}}}}}"},
      {Keys::time, "functions: {f: {placement: {KEY: {}}}}"},
      {Keys::exponential, "functions: {f: {placement: {exponential: {KEY: {}}}}}"},
      {Keys::hyperexponential, "functions: {f: {placement: {hyperexponential: {KEY: {}}}}}"},
      {Keys::lognormal, "functions: {f: {placement: {lognormal: {KEY: {}}}}}"},
      {Keys::gamma, "functions: {f: {placement: {gamma: {KEY: {}}}}}"},
      {Keys::weibull, "functions: {f: {placement: {weibull: {KEY: {}}}}}"},
      {Keys::pareto, "functions: {f: {placement: {pareto: {KEY: {}}}}}"},
      {Keys::mixture, "functions: {f: {placement: {mixture: [{KEY: {}}, {weight: 1, fixed: 1ms}]}}}"},
  };
  return list;
}

enum class Answer { accepted, not_built, refused };

Answer answer_to(Keys map, const std::string& key) {
  std::string text = places().at(map);
  text.replace(text.find("KEY"), 3, key);
  const std::string name = "`" + key + "`";
  Answer answer = Answer::accepted;
  try {
    static_cast<void>(parse_scenario(text, "s.yaml", ""));
  } catch (const Faults& faults) {
    for (const Diagnostic& fault : faults.list()) {
      if (fault.message.starts_with("unknown key " + name)) return Answer::refused;
      if (fault.message.starts_with("not built yet: " + name)) answer = Answer::not_built;
      // Within a sum these are known, and told to stand elsewhere.
      const bool elsewhere =
          fault.message.starts_with("a sum takes no ") || fault.message.starts_with("a law within a sum takes no ");
      if (map == Keys::law && elsewhere) return Answer::refused;
    }
  }
  return answer;
}

bool has(const std::vector<std::string_view>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

TEST_CASE("each map takes the keys that the table lists for it, and none else of all keys that there are") {
  std::set<std::string> all = {"xyzzy"};
  for (const KeyGroup& group : key_groups()) {
    for (const Key& key : group.keys) all.emplace(key.name);
    for (const std::string_view key : group.not_built) all.emplace(key);
  }
  CHECK(all.size() > 100);
  for (const KeyGroup& group : key_groups()) {
    const Schema& schema = schema_of(group.map);
    for (const std::string& key : all) {
      if (group.map == Keys::rate && key == "daily") continue;  // stands there already
      CAPTURE(group.path, key);
      const Answer expected = has(schema.keys, key)        ? Answer::accepted
                              : has(schema.not_built, key) ? Answer::not_built
                                                           : Answer::refused;
      CHECK(answer_to(group.map, key) == expected);
    }
  }
}

TEST_CASE("an init in parts takes no law beside them") {
  for (const std::string_view key : own_schema_of(Keys::time).keys) {
    CAPTURE(key);
    const std::string text = "functions: {f: {init: {own: 1ms, " + std::string(key) +
                             ": {}}, service: 1ms}}\n"
                             "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n";
    try {
      static_cast<void>(parse_scenario(text, "s.yaml", ""));
      FAIL("accepted");
    } catch (const Faults& faults) {
      REQUIRE(faults.list().size() == 1);
      CHECK(faults.list()[0].message == "unknown key `" + std::string(key) + "` in functions.f.init");
    }
  }
}

TEST_CASE("each key of the table says what it takes, and each is listed once in its map") {
  for (const KeyGroup& group : key_groups()) {
    CAPTURE(group.path);
    CHECK_FALSE(group.path.empty());
    CHECK_FALSE(group.keys.empty());
    std::set<std::string_view> names;
    for (const Key& key : group.keys) {
      CAPTURE(key.name);
      CHECK(names.insert(key.name).second);
      CHECK_FALSE(key.takes.empty());
      CHECK_FALSE((key.meaning.empty() && key.otherwise.empty()));
    }
  }
}

}  // namespace thaw
