#include "report/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "report/temporary_register.hpp"
#include "thaw/check.hpp"

namespace thaw {

namespace {

constexpr std::size_t buffer_size = 256 * 1024;

std::string reason(int error) {
  return std::generic_category().message(error);
}

std::string shown_name(const std::string& path) {
  return names_standard_output(path) ? "standard output" : "'" + path + "'";
}

// Descriptors by name are duplicated instead of opened: opening /dev/stdout anew would truncate a redirected file.
int descriptor_of(std::string_view path) {
  if (names_standard_output(path)) return STDOUT_FILENO;
  if (path == "/dev/stderr") return STDERR_FILENO;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(folder) || path.size() > folder.size() + 6 || path.size() == folder.size()) continue;
    const std::string digits(path.substr(folder.size()));
    if (digits.find_first_not_of("0123456789") == std::string::npos)
      return std::atoi(digits.c_str());  // NOLINT: six digits at most
  }
  return -1;
}

// A symbolic link stays one: the file that it leads to is replaced, be it there already or not.
std::string resolved(const std::string& path) {
  std::filesystem::path at = path;
  for (int links = 0; links < 40; ++links) {
    std::error_code none;
    const std::filesystem::path next = std::filesystem::read_symlink(at, none);
    if (none) break;
    at = next.is_absolute() ? next : at.parent_path() / next;
  }
  return at.string();
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

int open_retrying(const char* path, int flags, mode_t mode = 0) {
  int descriptor = -1;
  do {
    descriptor = ::open(path, flags | O_CLOEXEC, mode);  // NOLINT: the system's own signature
  } while (descriptor < 0 && errno == EINTR && (flags & O_CREAT) != 0);
  return descriptor;
}

// Returns 0 or the error.
int write_all(int descriptor, const char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t done = ::write(descriptor, bytes, count);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return errno;
    bytes += done;
    count -= static_cast<std::size_t>(done);
  }
  return 0;
}

// Calls take(bytes) -> error for a piece of a file, some 256 KiB at a time; returns 0 or the first error.
template <typename Take>
int read_piece(int from, Piece piece, std::string& buffer, Take take) {
  while (piece.length > 0) {
    buffer.resize(std::min<std::uint64_t>(piece.length, buffer_size));
    const ssize_t got = ::pread(from, buffer.data(), buffer.size(), static_cast<off_t>(piece.offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got < 0 ? errno : EIO;
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
    if (const int error = take(bytes); error != 0) return error;
    piece.offset += bytes.size();
    piece.length -= bytes.size();
  }
  return 0;
}

// Some file systems have folders that cannot be synced; the rename stands all the same.
void sync_folder(const std::string& folder) {
  const int descriptor = open_retrying(folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

// The owner can be given by root only; it goes first, since a change of owner clears special permissions.
void take_attributes(int descriptor, const struct stat& status) {
  [[maybe_unused]] const int owner = ::fchown(descriptor, status.st_uid, status.st_gid);
  ::fchmod(descriptor, status.st_mode & 07777U);
}

// Gathers small pieces into large writes, and keeps the first error for the end.
class DescriptorSink final : public ByteSink {
 public:
  explicit DescriptorSink(int descriptor) : descriptor_(descriptor) {}
  void write(std::string_view bytes) override {
    buffer_.append(bytes);
    if (buffer_.size() >= buffer_size) finish();
  }
  int finish() {
    if (error_ == 0) error_ = write_all(descriptor_, buffer_.data(), buffer_.size());
    buffer_.clear();
    return error_;
  }

 private:
  int descriptor_;
  int error_ = 0;
  std::string buffer_;
};

struct Created {
  std::string path;
  int descriptor;
};

// 0666 under the user's umask, as any program creates files; O_EXCL so that no file or link of another's is followed.
Created create_beside(const std::string& target) {
  static std::atomic<unsigned> count{0};
  for (int tries = 0; tries < 100; ++tries) {
    std::string path = fmt::format("{}/.thaw-{}-{}.tmp", folder_of(target), ::getpid(), count++);
    const int descriptor = open_retrying(path.c_str(), O_RDWR | O_CREAT | O_EXCL, 0666);
    if (descriptor >= 0) {
      register_temporary(path);
      return {std::move(path), descriptor};
    }
    if (errno != EEXIST) break;
  }
  return {{}, -1};
}

// Device and inode, of a regular file that exists.
std::optional<std::pair<dev_t, ino_t>> identity_of(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return std::pair(status.st_dev, status.st_ino);
}

}  // namespace

bool names_standard_output(std::string_view path) {
  return path == "-" || path == "/dev/stdout" || path == "/dev/fd/1" || path == "/proc/self/fd/1";
}

bool same_regular_file(const std::string& one, const std::string& other) {
  const auto first = identity_of(one);
  return first && first == identity_of(other);
}

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  if (path_.empty()) throw OutputFailure("cannot write a file without a name");
  buffer_.reserve(buffer_size);
  struct stat status{};
  const int given = descriptor_of(path_);
  const bool exists = ::stat(path_.c_str(), &status) == 0;
  const int error = exists ? 0 : errno;
  if (given >= 0 || (exists && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))) {
    open_in_place();
    return;
  }
  if (path_.back() == '/' || (exists && S_ISDIR(status.st_mode))) fail(EISDIR);
  // Found out now, since the rename at the end would only fail after all the work.
  if (error != 0 && error != ENOENT) fail(error);
  if (exists && ::access(path_.c_str(), W_OK) != 0) fail(errno);
  target_ = resolved(path_);
  open_temporary();
  if (exists) take_attributes(descriptor_, status);
}

OutputFile::~OutputFile() {
  discard();
}

void OutputFile::open_in_place() {
  const int given = descriptor_of(path_);
  in_place_ = true;
  standard_output_ = given == STDOUT_FILENO;
  descriptor_ = given >= 0 ? ::fcntl(given, F_DUPFD_CLOEXEC, 3) : open_retrying(path_.c_str(), O_WRONLY);
  if (descriptor_ < 0) fail(errno);
}

void OutputFile::open_temporary() {
  Created created = create_beside(target_);
  if (created.descriptor < 0) fail(errno);
  temporary_ = std::move(created.path);
  descriptor_ = created.descriptor;
}

void OutputFile::fail(int error) {
  discard();
  throw OutputFailure(fmt::format("cannot write {}: {}", shown_name(path_), reason(error)));
}

void OutputFile::discard() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  hide();
}

