#include "scenario/nearest_name.hpp"

#include <catch2/catch.hpp>

namespace thaw {
namespace {

TEST_CASE("a misspelt name finds the one that was meant") {
  CHECK(nearest_name("memroy", {"memory", "package"}) == "memory");
  CHECK(nearest_name("Region", {"region"}) == "region");
  CHECK(nearest_name("time_out", {"timeout", "runtime"}) == "timeout");
  CHECK(nearest_name("us-esat-1", {"us-east-1", "us-east-2"}) == "us-east-1");
}

TEST_CASE("a name that is far from all has no suggestion") {
  CHECK(nearest_name("colour", {"memory", "package"}).empty());
  CHECK(nearest_name("", {"memory"}).empty());
  CHECK(nearest_name("x", {"y"}).empty());
  CHECK(nearest_name(std::string(10'000, 'x'), {"memory"}).empty());
}

TEST_CASE("without a suggestion the hint lists what is known, up to a limit") {
  CHECK(name_hint("colour", {"idle", "running"}, "keys here") == "keys here: idle, running");
  CHECK(name_hint("colour", {}, "functions").empty());
  std::string expected = "keys: abc";
  for (int i = 1; i < 40; ++i) expected += ", abc";
  CHECK(name_hint("colour", std::vector<std::string_view>(40, "abc"), "keys") == expected);
  CHECK(name_hint("colour", std::vector<std::string_view>(41, "abc"), "keys") == expected + ", …");
}

}  // namespace
}  // namespace thaw
