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
#include "scenario/yaml_text.hpp"

namespace thaw {
namespace {

// yaml-cpp takes a quoted text that the end of the file cuts off for a whole one. This line is put after the text: it is
// a comment unless a quote is open, and no text of the user's can hold its control character.
constexpr std::string_view sentinel = "\n#\x01\n";

/// Thrown out of yaml-cpp when reading on makes no sense; the fault is in the list by then.
struct Abandoned {};

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