void OutputFile::hide() noexcept {
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  forget_temporary(temporary_);
  temporary_.clear();
}

void OutputFile::write(std::string_view bytes) {
  THAW_CHECK(descriptor_ >= 0);
  size_ += bytes.size();
  if (buffer_.size() + bytes.size() > buffer_size) flush();
  if (bytes.size() < buffer_size) {
    buffer_.append(bytes);
    return;
  }
  buffer_.assign(bytes);
  flush();
}

void OutputFile::flush() {
  const int error = reader_gone_ ? 0 : write_all(descriptor_, buffer_.data(), buffer_.size());
  buffer_.clear();
  if (error == EPIPE && standard_output_)
    reader_gone_ = true;
  else if (error != 0)
    fail(error);
}

void OutputFile::copy_to(ByteSink& sink, const std::vector<Piece>& order) {
  THAW_CHECK(!in_place());
  flush();
  std::string buffer;
  for (const Piece& piece : order) {
    const int error = read_piece(descriptor_, piece, buffer, [&sink](std::string_view bytes) {
      sink.write(bytes);
      return 0;
    });
    if (error != 0) fail(error);
  }
}

void OutputFile::rearrange(const std::vector<Piece>& order) {
  THAW_CHECK(!in_place());
  flush();
  struct stat status{};
  if (::fstat(descriptor_, &status) != 0) fail(errno);
  const Created created = create_beside(target_);
  if (created.descriptor < 0) fail(errno);
  take_attributes(created.descriptor, status);
  DescriptorSink sink(created.descriptor);
  copy_to(sink, order);
  const int error = sink.finish();
  discard();
  descriptor_ = created.descriptor;
  temporary_ = created.path;
  if (error != 0) fail(error);
}

void OutputFile::cut(std::uint64_t size) {
  THAW_CHECK(!in_place() && size <= size_);
  flush();
  const auto end = static_cast<off_t>(size);
  if (::ftruncate(descriptor_, end) != 0 || ::lseek(descriptor_, end, SEEK_SET) < 0) fail(errno);
  size_ = size;
}

void OutputFile::commit() {
  THAW_CHECK(descriptor_ >= 0 && (in_place() || !temporary_.empty()));
  flush();
  if (!in_place() && ::fsync(descriptor_) != 0) fail(errno);
  const int descriptor = std::exchange(descriptor_, -1);
  // Close reports what a network file system could not write; the number is gone in any case.
  if (::close(descriptor) != 0 && errno != EINTR && !reader_gone_) fail(errno);
  if (in_place()) return;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
  forget_temporary(temporary_);
  temporary_.clear();
  sync_folder(folder_of(target_));
}

}  // namespace thaw
