#include "scenario/yaml_tree.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "scenario/fault_list.hpp"
#include "scenario/quantity.hpp"

namespace thaw {
namespace {

// yaml-cpp takes a quoted text that the end of the file cuts off for a whole one. This line is put after the text: it is
// a comment unless a quote is open, and no text of the user's can hold its control character.
constexpr std::string_view sentinel = "\n#\x01\n";

/// Thrown out of yaml-cpp when reading on makes no sense; the fault is in the list by then.
struct Abandoned {};

/// A place `offset` (line and column from 0) into a text that begins at the origin.
Place moved(const Place& origin, std::size_t line, std::size_t column) {
  Place place = origin;
  place.line += line;
  place.column = line == 0 ? origin.column + column : column + 1;
  return place;
}

void add_too_deep(const Place& place, FaultList& faults) {
  faults.add(place, fmt::format("nested deeper than {} levels", max_depth), "a scenario needs fewer than ten");
}

void add_too_many(const Place& place, FaultList& faults) {
  faults.add(place, fmt::format("more than {} values", max_nodes), "many equal functions are written once, with `count:`");
}

/// Collects yaml-cpp's events into a tree.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const Place& origin, FaultList& faults) : origin_(origin), faults_(faults) {
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    last_line_ = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    last_line_length_ = text.size() - (last_line_ == 0 ? 0 : text.rfind('\n') + 1);
  }

  [[nodiscard]] YamlNode take_root() { return std::move(root_); }

  /// Turns a syntax error of yaml-cpp's into a fault. An open brace or bracket is shown itself: its end is missing far behind.
  void add_syntax_fault(const YAML::Exception& exception) {
    const std::string_view message = exception.msg;
    const auto open = std::find_if(frames_.rbegin(), frames_.rend(), [](const Frame& frame) { return frame.flow; });
    if (open != frames_.rend() && message.starts_with("end of ") && message.ends_with(" flow not found")) {
      const bool map = open->node.kind == YamlNode::Kind::map;
      faults_.add(open->node.place, fmt::format("this {} is not closed", map ? '{' : '['),
                  fmt::format("close it by {}, and put commas between what is in it", map ? '}' : ']'));
      return;
    }
    faults_.add(
        exception.mark.is_null() ? origin_ : at(exception.mark), fmt::format("not valid YAML: {}", message),
        "keys of one map begin in one column; text that holds `: ` or ` #`, or begins with one of {}[]&*!|>%@`, must be quoted");
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (std::exchange(started_, true))
      abandon(at(mark), "a second YAML document", "a scenario is one document: remove the line `---`");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (expects_key()) abandon(at(mark), "a key is missing before the colon", "write `key: value`");
    YamlNode node;
    node.place = place_of_value(mark);
    finish(std::move(node), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (expects_key()) abandon(at(mark), "an alias stands where a key is expected", "write the key out");
    const auto target = anchors_.find(anchor);
    if (target == anchors_.end()) abandon(at(mark), "an alias that contains itself", "write the value out");
    YamlNode copy = target->second;
    count(size_of(copy), depth_of(copy), at(mark));
    finish(std::move(copy), 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    refuse_tag(mark, tag);
    if (value.find('\x01') != std::string::npos) abandon(at(mark), "this quote is not closed", "close it by the same quote");
    if (expects_key()) {
      Frame& top = frames_.back();
      top.key = value;
      top.key_place = at(mark);
      top.has_key = true;
      return;
    }
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.place = at(mark);
    node.text = value;
    finish(std::move(node), anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, YamlNode::Kind::list, style == YAML::EmitterStyle::Flow);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, YamlNode::Kind::map, style == YAML::EmitterStyle::Flow);
  }
  void OnMapEnd() override {
    report_duplicates(frames_.back().node);
    close();
  }

 private:
  struct Frame {
    YamlNode node;
    YAML::anchor_t anchor = 0;
    std::string key;
    Place key_place;
    bool has_key = false;
    bool flow = false;  // written in braces or brackets
  };

  /// The mark as a place; one behind the text (a missing end) as the end of its last line.
  [[nodiscard]] Place at(const YAML::Mark& mark) const {
    if (mark.line < 0 || mark.column < 0) return origin_;
    const auto line = static_cast<std::size_t>(mark.line);
    if (line > last_line_) return moved(origin_, last_line_, last_line_length_);
    return moved(origin_, line, static_cast<std::size_t>(mark.column));
  }

  /// An empty value has no place of its own: that of its key serves.
  [[nodiscard]] Place place_of_value(const YAML::Mark& mark) const {
    return !frames_.empty() && frames_.back().has_key ? frames_.back().key_place : at(mark);
  }

  [[noreturn]] void abandon(const Place& place, std::string message, std::string hint) {
    faults_.add(place, std::move(message), std::move(hint));
    throw Abandoned{};
  }

  [[nodiscard]] bool expects_key() const {
    return !frames_.empty() && frames_.back().node.kind == YamlNode::Kind::map && !frames_.back().has_key;
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    abandon(at(mark), fmt::format("the YAML tag {} is not used in a scenario", quoted(tag)),
            "remove it: each key knows the type of its value");
  }

  void count(std::size_t nodes, std::size_t levels, const Place& place) {
    count_ += nodes;
    if (count_ > max_nodes) {
      add_too_many(place, faults_);
      throw Abandoned{};
    }
    if (frames_.size() + levels > max_depth) {
      add_too_deep(place, faults_);
      throw Abandoned{};
    }
  }

  static std::size_t size_of(const YamlNode& node) {
    std::size_t size = 1;
    for (const YamlNode& item : node.items) size += size_of(item);
    for (const YamlEntry& entry : node.entries) size += size_of(entry.value);
    return size;
  }

  static std::size_t depth_of(const YamlNode& node) {
    std::size_t depth = 0;
    for (const YamlNode& item : node.items) depth = std::max(depth, depth_of(item));
    for (const YamlEntry& entry : node.entries) depth = std::max(depth, depth_of(entry.value));
    return depth + 1;
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlNode::Kind kind, bool flow) {
    refuse_tag(mark, tag);
    if (expects_key())
      abandon(at(mark), "a map or list stands where a key is expected", "write `key: value`; is every { and [ closed?");
    count(0, 1, at(mark));
    Frame frame;
    frame.node.kind = kind;
    frame.node.place = at(mark);
    frame.anchor = anchor;
    frame.flow = flow;
    frames_.push_back(std::move(frame));
  }

  void close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    finish(std::move(frame.node), frame.anchor);
  }

