// output_file.hpp: a file that is written whole or not at all.
//
// Bytes go to a new file in the same folder, which takes the place of the old one only in commit(), after it has reached the
// disk; until then, and after any failure, what was there before stands untouched, and nothing of ours stays behind.
// Permissions of a file that is replaced are kept, a symbolic link stays one. Devices, pipes and standard output ("-",
// /dev/stdout, /dev/fd/1) are written in place. Costs one copy into a buffer of 256 KiB.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/byte_sink.hpp"

namespace thaw {

/// The system would not let us write; one line that names the file and the reason. Exit status 1.
class OutputFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A piece of what has been written so far, in bytes.
struct Piece {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

class OutputFile final : public ByteSink {
 public:
  /// Opens the temporary file, or the device itself; throws OutputFailure if the folder is missing, may not be written,
  /// or the path is a folder.
  explicit OutputFile(std::string path);
  ~OutputFile() override;

  /// Throws OutputFailure. A standard output whose reader has gone takes everything and says nothing.
  void write(std::string_view bytes) override;
  /// Puts the pieces, which together are everything written so far, into the given order. Not for files in place.
  void rearrange(const std::vector<Piece>& order);
  /// Hands pieces of what was written to another sink. Not for files in place.
  void copy_to(ByteSink& sink, const std::vector<Piece>& order);
  /// Takes back all but the first `size` bytes. Not for files in place.
  void cut(std::uint64_t size);
  /// Gives up the file's name, so that nothing stays behind however the process ends; it cannot be committed any more.
  void hide() noexcept;
  /// Everything to the disk, then under its name. Throws OutputFailure, having left the old file as it was.
  void commit();

  /// Written as it comes, without a way back.
  [[nodiscard]] bool in_place() const { return in_place_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  /// Bytes taken so far.
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  void open_in_place();
  void open_temporary();
  void flush();
  void discard() noexcept;
  [[noreturn]] void fail(int error);

  std::string path_;       // as the user named it
  std::string target_;     // with symbolic links resolved
  std::string temporary_;  // empty once it is gone or renamed
  bool in_place_ = false;
  int descriptor_ = -1;
  bool standard_output_ = false;
  bool reader_gone_ = false;
  std::uint64_t size_ = 0;
  std::string buffer_;
};

/// True for "-" and the names of the descriptor 1.
bool names_standard_output(std::string_view path);

/// True if both paths lead to one regular file that exists.
bool same_regular_file(const std::string& one, const std::string& other);

/// Removes the temporary files of all outputs that are open; for a signal handler, so it only calls unlink.
void remove_temporaries_now() noexcept;

}  // namespace thaw
