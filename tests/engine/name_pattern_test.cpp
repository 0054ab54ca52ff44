#include "engine/name_pattern.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>

namespace {

/// By the definition, in exponential time.
bool matches_by_definition(std::string_view pattern, std::string_view name) {
  if (pattern.empty()) return name.empty();
  if (pattern[0] == '*') {
    return matches_by_definition(pattern.substr(1), name) || (!name.empty() && matches_by_definition(pattern, name.substr(1)));
  }
  return !name.empty() && pattern[0] == name[0] && matches_by_definition(pattern.substr(1), name.substr(1));
}

}  // namespace

TEST_CASE("a star is any text, all else is itself") {
  CHECK(thaw::matches("api-*", "api-orders"));
  CHECK(thaw::matches("api-*", "api-"));
  CHECK(!thaw::matches("api-*", "api"));
  CHECK(!thaw::matches("api-*", "my-api-orders"));
  CHECK(thaw::matches("*", ""));
  CHECK(thaw::matches("*-eu-*", "shop-eu-cart"));
  CHECK(thaw::matches("a", "a"));
  CHECK(!thaw::matches("a.c", "abc"));
}

TEST_CASE("patterns match as their definition says") {
  const bool holds = rc::check([] {
    const auto text = [](const char* letters, int most) {
      return *rc::gen::resize(most, rc::gen::container<std::string>(rc::gen::elementOf(std::string(letters))));
    };
    const std::string pattern = text("ab*", 8), name = text("ab", 10);
    RC_CLASSIFY(matches_by_definition(pattern, name));
    RC_ASSERT(thaw::matches(pattern, name) == matches_by_definition(pattern, name));
  });
  CHECK(holds);
}
