// time_zone.hpp: the rules of a time zone by its name, from the machine's tzdata (Debian's package of that name).
//
// Zones are those that tzdata lists, by the names of the IANA data base (Europe/Berlin); UTC needs no files. TZif files (RFC 8536)
// are taken as hostile: bounded, every count checked against the file's size, offsets within 26 h. Beyond the listed changes the
// rule in the file's last line goes on. Neither the TZ of the machine nor the C library's idea of local time is asked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/quantity.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// The bytes of a TZif file as offsets that are in force in [from, to], in seconds since 1970; the first one's from before it.
/// The message says what is wrong with them.
Reading<std::vector<ZoneStep>> read_tzif(std::string_view bytes, std::int64_t from_unix_s, std::int64_t to_unix_s);

/// The zones of one machine. Their list is read once, when the first one is asked for: a megabyte at most, some 600 names. An alias
/// (US/Eastern) is taken for the zone that it is one of, whose file is there even where the alias has none of its own.
class TimeZones {
 public:
  explicit TimeZones(std::string folder = "/usr/share/zoneinfo/") : folder_(std::move(folder)) {}
  TimeZones(const TimeZones&) = delete;
  TimeZones& operator=(const TimeZones&) = delete;
  TimeZones(TimeZones&&) = delete;
  TimeZones& operator=(TimeZones&&) = delete;
  ~TimeZones() = default;

  /// Offsets of the zone of this name, as of read_tzif.
  Reading<std::vector<ZoneStep>> read(std::string_view name, std::int64_t from_unix_s, std::int64_t to_unix_s);

  /// Which tzdata the machine has ("2025b"); empty if it has none.
  std::string release();

 private:
  /// A name and the zone that it stands for, which is itself unless it is an alias.
  struct Name {
    std::string_view name, zone;
  };
  using Names = std::vector<Name>;
  static Names names_in(std::string_view list);

  const Reading<std::string>& list();
  [[nodiscard]] const Name* find(std::string_view name) const;
  [[nodiscard]] std::string_view by_place(std::string_view place) const;

  std::string folder_;
  std::optional<Reading<std::string>> list_;
  Names names_;  // into list_
};

}  // namespace thaw
