#include "tidy/source_text.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <sstream>

namespace thaw::tidy {
namespace {

/// Where the literal or comment that starts at `from` ends (one past), or `from` itself if none starts there.
std::size_t end_of_opaque(std::string_view text, std::size_t from) {
  const auto behind = [&](std::string_view mark, std::size_t start) {
    const std::size_t found = text.find(mark, start);
    return found == std::string_view::npos ? text.size() : found + mark.size();
  };
  const std::string_view rest = text.substr(from);
  if (rest.starts_with("//")) return std::min(text.find('\n', from), text.size());
  if (rest.starts_with("/*")) return behind("*/", from + 2);
  if (rest.starts_with("R\"")) {
    const std::size_t open = text.find('(', from);
    if (open == std::string_view::npos) return text.size();
    return behind(")" + std::string(text.substr(from + 2, open - from - 2)) + "\"", open);
  }
  if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return from;
  for (std::size_t i = from + 1; i < text.size(); ++i) {
    if (text[i] == rest[0]) return i + 1;
    if (text[i] == '\n') return i;
    if (text[i] == '\\') ++i;
  }
  return text.size();
}

/// A quote between digits groups them (1'000) and opens nothing.
bool groups_digits(std::string_view text, std::size_t at) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  return text[at] == '\'' && at > 0 && at + 1 < text.size() && is_digit(text[at - 1]) && is_digit(text[at + 1]);
}

}  // namespace

std::string code_only(std::string_view text) {
  std::string code(text);
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = groups_digits(text, i) ? i : end_of_opaque(text, i);
    for (std::size_t k = i; k < end; ++k) {
      if (code[k] != '\n') code[k] = ' ';
    }
    i = std::max(end, i + 1);
  }
  return code;
}

std::vector<std::string> includes_of(std::string_view text) {
  static const std::regex form(R"(^\s*#\s*include\s*([<"][^>"]+[>"]))");
  std::vector<std::string> found;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (std::regex_search(line, match, form)) found.push_back(match[1]);
  }
  return found;
}

std::vector<std::string> rooms_known_to(std::string_view room) {
  static const std::map<std::string, std::vector<std::string>, std::less<>> known = {
      {"engine", {"engine"}},
      {"workload", {"workload", "engine"}},
      {"stats", {"stats", "engine"}},
      {"lambda", {"lambda", "stats", "workload", "engine"}},
      {"billing", {"billing", "engine"}},
      {"expect", {"expect", "billing", "engine"}},
      {"sources", {"sources", "lambda", "stats", "workload", "engine"}},
      {"run", {"run", "sources", "billing", "lambda", "stats", "workload", "engine"}},
      {"trace", {"trace", "engine"}},
      {"scenario", {"scenario", "expect", "billing", "workload", "engine"}},
      {"report", {"report", "run", "sources", "billing", "lambda", "stats", "workload", "engine"}},
      {"study",
       {"study", "report", "scenario", "trace", "run", "expect", "sources", "billing", "lambda", "stats", "workload", "engine"}},
      {"cli",
       {"cli", "study", "report", "scenario", "trace", "run", "expect", "sources", "billing", "lambda", "stats", "workload",
        "engine"}},
  };
  const auto found = known.find(room);
  return found == known.end() ? std::vector<std::string>{} : found->second;
}

bool in_core(std::string_view room) {
  static constexpr std::string_view core[] = {"engine", "workload", "stats", "lambda", "billing", "expect", "sources", "run"};
  return std::find(std::begin(core), std::end(core), room) != std::end(core);
}

std::vector<std::string> banned_in_core(std::string_view code, bool libm_too) {
  static const std::regex always(
      R"(std::\w+_distribution\b|\bs?rand\s*\(|\brandom_device\b|\bmt19937(_64)?\b|\b(system|steady|high_resolution)_clock\b)"
      R"(|std::(cout|cerr|clog|cin)\b|\b[fs]?n?printf\s*\(|\bfputs\s*\(|\bputs\s*\(|\bfopen\s*\(|std::[io]?fstream\b)"
      R"(|std::(jthread|thread|async|mutex)\b|\bthread_local\b|std::unordered_\w+|std::views\b|std::ranges::views\b)"
      R"(|\bsource_location\b|std::format\b|\bco_(await|yield|return)\b|YAML::)");
  static const std::regex libm(
      R"(\b(std::)?(log|log2|log10|log1p|exp|exp2|expm1|pow|sin|cos|tan|erf|erfc|lgamma|tgamma|cbrt|fma)\s*\()");
  const std::string text(code);
  std::vector<std::string> found;
  const auto collect = [&](const std::regex& form) {
    for (std::sregex_iterator hit(text.begin(), text.end(), form), end; hit != end; ++hit) found.push_back(hit->str());
  };
  collect(always);
  if (libm_too) collect(libm);
  return found;
}

std::vector<std::size_t> long_lines(std::string_view text, std::size_t limit) {
  std::vector<std::size_t> found;
  std::istringstream lines{std::string(text)};
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    const std::size_t length = line.size() - static_cast<std::size_t>(std::count_if(line.begin(), line.end(), continues));
    if (length > limit) found.push_back(number);
  }
  return found;
}

}  // namespace thaw::tidy
