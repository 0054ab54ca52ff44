// time_zone.hpp: the rules of a time zone by its name, from the machine's tzdata (Debian's package of that name).
//
// Zones are those that tzdata lists, by the names of the IANA data base (Europe/Berlin); UTC needs no files. TZif files (RFC 8536)
// are taken as hostile: bounded, every count checked against the file's size, offsets within 26 h. Beyond the listed changes the
// rule in the file's last line goes on. Neither the TZ of the machine nor the C library's idea of local time is asked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/quantity.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// Offsets of the zone that are in force in [from, to], in seconds since 1970; the first one's from before it.
Reading<std::vector<ZoneStep>> read_time_zone(std::string_view name, std::int64_t from_unix_s, std::int64_t to_unix_s);

/// The same from the bytes of a TZif file; the message says what is wrong with them.
Reading<std::vector<ZoneStep>> read_tzif(std::string_view bytes, std::int64_t from_unix_s, std::int64_t to_unix_s);

/// Which tzdata the machine has ("2025b"); empty if it has none.
std::string tzdata_version();

}  // namespace thaw
