#include "scenario/time_zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "scenario/nearest_name.hpp"
#include "scenario/text_file.hpp"
#include "scenario/zone_rule.hpp"

namespace thaw {
namespace {

using Zone = Reading<std::vector<ZoneStep>>;

constexpr std::size_t max_list_bytes = std::size_t{4} << 20U;
constexpr std::size_t max_tzif_bytes = std::size_t{1} << 20U;
constexpr std::string_view list_name = "tzdata.zi";
constexpr int most_aliases = 8;

/// Big-endian numbers from the front of bytes; after the end there are only zeros, and good() is false.
class Bytes {
 public:
  explicit Bytes(std::string_view rest) : rest_(rest) {}

  std::string_view take(std::size_t count) {
    good_ = good_ && count <= rest_.size();
    const std::string_view front = good_ ? rest_.substr(0, count) : std::string_view();
    rest_.remove_prefix(front.size());
    return front;
  }
  std::int64_t number(std::size_t width) {
    const std::string_view bytes = take(width);
    if (bytes.empty()) return 0;
    std::uint64_t value = (static_cast<unsigned char>(bytes[0]) & 0x80U) != 0 ? ~std::uint64_t{0} : 0;
    for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
    return static_cast<std::int64_t>(value);
  }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  bool good_ = true;
};

struct Header {
  char version = 0;
  std::size_t utc_flags = 0, standard_flags = 0, leaps = 0, changes = 0, types = 0, letters = 0;

  /// Of what follows, where a time takes so many bytes.
  [[nodiscard]] std::size_t body_bytes(std::size_t time_width) const {
    return changes * (time_width + 1) + types * 6 + letters + leaps * (time_width + 4) + standard_flags + utc_flags;
  }
};

std::optional<Header> take_header(Bytes& bytes) {
  if (bytes.take(4) != "TZif") return std::nullopt;
  Header header;
  header.version = static_cast<char>(bytes.number(1));
  bytes.take(15);
  for (std::size_t* count :
       {&header.utc_flags, &header.standard_flags, &header.leaps, &header.changes, &header.types, &header.letters}) {
    const std::int64_t read = bytes.number(4);
    if (read < 0 || read > static_cast<std::int64_t>(max_tzif_bytes)) return std::nullopt;
    *count = static_cast<std::size_t>(read);
  }
  if (!bytes.good()) return std::nullopt;
  return header;
}

/// What the file lists: the offset before its first change, and the changes; nothing if the bytes do not add up.
std::optional<std::vector<ZoneStep>> take_steps(Bytes& bytes, const Header& header) {
  constexpr std::int64_t before_all_s = -std::int64_t{1'000'000} * 366 * 86'400;
  std::vector<ZoneStep> steps = {{before_all_s, 0}};
  for (std::size_t i = 0; i < header.changes; ++i) {
    const std::int64_t from_s = bytes.number(8);
    if (from_s < steps.back().from_unix_s || from_s > -before_all_s) return std::nullopt;
    steps.push_back({from_s, 0});
  }
  const std::string_view types = bytes.take(header.changes);
  std::vector<std::int32_t> offsets_s;
  for (std::size_t i = 0; i < header.types; ++i) {
    offsets_s.push_back(static_cast<std::int32_t>(bytes.number(4)));
    bytes.take(2);
    if (offsets_s.back() < -longest_zone_offset_s || offsets_s.back() > longest_zone_offset_s) return std::nullopt;
  }
  bytes.take(header.letters + header.leaps * 12 + header.standard_flags + header.utc_flags);
  if (!bytes.good() || offsets_s.empty() || header.leaps > 0) return std::nullopt;
  steps[0].offset_s = offsets_s[0];
  for (std::size_t i = 0; i < header.changes; ++i) {
    const auto type = static_cast<unsigned char>(types[i]);
    if (type >= offsets_s.size()) return std::nullopt;
    steps[i + 1].offset_s = offsets_s[type];
  }
  return steps;
}

/// What lies within the span, and the offset that it begins with.
std::vector<ZoneStep> within(const std::vector<ZoneStep>& steps, std::int64_t from_unix_s, std::int64_t to_unix_s) {
  auto first = std::upper_bound(steps.begin(), steps.end(), from_unix_s,
                                [](std::int64_t at_s, const ZoneStep& step) { return at_s < step.from_unix_s; });
  if (first != steps.begin()) --first;
  const auto last = std::find_if(first, steps.end(), [&](const ZoneStep& step) { return step.from_unix_s > to_unix_s; });
  return {first, last};
}

int year_of(std::int64_t unix_s) {
  return 1970 + static_cast<int>(unix_s / 31'556'952);  // near enough: a year more on both sides is taken
}

Zone broken(std::string_view why) {
  return Zone::fault(fmt::format("the rules of this time zone cannot be used: {}", why), "install the package tzdata anew");
}

}  // namespace

Reading<std::vector<ZoneStep>> read_tzif(std::string_view text, std::int64_t from_unix_s, std::int64_t to_unix_s) {
  Bytes bytes(text);
  const auto old_header = take_header(bytes);
  if (!old_header) return broken("the file is no TZif file");
  if (old_header->version < '2') return broken("the file is of the first version of TZif");
  bytes.take(old_header->body_bytes(4));
  const auto header = take_header(bytes);
  if (!header) return broken("its second header is broken");
  auto steps = take_steps(bytes, *header);
  if (!steps) return broken("its counts, times or offsets are wrong");
  const std::string_view footer = bytes.rest();
  if (!footer.starts_with('\n') || !footer.ends_with('\n') || footer.size() < 2) return broken("it has no last line");
  const std::string_view line = footer.substr(1, footer.size() - 2);
  if (!line.empty()) {
    const auto rule = ZoneRule::of(line);
    if (!rule) return broken("its last line is no rule");
    std::vector<ZoneStep> later;
    const std::int64_t listed_until_s = steps->back().from_unix_s;
    rule->append(year_of(std::max(from_unix_s, listed_until_s)) - 1, year_of(to_unix_s) + 1, later);
    for (const ZoneStep& step : later) {
      if (step.from_unix_s > listed_until_s) steps->push_back(step);
    }
  }
  return Zone::of(within(*steps, from_unix_s, to_unix_s));
}

/// Lines "Z name …" and "L zone alias".
TimeZones::Names TimeZones::names_in(std::string_view list) {
  Names names;
  while (!list.empty()) {
    const std::string_view line = list.substr(0, list.find('\n'));
    list.remove_prefix(std::min(line.size() + 1, list.size()));
    if (!line.starts_with("Z ") && !line.starts_with("L ")) continue;
    const std::string_view rest = line.substr(2);
    const std::string_view zone = rest.substr(0, rest.find(' '));
    names.push_back({line[0] == 'Z' ? zone : rest.substr(std::min(zone.size() + 1, rest.size())), zone});
  }
  return names;
}

const Reading<std::string>& TimeZones::list() {
  if (!list_) {
    list_ = read_text_file(folder_ + std::string(list_name), max_list_bytes);
    if (*list_) names_ = names_in(*list_->value);
  }
  return *list_;
}

/// "Europe/Berlin" of "Berlin", "America/New_York" of "new york"; empty: no zone is called after such a place.
std::string_view TimeZones::by_place(std::string_view place) const {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b == ' ' ? '_' : b));
  };
  for (const Name& one : names_) {
    const std::string_view last = one.name.substr(one.name.rfind('/') + 1);
    if (last.size() < one.name.size() && std::equal(last.begin(), last.end(), place.begin(), place.end(), same)) return one.name;
  }
  return {};
}

