#include "trace/input_source.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "trace/background_input.hpp"
#include "trace/unpacking_input.hpp"

namespace thaw {
namespace {

std::string error_text(int error) {
  return std::generic_category().message(error);
}

FileIdentity identity_of(const struct stat& status) {
  return {static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino),
          static_cast<std::uint64_t>(status.st_size), status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec};
}

/// An open file descriptor, closed at the end unless it is standard input.
class FileInput : public InputSource {
 public:
  FileInput(int descriptor, bool owned, bool regular) : descriptor_(descriptor), owned_(owned), regular_(regular) {}
  FileInput(const FileInput&) = delete;
  FileInput& operator=(const FileInput&) = delete;
  ~FileInput() override {
    if (owned_) ::close(descriptor_);
  }

  std::size_t read(std::span<char> into) override {
    std::size_t filled = 0;
    while (filled < into.size()) {
      if (!regular_ && !has_bytes(filled == 0)) return filled;
      const ssize_t count = ::read(descriptor_, into.data() + filled, into.size() - filled);
      if (count == 0) break;
      if (count > 0) filled += static_cast<std::size_t>(count);
      if (count < 0 && errno != EINTR && errno != EAGAIN) throw InputFault("cannot read on: " + error_text(errno), "");
    }
    return filled;
  }

  void cancel() noexcept override { cancelled_ = true; }

 private:
  /// Of a pipe: is there something to read (or the end)? Waits for it in short steps, so that one that stays silent cannot
  /// hold up the end of the program. False: cancelled, or nothing yet.
  bool has_bytes(bool wait) const {
    while (!cancelled_) {
      pollfd one{descriptor_, POLLIN, 0};
      if (::poll(&one, 1, wait ? 100 : 0) != 0) return true;
      if (!wait) return false;
    }
    return false;
  }

  int descriptor_;
  bool owned_, regular_;
  std::atomic<bool> cancelled_ = false;
};

class MemoryInput : public InputSource {
 public:
  explicit MemoryInput(std::string_view bytes) : rest_(bytes) {}

  std::size_t read(std::span<char> into) override {
    const std::size_t count = std::min(into.size(), rest_.size());
    if (count != 0) std::memcpy(into.data(), rest_.data(), count);
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view rest_;
};

/// Gives back the first bytes, which were read to see what the file is, before the rest.
class PrefixedInput : public InputSource {
 public:
  PrefixedInput(std::string prefix, std::unique_ptr<InputSource> rest) : prefix_(std::move(prefix)), rest_(std::move(rest)) {}

  std::size_t read(std::span<char> into) override {
    if (given_ == prefix_.size()) return rest_->read(into);
    const std::size_t count = std::min(into.size(), prefix_.size() - given_);
    std::memcpy(into.data(), prefix_.data() + given_, count);
    given_ += count;
    return count;
  }

  void cancel() noexcept override { rest_->cancel(); }

 private:
  std::string prefix_;
  std::size_t given_ = 0;
  std::unique_ptr<InputSource> rest_;
};

enum class Packing { none, gzip, zstd };

struct UnreadKind {
  std::string_view magic, what, hint;
};

/// Kinds of file that people do hand in and that would otherwise be reported as a strange header.
constexpr std::array<UnreadKind, 6> unread_kinds = {{
    {"PK\x03\x04", "this is a zip archive (or a workbook)", "unpack it first; .gz and .zst are read as they are"},
    {"\xFD"
     "7zXZ",
     "this is an xz file", "unpack it first (xz -dc FILE | thaw … with file: \"-\"); .gz and .zst are read as they are"},
    {"BZh", "this is a bzip2 file",
     "unpack it first (bzip2 -dc FILE | thaw … with file: \"-\"); .gz and .zst are read as they are"},
    {"PAR1", "this is a Parquet file", "write it as CSV first"},
    {"\xFF\xFE", "this is UTF-16 text, not UTF-8", "convert it first: iconv -f UTF-16 -t UTF-8"},
    {"\xFE\xFF", "this is UTF-16 text, not UTF-8", "convert it first: iconv -f UTF-16 -t UTF-8"},
}};

Packing packing_of(std::string_view first) {
  for (const UnreadKind& kind : unread_kinds) {
    if (first.starts_with(kind.magic)) throw InputFault(std::string(kind.what), std::string(kind.hint));
  }
  if (first.starts_with("\x1F\x8B")) return Packing::gzip;
  if (first.starts_with("\x28\xB5\x2F\xFD")) return Packing::zstd;
  // A skippable frame (pzstd, seekable files) may come first.
  if (first.size() >= 4 && (first[0] & '\xF0') == '\x50' && first.substr(1, 3) == "\x2A\x4D\x18") return Packing::zstd;
  return Packing::none;
}

std::string first_bytes(InputSource& source) {
  std::string first(6, '\0');
  std::size_t filled = 0;
  while (filled < first.size()) {
    const std::size_t count = source.read(std::span(first).subspan(filled));
    if (count == 0) break;
    filled += count;
  }
  first.resize(filled);
  return first;
}

}  // namespace

std::unique_ptr<InputSource> memory_input(std::string_view bytes) {
  return std::make_unique<MemoryInput>(bytes);
}

std::unique_ptr<InputSource> unpacked_input(std::unique_ptr<InputSource> raw, const InputLimits& limits) {
  std::string first = first_bytes(*raw);
  const Packing packing = packing_of(first);
  auto whole = std::make_unique<PrefixedInput>(std::move(first), std::move(raw));
  if (packing == Packing::none) return whole;
  return background_input(packing == Packing::gzip ? gzip_input(std::move(whole), limits) : zstd_input(std::move(whole), limits));
}

FileIdentity file_identity(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  return identity_of(status);
}

OpenedInput open_input(const std::string& path, const InputLimits& limits) {
  const bool standard = path == "-";
  if (path.find('\0') != std::string::npos) throw InputFault("cannot open: the name has a NUL byte", "");
  const int descriptor = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw InputFault("cannot open: " + error_text(errno), "");
  struct stat status{};
  const bool known = ::fstat(descriptor, &status) == 0;
  const int error = errno;
  const bool regular = known && S_ISREG(status.st_mode);
  auto file = std::make_unique<FileInput>(descriptor, !standard, regular);
  if (!known) throw InputFault("cannot open: " + error_text(error), "");
  if (S_ISDIR(status.st_mode)) throw InputFault("this is a directory, expected a CSV file", "");
  return {unpacked_input(std::move(file), limits), regular && !standard, identity_of(status)};
}

}  // namespace thaw