  void finish(YamlNode node, YAML::anchor_t anchor) {
    count(1, 0, node.place);
    if (anchor != 0) anchors_[anchor] = node;
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& top = frames_.back();
    if (top.node.kind == YamlNode::Kind::list) {
      top.node.items.push_back(std::move(node));
      return;
    }
    top.node.entries.push_back({std::move(top.key), top.key_place, std::move(node)});
    top.has_key = false;
  }

  void report_duplicates(const YamlNode& map) {
    std::map<std::string_view, std::size_t> lines;
    for (const YamlEntry& entry : map.entries) {
      const auto [first, fresh] = lines.try_emplace(entry.key, entry.place.line);
      if (fresh) continue;
      faults_.add(entry.place, fmt::format("duplicate key {}", quoted(entry.key)),
                  fmt::format("it stands first in line {}", first->second));
    }
  }

  Place origin_;
  FaultList& faults_;
  std::size_t last_line_ = 0;  // from 0
  std::size_t last_line_length_ = 0;
  YamlNode root_;
  std::vector<Frame> frames_;
  std::map<YAML::anchor_t, YamlNode> anchors_;
  std::size_t count_ = 0;
  bool started_ = false;
};

/// Bytes of the UTF-8 character at the front of the text; 0 if it is none (overlong and surrogate forms included).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto more = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80U) return 1;
  if (lead >= 0xC2U && lead <= 0xDFU && more(1)) return 2;
  if (lead >= 0xE0U && lead <= 0xEFU && more(1) && more(2)) {
    const bool overlong = lead == 0xE0U && byte(1) < 0xA0U;
    const bool surrogate = lead == 0xEDU && byte(1) > 0x9FU;
    return overlong || surrogate ? 0 : 3;
  }
  if (lead >= 0xF0U && lead <= 0xF4U && more(1) && more(2) && more(3)) {
    const bool overlong = lead == 0xF0U && byte(1) < 0x90U;
    const bool beyond = lead == 0xF4U && byte(1) > 0x8FU;
    return overlong || beyond ? 0 : 4;
  }
  return 0;
}