const TimeZones::Name* TimeZones::find(std::string_view name) const {
  const auto found = std::find_if(names_.begin(), names_.end(), [&](const Name& one) { return one.name == name; });
  return found == names_.end() ? nullptr : &*found;
}

Reading<std::vector<ZoneStep>> TimeZones::read(std::string_view name, std::int64_t from_unix_s, std::int64_t to_unix_s) {
  if (name == "UTC") return Zone::of({{0, 0}});
  if (!list()) {
    return Zone::fault(fmt::format("the rules of time zones are not installed: {}{} {}", folder_, list_name, list().message),
                       "install the package tzdata, or leave `time_zone` out: times are then in UTC");
  }
  const Name* found = find(name);
  if (found == nullptr) {
    std::vector<std::string_view> names;
    for (const Name& one : names_) names.push_back(one.name);
    std::string near(by_place(name));
    if (near.empty()) near = nearest_name(name, names);
    return Zone::fault(
        fmt::format("there is no time zone {}", quoted(name)),
        near.empty() ? "write a name such as Europe/Berlin or America/New_York" : fmt::format("did you mean `{}`?", near));
  }
  // An alias may be one of an alias; a list in which that goes on for ever ends at a file that is not there.
  for (int i = 0; i < most_aliases; ++i) {
    const Name* zone = find(found->zone);
    if (zone == nullptr || zone == found) break;
    found = zone;
  }
  const std::string path = folder_ + std::string(found->zone);
  const auto file = read_text_file(path, max_tzif_bytes);
  if (!file) {
    return Zone::fault(fmt::format("the rules of {} are not installed: {} {}", quoted(name), path, file.message),
                       "install the package tzdata anew, or tzdata-legacy, which has old zones on some systems");
  }
  return read_tzif(*file.value, from_unix_s, to_unix_s);
}

std::string TimeZones::release() {
  constexpr std::string_view prefix = "# version ";
  if (!list() || !list().value->starts_with(prefix)) return {};
  const std::string_view rest = std::string_view(*list().value).substr(prefix.size());
  return std::string(rest.substr(0, std::min<std::size_t>(rest.find('\n'), 16)));
}

}  // namespace thaw
