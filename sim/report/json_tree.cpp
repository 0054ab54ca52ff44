#include "report/json_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "thaw/check.hpp"

namespace thaw {

namespace {

// A longer line has no excerpt: it would be copied for each fault.
constexpr std::size_t longest_excerpt = std::size_t{64} << 10U;

/// One past the string whose opening quote is at `offset`; the parser has seen that it is closed.
std::size_t end_of_string(std::string_view text, std::size_t offset) {
  for (std::size_t i = offset + 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return text.size();
}

/// One past a number, true, false or null.
std::size_t end_of_word(std::string_view text, std::size_t offset) {
  return std::min(text.find_first_of(" \t\r\n,]}", offset), text.size());
}

std::string decoded(std::string_view quoted) {
  if (quoted.find('\\') == std::string_view::npos) return std::string(quoted.substr(1, quoted.size() - 2));
  return nlohmann::json::parse(quoted.begin(), quoted.end()).get<std::string>();
}

/// "[json.exception.parse_error.101] parse error at line 1, column 2: …": only what follows is for people.
std::string reason(std::string_view what) {
  const std::size_t column = what.find("column ");
  const std::size_t colon = column == std::string_view::npos ? column : what.find(": ", column);
  if (colon != std::string_view::npos) return std::string(what.substr(colon + 2));
  const std::size_t bracket = what.find("] ");
  return std::string(bracket == std::string_view::npos ? what : what.substr(bracket + 2));
}

}  // namespace

/// Follows the parser's events through the text. Between two events lie only blanks, commas and colons, so the next value or
/// key begins at the first other character.
class JsonTreeBuilder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit JsonTreeBuilder(JsonTree& tree) : tree_(tree), text_(tree.text_) {
    if (text_.starts_with("\xEF\xBB\xBF")) cursor_ = 3;
  }