/// Follows brackets, quotes and comments through a text, one character at a time. yaml-cpp keeps every token of an open
/// bracket in memory until it is closed, so a deep or endless one has to be refused before it sees it.
class BracketScan {
 public:
  void take(char c) {
    const bool at_front = std::string_view(" \t\n[{,:-").find(previous_) != std::string_view::npos;
    const bool blank_before = previous_ == ' ' || previous_ == '\t' || previous_ == '\n';
    const char before = std::exchange(previous_, c);
    if (c == '\n') comment_ = false;
    if (comment_) return;
    if (quote_ != 0) {
      const bool escaped = std::exchange(escaped_, quote_ == '"' && c == '\\' && !escaped_);
      if (c == quote_ && !escaped) quote_ = 0;
      return;
    }
    if (c == '#' && blank_before) comment_ = true;
    // '' within a quoted text closes it and opens it again.
    if ((c == '"' || c == '\'') && (at_front || before == c)) quote_ = c;
    const bool opens = (c == '[' || c == '{') && (at_front || depth_ > 0);
    if (opens) ++depth_;
    if ((c == ']' || c == '}') && depth_ > 0) --depth_;
    if (opens || (c == ',' && depth_ > 0)) ++values_;
  }

  [[nodiscard]] bool too_deep() const { return depth_ > max_depth; }
  [[nodiscard]] bool too_many() const { return values_ > max_nodes; }

 private:
  char previous_ = '\n';
  char quote_ = 0;
  bool escaped_ = false;
  bool comment_ = false;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;  // that brackets and commas begin
};

/// What yaml-cpp would accept, or report unclearly: bytes that are no text, and tabs in an indentation.
bool is_clean_text(std::string_view text, const Place& origin, FaultList& faults) {
  std::size_t line = 0;
  std::size_t line_start = 0;
  bool indentation = true;
  bool clean = true;
  BracketScan brackets;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const auto place = [&] { return moved(origin, line, i - line_start); };
    const std::size_t length = utf8_length(text.substr(i));
    const bool line_end = c == '\n' || (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n');
    const bool control = (static_cast<unsigned char>(c) < 0x20U && c != '\t' && !line_end) || c == '\x7f';
    if (length == 0 || control) {
      faults.add(place(), fmt::format("not a text file: byte 0x{:02x}", static_cast<unsigned char>(c)),
                 "a scenario is YAML text in UTF-8");
      return false;
    }
    if (c == '\t' && indentation) {
      faults.add(place(), "a tab in the indentation", "YAML is indented by spaces");
      indentation = false;
      clean = false;
    }
    if (c != ' ' && c != '\t') indentation = false;
    brackets.take(c);
    if (brackets.too_deep() || brackets.too_many()) {
      brackets.too_deep() ? add_too_deep(place(), faults) : add_too_many(place(), faults);
      return false;
    }
    i += length;
    if (c == '\n') {
      ++line;
      line_start = i;
      indentation = true;
    }
  }
  return clean;
}

void append_json(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20U) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_canonical(std::string& out, const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::null:
      out += "null";
      return;
    case YamlNode::Kind::scalar:
      append_json(out, node.text);
      return;
    case YamlNode::Kind::list:
      out += '[';
      for (const YamlNode& item : node.items) {
        if (out.back() != '[') out += ',';
        append_canonical(out, item);
      }
      out += ']';
      return;
    case YamlNode::Kind::map:
      break;
  }
  std::vector<const YamlEntry*> sorted;
  for (const YamlEntry& entry : node.entries) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(), [](const YamlEntry* a, const YamlEntry* b) { return a->key < b->key; });
  out += '{';
  bool first = true;
  for (const YamlEntry* entry : sorted) {
    if (!std::exchange(first, false)) out += ',';
    append_json(out, entry->key);
    out += ':';
    append_canonical(out, entry->value);
  }
  out += '}';
}

}  // namespace

const YamlEntry* YamlNode::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

YamlEntry* YamlNode::find(std::string_view key) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

YamlNode read_yaml(std::string_view text, const Place& origin, FaultList& faults) {
  if (text.size() > max_document_bytes) {
    faults.add(origin, fmt::format("larger than {} MiB", max_document_bytes >> 20U), "is this a scenario, or a trace?");
    return {};
  }
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (!is_clean_text(text, origin, faults)) return {};
  std::istringstream stream{std::string(text).append(sentinel)};
  TreeBuilder builder(text, origin, faults);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Abandoned&) {
    return {};
  } catch (const YAML::Exception& exception) {
    builder.add_syntax_fault(exception);
    return {};
  }
  return builder.take_root();
}

std::string canonical_text(const YamlNode& node) {
  std::string text;
  append_canonical(text, node);
  return text;
}

std::string_view kind_name(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "nothing";
    case YamlNode::Kind::scalar:
      return "a plain value";
    case YamlNode::Kind::list:
      return "a list";
    case YamlNode::Kind::map:
      return "a map";
  }
  return "nothing";
}

}  // namespace thaw
