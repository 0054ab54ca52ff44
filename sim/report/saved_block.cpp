#include "report/saved_block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "report/decimal_time.hpp"
#include "report/printable.hpp"
#include "report/version.hpp"

namespace thaw {

namespace {

// More faults than this say nothing new, and a hostile file must not make the list long.
constexpr std::size_t most_kept = 1'000;

std::string shown(std::string_view text) {
  return printable(text, 200);
}

/// Decimals behind the point, without the zeros at the end.
int places_of(std::string_view number) {
  const std::size_t point = number.find('.');
  if (point == std::string_view::npos) return 0;
  return static_cast<int>(number.find_last_not_of('0') - point);
}

}  // namespace

std::string SavedPath::text() const {
  std::string path = block.empty() ? std::string(member) : fmt::format("{}.{}", block, member);
  if (index >= 0) path += fmt::format("[{}]", index);
  return path;
}

void SavedDocument::keep(Found found) {
  ++faults_;
  if (found_.size() < most_kept) found_.push_back(std::move(found));
}

void SavedDocument::add(Index value, std::string message, std::string hint) {
  keep({value, false, std::move(message), std::move(hint)});
}

void SavedDocument::add_at_key(Index member, std::string message, std::string hint) {
  keep({member, true, std::move(message), std::move(hint)});
}

void SavedDocument::add_unexpected(Index value, const SavedPath& path, std::string_view expected) {
  const JsonKind kind = tree_.kind(value);
  const bool plain = kind == JsonKind::number || kind == JsonKind::boolean;
  add(value, fmt::format("`{}` is {}, but {} is expected", shown(path.text()), plain ? shown(tree_.word(value)) : name_of(kind),
                         expected));
}

void SavedDocument::add_twice(Index member, const SavedPath& path) {
  add_at_key(member, fmt::format("`{}` stands here twice", shown(path.text())));
}

void SavedDocument::throw_if_any() const {
  if (found_.empty()) return;
  // Values are numbered in the order of the file; faults of one value stay in the order found.
  std::vector<const Found*> sorted;
  for (const Found& found : found_) sorted.push_back(&found);
  std::sort(sorted.begin(), sorted.end(),
            [](const Found* a, const Found* b) { return a->value != b->value ? a->value < b->value : a < b; });
  std::vector<Diagnostic> list;
  for (const Found* found : sorted) {
    if (list.size() == max_faults) break;
    list.push_back(found->key ? tree_.at_key(found->value, found->message, found->hint)
                              : tree_.at(found->value, found->message, found->hint));
  }
  throw Faults(ExitStatus::scenario, std::move(list));
}

bool SavedDocument::is(Index value, const SavedPath& path, JsonKind kind) {
  if (tree_.kind(value) == kind) return true;
  add_unexpected(value, path, name_of(kind));
  return false;
}

std::optional<std::uint64_t> SavedDocument::whole(Index value, const SavedPath& path, std::uint64_t most) {
  if (tree_.kind(value) == JsonKind::number) {
    const std::string_view text = tree_.word(value);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size() && number <= most) return number;
  }
  add_unexpected(value, path, fmt::format("a whole number from 0 to {}", most));
  return std::nullopt;
}

std::optional<double> SavedDocument::real(Index value, const SavedPath& path, RealRange range) {
  if (tree_.kind(value) == JsonKind::number) {
    const std::string_view text = tree_.word(value);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole_text = error == std::errc() && end == text.data() + text.size();
    if (whole_text && number >= range.least && number <= range.most) return number;
  }
  add_unexpected(value, path, fmt::format("a number from {} to {}", range.least, range.most));
  return std::nullopt;
}

std::optional<std::string> SavedDocument::string(Index value, const SavedPath& path) {
  if (tree_.kind(value) == JsonKind::string) return tree_.string(value);
  add_unexpected(value, path, name_of(JsonKind::string));
  return std::nullopt;
}

std::optional<Duration> SavedDocument::time(Index value, const SavedPath& path, int places) {
  if (tree_.kind(value) == JsonKind::number) {
    const auto ns = scaled_whole(tree_.word(value), places);
    if (ns && *ns >= 0 && *ns <= saved_time_max.ns) return Duration{*ns};
  }
  add_unexpected(value, path, fmt::format("a plain number from 0 on with at most {} decimals", places));
  return std::nullopt;
}

