#include "scenario/fault_list.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace thaw {
namespace {

// More faults than this say nothing new, and a hostile file must not make the list long.
constexpr std::size_t most_kept = 1'000;
// A longer line has no excerpt: nobody would recognise it.
constexpr std::size_t longest_line = std::size_t{64} << 10U;

std::string_view line_of(std::string_view text, std::size_t line) {
  for (std::size_t i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

/// Byte column to character column, both from 1.
std::size_t characters(std::string_view line, std::size_t column) {
  if (column == 0) return 0;
  const std::string_view before = line.substr(0, column - 1);
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  const auto inner = static_cast<std::size_t>(std::count_if(before.begin(), before.end(), continues));
  return column - inner;
}

}  // namespace

FaultList::FaultList(std::string name, std::string_view document, const std::vector<std::string>& settings)
    : name_(std::move(name)), document_(document), settings_(settings) {}

Diagnostic FaultList::located(const Place& place, std::string message, std::string hint) const {
  Diagnostic diagnostic;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  if (place.setting == Place::document) {
    const std::string_view line = line_of(document_, place.line);
    diagnostic.file = name_;
    diagnostic.line = place.line;
    diagnostic.column = characters(line, place.column);
    if (line.size() <= longest_line) diagnostic.excerpt = std::string(line);
    return diagnostic;
  }
  const std::string& setting = settings_.at(static_cast<std::size_t>(place.setting));
  diagnostic.file = "--set";
  diagnostic.column = place.line == 1 ? characters(setting, place.column) : 0;
  if (setting.size() <= longest_line) diagnostic.excerpt = setting;
  return diagnostic;
}

bool FaultList::known(const Place& place, std::string_view message) const {
  return std::any_of(found_.begin(), found_.end(),
                     [&](const Found& found) { return found.place == place && found.diagnostic.message == message; });
}

void FaultList::add(const Place& place, std::string message, std::string hint) {
  if (found_.size() >= most_kept || known(place, message)) return;
  found_.push_back({place, located(place, std::move(message), std::move(hint))});
}

void FaultList::add(Diagnostic diagnostic) {
  if (found_.size() >= most_kept) return;
  found_.push_back({Place{Place::document, diagnostic.line, diagnostic.column}, std::move(diagnostic)});
}

void FaultList::throw_if_any() const {
  if (found_.empty()) return;
  // The document's faults by line, then those of --set, then those of other files; equal places in the order found.
  std::vector<std::size_t> sorted(found_.size());
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  const auto order = [&](std::size_t index) {
    const Found& found = found_[index];
    const bool elsewhere = found.place.setting == Place::document && found.diagnostic.file != name_;
    return std::tuple(elsewhere, found.place.setting, found.place.line, found.place.column, index);
  };
  std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) { return order(a) < order(b); });
  const bool in_settings_only =
      std::all_of(found_.begin(), found_.end(), [](const Found& found) { return found.place.setting != Place::document; });
  std::vector<Diagnostic> list;
  for (const std::size_t index : sorted) {
    if (list.size() == max_faults) break;
    list.push_back(found_[index].diagnostic);
  }
  throw Faults(in_settings_only ? ExitStatus::usage : ExitStatus::scenario, std::move(list));
}

}  // namespace thaw