  bool null() override { return word(JsonKind::null); }
  bool boolean(bool /*value*/) override { return word(JsonKind::boolean); }
  bool number_integer(number_integer_t /*value*/) override { return word(JsonKind::number); }
  bool number_unsigned(number_unsigned_t /*value*/) override { return word(JsonKind::number); }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return word(JsonKind::number); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool string(string_t& /*value*/) override {
    if (!add(JsonKind::string)) return false;
    cursor_ = end_of_string(text_, cursor_);
    return true;
  }
  bool key(string_t& /*value*/) override {
    skip();
    key_ = cursor_;
    cursor_ = end_of_string(text_, cursor_);
    return true;
  }
  bool start_object(std::size_t /*elements*/) override { return open(JsonKind::object); }
  bool start_array(std::size_t /*elements*/) override { return open(JsonKind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string& /*token*/, const nlohmann::detail::exception& error) override {
    const bool cut = position > text_.size();
    const std::size_t first = text_.find_first_not_of(" \t\r\n");
    const bool begins_as_json = first == std::string_view::npos || text_[first] == '{';
    fault_ =
        tree_.located(std::min(position == 0 ? 0 : position - 1, text_.size()), fmt::format("not JSON: {}", reason(error.what())),
                      cut              ? "is the file whole? thaw writes a result whole or not at all"
                      : begins_as_json ? ""
                                       : "a result is what 'thaw run SCENARIO -o RESULT.json' has written");
    return false;
  }

  [[nodiscard]] const std::optional<Diagnostic>& fault() const { return fault_; }

 private:
  void skip() { cursor_ = std::min(text_.find_first_not_of(" \t\r\n,:", cursor_), text_.size()); }

  bool add(JsonKind kind) {
    skip();
    if (tree_.nodes_.size() == max_json_values) return refuse(fmt::format("more than {} values", max_json_values));
    const auto index = static_cast<JsonTree::Index>(tree_.nodes_.size());
    tree_.nodes_.push_back({static_cast<std::uint32_t>(key_), static_cast<std::uint32_t>(cursor_), index + 1, kind});
    return true;
  }

  bool refuse(std::string message) {
    fault_ = tree_.located(cursor_, std::move(message), "is this a result of thaw?");
    return false;
  }

  bool word(JsonKind kind) {
    if (!add(kind)) return false;
    cursor_ = end_of_word(text_, cursor_);
    return true;
  }

  bool open(JsonKind kind) {
    if (!add(kind)) return false;
    if (open_.size() == max_json_depth) return refuse(fmt::format("nested deeper than {} levels", max_json_depth));
    open_.push_back(static_cast<JsonTree::Index>(tree_.nodes_.size() - 1));
    ++cursor_;
    return true;
  }

  bool close() {
    skip();
    ++cursor_;
    tree_.nodes_[open_.back()].end = static_cast<JsonTree::Index>(tree_.nodes_.size());
    open_.pop_back();
    return true;
  }

  JsonTree& tree_;
  std::string_view text_;
  std::size_t cursor_ = 0;
  std::size_t key_ = 0;
  std::vector<JsonTree::Index> open_;
  std::optional<Diagnostic> fault_;
};

std::string_view name_of(JsonKind kind) {
  constexpr std::array<std::string_view, 6> names = {"null", "true or false", "a number", "a string", "an array", "an object"};
  const auto index = static_cast<std::size_t>(kind);
  THAW_CHECK(index < names.size());
  return names[index];
}

JsonTree::JsonTree(std::string_view text, std::string name) : text_(text), name_(std::move(name)) {
  if (text.size() > max_json_bytes) {
    throw Faults(ExitStatus::scenario, {name_, 0, 0, fmt::format("larger than {} MiB", max_json_bytes >> 20U), "", ""});
  }
  JsonTreeBuilder builder(*this);
  const bool whole = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (builder.fault()) throw Faults(ExitStatus::scenario, *builder.fault());
  THAW_CHECK(whole && !nodes_.empty());
}

std::string_view JsonTree::quoted_at(std::size_t offset) const {
  return text_.substr(offset, end_of_string(text_, offset) - offset);
}

std::string JsonTree::key(Index member) const {
  return decoded(quoted_at(nodes_[member].key));
}

bool JsonTree::has_key(Index member, std::string_view plain) const {
  const std::string_view quoted = text_.substr(nodes_[member].key + std::size_t{1});
  if (quoted.starts_with(plain) && quoted.substr(plain.size()).starts_with('"')) return true;
  return quoted_at(nodes_[member].key).find('\\') != std::string_view::npos && key(member) == plain;
}

std::string JsonTree::string(Index value) const {
  THAW_CHECK(kind(value) == JsonKind::string);
  return decoded(quoted_at(nodes_[value].begin));
}

std::string_view JsonTree::word(Index value) const {
  const std::size_t begin = nodes_[value].begin;
  return text_.substr(begin, end_of_word(text_, begin) - begin);
}

Diagnostic JsonTree::at(Index value, std::string message, std::string hint) const {
  return located(nodes_[value].begin, std::move(message), std::move(hint));
}

Diagnostic JsonTree::at_key(Index member, std::string message, std::string hint) const {
  return located(nodes_[member].key, std::move(message), std::move(hint));
}

Diagnostic JsonTree::located(std::size_t offset, std::string message, std::string hint) const {
  const std::string_view before = text_.substr(0, offset);
  const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const std::string_view line = text_.substr(start, text_.find('\n', start) - start);
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  Diagnostic diagnostic;
  diagnostic.file = name_;
  diagnostic.line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  const std::string_view in_line = before.substr(start);
  const auto inner = static_cast<std::size_t>(std::count_if(in_line.begin(), in_line.end(), continues));
  diagnostic.column = in_line.size() - inner + 1;  // in characters
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  if (line.size() <= longest_excerpt) diagnostic.excerpt = std::string(line);
  return diagnostic;
}

}  // namespace thaw
