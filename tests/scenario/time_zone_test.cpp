// Rules of time zones: from the machine's tzdata, from bytes that are wrong, and from the line by which they go on.
#include "scenario/time_zone.hpp"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "scenario/text_file.hpp"
#include "scenario/zone_rule.hpp"

namespace thaw {
namespace {

std::int64_t unix_s(int y, unsigned m, unsigned d, int h = 0) {
  using namespace std::chrono;
  return sys_days{year{y} / month{m} / day{d}}.time_since_epoch().count() * 86'400 + h * 3'600;
}

struct Step {
  std::int64_t from_unix_s;
  std::int32_t offset_s;
  friend bool operator==(const Step&, const Step&) = default;
};

/// The changes after the first offset, which holds since before.
std::vector<Step> changes(const std::vector<ZoneStep>& steps) {
  std::vector<Step> list;
  for (std::size_t i = 1; i < steps.size(); ++i) list.push_back({steps[i].from_unix_s, steps[i].offset_s});
  return list;
}

std::vector<ZoneStep> zone(std::string_view name, int from_year, int to_year) {
  const auto read = TimeZones().read(name, unix_s(from_year, 1, 1), unix_s(to_year, 1, 1));
  INFO(name << ": " << read.message);
  REQUIRE(read);
  return *read.value;
}

std::string tzif_of(const std::string& name) {
  const auto bytes = read_text_file("/usr/share/zoneinfo/" + name, 1'000'000);
  REQUIRE(bytes);
  return *bytes.value;
}

TEST_CASE("zones of the north and the south change when they should, also beyond the listed years") {
  for (const int year : {2026, 2050}) {
    CAPTURE(year);
    const auto berlin = zone("Europe/Berlin", year, year + 1);
    CHECK(berlin.front().offset_s == 3'600);
    const auto last_sunday = [year](unsigned m) { return year == 2026 ? (m == 3 ? 29U : 25U) : (m == 3 ? 27U : 30U); };
    CHECK(changes(berlin) ==
          std::vector<Step>{{unix_s(year, 3, last_sunday(3), 1), 7'200}, {unix_s(year, 10, last_sunday(10), 1), 3'600}});
    const auto sydney = zone("Australia/Sydney", year, year + 1);
    CHECK(sydney.front().offset_s == 39'600);
    const unsigned april = year == 2026 ? 4 : 2, october = year == 2026 ? 3 : 1;  // the Saturdays before, in UTC
    CHECK(changes(sydney) == std::vector<Step>{{unix_s(year, 4, april, 16), 36'000}, {unix_s(year, 10, october, 16), 39'600}});
  }
}

TEST_CASE("zones that do not change, UTC and aliases") {
  CHECK(changes(zone("Asia/Tokyo", 2026, 2060)).empty());
  CHECK(zone("Asia/Tokyo", 2026, 2060).front().offset_s == 32'400);
  CHECK(zone("UTC", 2026, 2060).front().offset_s == 0);
  CHECK(zone("Etc/UTC", 2026, 2060).front().offset_s == 0);
  CHECK(changes(zone("US/Eastern", 2026, 2027)) == changes(zone("America/New_York", 2026, 2027)));
}

TEST_CASE("a zone that is not known has the nearest name as its hint") {
  TimeZones zones;
  const auto read = [&](std::string_view name) { return zones.read(name, 0, 1); };
  CHECK(read("Europe/Berlni").message == "there is no time zone `Europe/Berlni`");
  CHECK(read("Europe/Berlni").hint == "did you mean `Europe/Berlin`?");
  CHECK(read("Berlin").hint == "did you mean `Europe/Berlin`?");
  CHECK(read("new york").hint == "did you mean `America/New_York`?");
  CHECK(read("CEST/whatever-it-is").hint == "write a name such as Europe/Berlin or America/New_York");
  for (const char* name :
       {"../../../etc/passwd", "/etc/passwd", "tzdata.zi", "Europe", "right/Europe/Berlin", "", "europe/berlin"}) {
    CAPTURE(name);
    CHECK_FALSE(read(name));
  }
}

/// A folder of zones, as tzdata has them; removed at the end.
class ZoneFolder {
 public:
  ZoneFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "thaw-zones-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name + "/";
  }
  ~ZoneFolder() { std::filesystem::remove_all(path_); }
  ZoneFolder(const ZoneFolder&) = delete;
  ZoneFolder& operator=(const ZoneFolder&) = delete;
  ZoneFolder(ZoneFolder&&) = delete;
  ZoneFolder& operator=(ZoneFolder&&) = delete;

  void put(const std::string& name, const std::string& text) const { std::ofstream(path_ + name) << text; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

TEST_CASE("an alias without a file of its own is taken for the zone that it is one of") {
  const ZoneFolder folder;
  folder.put("tzdata.zi",
             "# version 2025b\nZ Tokyo 9 - JST\nL Tokyo Japan\nL Japan Nippon\nL A B\nL B A\nZ Gone 1 - G\nL Nowhere Lost\n");
  folder.put("Tokyo", tzif_of("Asia/Tokyo"));
  TimeZones zones(folder.path());
  for (const char* name : {"Tokyo", "Japan", "Nippon"}) {
    const auto read = zones.read(name, unix_s(2026, 1, 1), unix_s(2027, 1, 1));
    REQUIRE(read);
    CHECK(read.value->front().offset_s == 32'400);
  }
  for (const auto& [name, file] : {std::pair("A", "B"), {"B", "A"}, {"Gone", "Gone"}, {"Lost", "Nowhere"}}) {
    const auto read = zones.read(name, 0, 1);
    CHECK(read.message.starts_with(std::string("the rules of `") + name + "` are not installed: " + folder.path() + file + " "));
    CHECK(read.hint == "install the package tzdata anew, or tzdata-legacy, which has old zones on some systems");
  }
  CHECK(zones.read("Tokio", 0, 1).hint == "did you mean `Tokyo`?");
  CHECK(zones.release() == "2025b");
}

TEST_CASE("the list of zones is read once, and not before a zone is asked for") {
  const ZoneFolder folder;
  folder.put("Tokyo", tzif_of("Asia/Tokyo"));
  TimeZones zones(folder.path());
  CHECK(zones.read("UTC", 0, 1));
  folder.put("tzdata.zi", "Z Tokyo 9 - JST\n");
  CHECK(zones.read("Tokyo", 0, 1));
  CHECK(zones.release().empty());
  std::filesystem::remove(folder.path() + "tzdata.zi");
  CHECK(zones.read("Tokyo", 0, 1));
  TimeZones later(folder.path());
  CHECK(later.read("Tokyo", 0, 1).hint == "install the package tzdata, or leave `time_zone` out: times are then in UTC");
}

TEST_CASE("the machine's own time zone changes nothing") {
  const auto before = changes(zone("Europe/Berlin", 2026, 2030));
  const char* was = std::getenv("TZ");
  const std::string saved = was != nullptr ? was : "";
  ::setenv("TZ", "Asia/Kathmandu", 1);
  ::tzset();
  CHECK(changes(zone("Europe/Berlin", 2026, 2030)) == before);
  was != nullptr ? ::setenv("TZ", saved.c_str(), 1) : ::unsetenv("TZ");
  ::tzset();
}

TEST_CASE("the C library agrees on every day and every change of many years") {
  const char* was = std::getenv("TZ");
  const std::string saved = was != nullptr ? was : "";
  for (const char* name : {"Europe/Berlin", "Europe/Dublin", "Australia/Lord_Howe", "America/Nuuk", "America/St_Johns",
                           "Africa/Casablanca", "America/Sao_Paulo", "Asia/Gaza", "Pacific/Apia"}) {
    CAPTURE(name);
    ::setenv("TZ", name, 1);
    ::tzset();
    const auto steps = zone(name, 1995, 2080);
    std::vector<std::int64_t> instants;  // twice a day, and on both sides of each change
    for (std::int64_t at_s = unix_s(1995, 1, 1); at_s < unix_s(2080, 1, 1); at_s += 43'200) instants.push_back(at_s);
    for (std::size_t i = 1; i < steps.size(); ++i) {
      instants.push_back(steps[i].from_unix_s - 1);
      instants.push_back(steps[i].from_unix_s);
    }
    std::sort(instants.begin(), instants.end());
    std::size_t step = 0;
    bool same = true;
    for (const std::time_t at_s : instants) {
      while (step + 1 < steps.size() && steps[step + 1].from_unix_s <= at_s) ++step;
      std::tm local{};
      ::localtime_r(&at_s, &local);
      same = same && local.tm_gmtoff == steps[step].offset_s;
    }
    CHECK(same);
  }
  was != nullptr ? ::setenv("TZ", saved.c_str(), 1) : ::unsetenv("TZ");
  ::tzset();
}

TEST_CASE("rules by which zones go on") {
  const auto steps = [](std::string_view text, int year) {
    std::vector<ZoneStep> list;
    const auto rule = ZoneRule::of(text);
    REQUIRE(rule);
    rule->append(year, year, list);
    list.insert(list.begin(), {0, 0});
    return changes(list);
  };
  CHECK(steps("<+05>-5", 2026).empty());
  CHECK(steps("EST5EDT,M3.2.0,M11.1.0", 2026) ==
        std::vector<Step>{{unix_s(2026, 3, 8, 7), -14'400}, {unix_s(2026, 11, 1, 6), -18'000}});
  CHECK(steps("IST-1GMT0,M10.5.0,M3.5.0/1", 2026) ==
        std::vector<Step>{{unix_s(2026, 3, 29, 1), 3'600}, {unix_s(2026, 10, 25, 1), 0}});
  CHECK(steps("AAA0BBB,J60/0,J365/0", 2028) == std::vector<Step>{{unix_s(2028, 3, 1), 3'600}, {unix_s(2028, 12, 30, 23), 0}});
  CHECK(steps("AAA0BBB,59/0,365/0", 2028) == std::vector<Step>{{unix_s(2028, 2, 29), 3'600}, {unix_s(2028, 12, 30, 23), 0}});
  CHECK(steps("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026) ==
        std::vector<Step>{{unix_s(2026, 3, 29, 1), -3'600}, {unix_s(2026, 10, 25, 1), -7'200}});
  for (const char* text : {"", "CE", "CET", "CET-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "<CET-1",
                           "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J1", "CET-1CEST,366,1",
                           "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0,", "CET-1:60"}) {
    CAPTURE(text);
    CHECK_FALSE(ZoneRule::of(text));
  }
}

TEST_CASE("a file that is cut anywhere is refused") {
  const std::string bytes = tzif_of("Europe/Berlin");
  const auto read = [](std::string_view text) { return read_tzif(text, unix_s(2026, 1, 1), unix_s(2045, 1, 1)); };
  REQUIRE(read(bytes));
  std::size_t accepted = 0;
  for (std::size_t length = 0; length < bytes.size(); ++length)
    accepted += read(std::string_view(bytes).substr(0, length)) ? 1U : 0U;
  CHECK(accepted == 0);
  CHECK(read("").message == "the rules of this time zone cannot be used: the file is no TZif file");
  CHECK(read(bytes.substr(0, bytes.size() - 1)).message == "the rules of this time zone cannot be used: it has no last line");
}

TEST_CASE("a file with any byte changed is refused, or gives offsets in order and within bounds") {
  const std::string bytes = tzif_of("Australia/Sydney");
  std::size_t refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int flip : {0x01, 0x80, 0xff}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      const auto read = read_tzif(changed, unix_s(2026, 1, 1), unix_s(2045, 1, 1));
      refused += read ? 0U : 1U;
      if (!read) continue;
      bool good = !read.value->empty() && read.value->size() < 100;
      for (std::size_t i = 0; i < read.value->size(); ++i) {
        const ZoneStep& step = (*read.value)[i];
        good = good && step.offset_s >= -longest_zone_offset_s && step.offset_s <= longest_zone_offset_s;
        good = good && (i == 0 || step.from_unix_s >= (*read.value)[i - 1].from_unix_s);
      }
      if (!good) FAIL("byte " << at << " changed by " << flip);
    }
  }
  CHECK(refused > 100);
}

}  // namespace
}  // namespace thaw
