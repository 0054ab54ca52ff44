#include "scenario/text_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace thaw {
namespace {

struct Close {
  void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};

std::string system_reason(int error) {
  return std::generic_category().message(error);
}

Reading<std::string> read_all(std::FILE* file, std::size_t most_bytes) {
  using Text = Reading<std::string>;
  std::string text;
  std::array<char, std::size_t{64} << 10U> block;
  while (true) {
    const std::size_t got = std::fread(block.data(), 1, block.size(), file);
    text.append(block.data(), got);
    if (text.size() > most_bytes) return Text::fault(fmt::format("larger than {} MiB", most_bytes >> 20U), "");
    if (got == block.size()) continue;
    if (std::ferror(file) != 0) return Text::fault(fmt::format("cannot be read: {}", system_reason(errno)), "");
    return Text::of(std::move(text));
  }
}

}  // namespace

Reading<std::string> read_text_file(const std::string& path, std::size_t most_bytes) {
  using Text = Reading<std::string>;
  if (path.find('\0') != std::string::npos) return Text::fault("cannot be opened: its name holds a zero byte", "");
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0)
    return Text::fault(fmt::format("cannot be opened: {}", system_reason(errno)), "check the path");
  if (S_ISDIR(status.st_mode)) return Text::fault("cannot be read: Is a directory", "name a file");
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) return Text::fault(fmt::format("cannot be opened: {}", system_reason(errno)), "check the path");
  return read_all(file.get(), most_bytes);
}

Reading<std::string> read_standard_input(std::size_t most_bytes) {
  return read_all(stdin, most_bytes);
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

std::string resolved_path(const std::string& folder, const std::string& path) {
  if (path == "-" || path.starts_with('/') || folder.empty()) return path;
  return folder.ends_with('/') ? folder + path : folder + "/" + path;
}

}  // namespace thaw
