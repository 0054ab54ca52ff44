// input_source.hpp: bytes of a recorded file, one after another: a file, standard input or memory; plain, gzip or Zstandard.
//
// A source is read once, from its beginning, into the caller's buffer; nothing is mapped and nothing is kept, so memory is the
// same for any size (two blocks of 256 KiB for a compressed file, which is unpacked on a thread of its own). What a compressed
// file may unpack to is bounded. Cost: one read() per block; unpacking costs some 124 ns (zlib) or 58 ns (zstd) per short row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace thaw {

/// A file that cannot be read on; whoever knows the line makes a Diagnostic of it.
class InputFault : public std::exception {
 public:
  InputFault(std::string message, std::string hint) : message_(std::move(message)), hint_(std::move(hint)) {}
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] const std::string& hint() const { return hint_; }
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string message_, hint_;
};

/// How much a compressed file may unpack to; both bounds are far beyond any real trace.
struct InputLimits {
  std::uint64_t unpacked_bytes = std::uint64_t{1} << 40;
  std::uint64_t ratio = 10'000;                             // unpacked to packed; real traces stay below 100
  std::uint64_t ratio_from_bytes = std::uint64_t{1} << 30;  // the ratio is not judged before this much came out
};

/// What tells one state of a file from another.
struct FileIdentity {
  std::uint64_t device = 0, inode = 0, size = 0;
  std::int64_t modified_ns = 0;
  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

class InputSource {
 public:
  virtual ~InputSource() = default;
  /// Puts the next bytes into `into` (not empty) and says how many; 0 only at the end. Throws InputFault.
  virtual std::size_t read(std::span<char> into) = 0;
  /// Lets a read() that waits on another thread return soon; nothing may be read afterwards.
  virtual void cancel() noexcept {}
};

struct OpenedInput {
  std::unique_ptr<InputSource> source;
  bool repeatable = true;  // a regular file; pipes and terminals can be read once
  FileIdentity identity;   // of a regular file
};

/// Opens a file ("-" is standard input) and unpacks it if its first bytes say so. Throws InputFault if that fails, or if
/// the bytes are of a kind that we know and do not read (zip, xz, bzip2, UTF-16).
OpenedInput open_input(const std::string& path, const InputLimits& limits = {});

/// The state of the regular file at `path` now; nothing known of it (all zero) if it is gone.
FileIdentity file_identity(const std::string& path);

/// Bytes that are already in memory; they must outlive the source.
std::unique_ptr<InputSource> memory_input(std::string_view bytes);

/// The same bytes unpacked, if the first ones say that they are packed. Throws InputFault as open_input does.
std::unique_ptr<InputSource> unpacked_input(std::unique_ptr<InputSource> raw, const InputLimits& limits = {});

}  // namespace thaw
