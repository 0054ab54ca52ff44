#include "scenario/node_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace thaw {
namespace {

constexpr std::size_t longest_shown = 80;

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

std::string canonical_text(const YamlNode& node) {
  std::string text;
  append_canonical(text, node);
  return text;
}

std::string one_line(const YamlNode& node) {
  std::string text;
  if (node.kind == YamlNode::Kind::scalar) text = node.text;
  if (node.kind == YamlNode::Kind::list) {
    for (const YamlNode& item : node.items) {
      if (text.size() > longest_shown) break;
      text += (text.empty() ? "" : ", ") + one_line(item);
    }
    text = "[" + text + "]";
  }
  if (node.kind == YamlNode::Kind::map) {
    for (const YamlEntry& entry : node.entries) {
      if (text.size() > longest_shown) break;
      const bool nested = entry.value.kind == YamlNode::Kind::map;
      text += fmt::format("{}{} {}{}{}", text.empty() ? "" : ", ", entry.key, nested ? "(" : "", one_line(entry.value),
                          nested ? ")" : "");
    }
  }
  if (text.size() <= longest_shown) return text;
  std::size_t cut = longest_shown;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
  return text.substr(0, cut) + "…";
}

}  // namespace thaw