std::optional<Decimal> SavedDocument::decimal(Index value, const SavedPath& path, JsonKind kind, Decimal most, int places_max) {
  if (tree_.kind(value) == kind) {
    const std::string text = kind == JsonKind::string ? tree_.string(value) : std::string(tree_.word(value));
    const auto number = Decimal::parse(text);
    if (number && *number >= Decimal(0) && *number <= most && places_of(text) <= places_max) return number;
  }
  add_unexpected(value, path,
                 fmt::format("{} of a plain number from 0 to {} with at most {} decimals",
                             kind == JsonKind::string ? "the string" : "the digits", most.text(), places_max));
  return std::nullopt;
}

std::optional<SavedBlock::Index> SavedBlock::member_if_any(std::string_view name) {
  const JsonTree& tree = document_.tree();
  const Index end = tree.end(object_);
  Index found = cursor_;
  if (found == end || !tree.has_key(found, name)) {
    for (found = tree.first(object_); found != end && !tree.has_key(found, name);) found = tree.next(found);
  }
  names_.push_back(name);
  if (found == end) return std::nullopt;
  asked_.push_back(found);
  cursor_ = tree.next(found);
  return found;
}

std::optional<SavedBlock::Index> SavedBlock::member(std::string_view name) {
  const auto found = member_if_any(name);
  if (!found) {
    const std::string where = path_.empty() ? "the result" : fmt::format("`{}`", shown(path_));
    document_.add(object_, fmt::format("{} has no `{}`", where, name), "was the file edited, or cut?");
  }
  return found;
}

std::optional<SavedBlock::Index> SavedBlock::member_or_null(std::string_view name) {
  const auto found = member(name);
  return found && document_.tree().kind(*found) == JsonKind::null ? std::nullopt : found;
}

void SavedBlock::boolean(std::string_view name, bool& to) {
  const auto value = member(name);
  if (value && document_.is(*value, path_of(name), JsonKind::boolean)) to = document_.tree().word(*value) == "true";
}

void SavedBlock::counts(std::string_view name, std::vector<std::uint64_t>& to) {
  const auto array = member(name);
  if (!array) return;
  each_value(*array, path_of(name),
             [&](Index value, const SavedPath& path) { to.push_back(document_.whole(value, path, saved_count_max).value_or(0)); });
}

void SavedBlock::strings(std::string_view name, std::vector<std::string>& to) {
  const auto array = member(name);
  if (!array) return;
  each_value(*array, path_of(name),
             [&](Index value, const SavedPath& path) { to.push_back(document_.string(value, path).value_or("")); });
}

std::optional<std::pair<SavedBlock::Index, SavedBlock::Index>> SavedBlock::two_ends(Index array, std::string_view name) const {
  std::vector<Index> ends;
  each_value(array, path_of(name), [&](Index value, const SavedPath&) { ends.push_back(value); });
  if (ends.size() == 2) return std::pair(ends[0], ends[1]);
  document_.add_unexpected(array, path_of(name), "an array of two ends");
  return std::nullopt;
}

void SavedBlock::refuse_word(Index value, std::string_view name, std::string_view text,
                             const std::vector<std::string_view>& words) {
  document_.add(value, fmt::format("`{}` is `{}`, which this thaw does not know", shown(path_of(name).text()), printable(text, 60)),
                fmt::format("it knows {}", fmt::join(words, ", ")));
}

void SavedBlock::contradiction(std::string message) {
  if (!sound()) return;
  document_.add(object_, path_.empty() ? std::move(message) : fmt::format("`{}`: {}", shown(path_), message),
                "figures of one result agree with each other: was the file edited?");
}

void SavedBlock::finish() {
  if (passes_over_) return;
  const JsonTree& tree = document_.tree();
  std::sort(asked_.begin(), asked_.end());
  for (Index value = tree.first(object_); value != tree.end(object_); value = tree.next(value)) {
    if (std::binary_search(asked_.begin(), asked_.end(), value)) continue;
    const std::string key = tree.key(value);
    const bool twice = std::any_of(names_.begin(), names_.end(), [&](std::string_view name) { return tree.has_key(value, name); });
    if (twice) {
      document_.add_twice(value, path_of(key));
    } else {
      document_.add_at_key(value, fmt::format("unknown member `{}`", shown(path_of(key).text())),
                           fmt::format("thaw {} would lose it: read the file with the version that wrote it", version));
    }
  }
}

}  // namespace thaw
