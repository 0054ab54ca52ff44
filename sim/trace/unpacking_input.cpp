#include "trace/unpacking_input.hpp"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <vector>

namespace thaw {
namespace {

constexpr std::size_t packed_block_bytes = 128 * 1024;

/// Counts what goes in and comes out, and stops a file that unpacks to more than any trace.
class UnpackingGuard {
 public:
  explicit UnpackingGuard(const InputLimits& limits) : limits_(limits) {}

  void count(std::uint64_t packed_bytes, std::uint64_t unpacked_bytes) {
    packed_ += packed_bytes;
    unpacked_ += unpacked_bytes;
    if (unpacked_ > limits_.unpacked_bytes) {
      throw InputFault(fmt::format("unpacks to more than {} bytes", limits_.unpacked_bytes), "split it into several files");
    }
    if (unpacked_ > limits_.ratio_from_bytes && unpacked_ / limits_.ratio > packed_) {
      throw InputFault(fmt::format("unpacks to more than {} times its size, which no real trace does", limits_.ratio),
                       "if it is one, unpack it first");
    }
  }

 private:
  InputLimits limits_;
  std::uint64_t packed_ = 0, unpacked_ = 0;
};

/// The packed bytes, a block at a time.
class PackedBytes {
 public:
  explicit PackedBytes(std::unique_ptr<InputSource> source) : source_(std::move(source)), block_(packed_block_bytes) {}

  /// What is still unused; reads on when that is nothing. Empty at the end.
  std::span<char> rest() {
    if (rest_.empty()) rest_ = std::span(block_).first(source_->read(block_));
    return rest_;
  }
  void use(std::size_t count) { rest_ = rest_.subspan(count); }
  void cancel() noexcept { source_->cancel(); }

 private:
  std::unique_ptr<InputSource> source_;
  std::vector<char> block_;
  std::span<char> rest_;
};

class GzipInput : public InputSource {
 public:
  GzipInput(std::unique_ptr<InputSource> packed, const InputLimits& limits) : packed_(std::move(packed)), guard_(limits) {
    constexpr int gzip_header = 16;
    if (inflateInit2(&stream_, MAX_WBITS + gzip_header) != Z_OK) throw InputFault("cannot unpack: no memory", "");
  }
  GzipInput(const GzipInput&) = delete;
  GzipInput& operator=(const GzipInput&) = delete;
  ~GzipInput() override { inflateEnd(&stream_); }

  std::size_t read(std::span<char> into) override {
    for (;;) {
      // What came out before the damage was given first.
      if (damaged_) {
        throw InputFault(fmt::format("the gzip data is damaged ({})", stream_.msg == nullptr ? "no detail" : stream_.msg),
                         "copy the file again");
      }
      if (between_members_ && !next_member()) return 0;
      const std::span<char> rest = packed_.rest();
      if (rest.empty()) throw InputFault("the gzip data ends in the middle", "the file is cut off; copy it again");
      if (const std::size_t count = inflate_some(rest, into); count != 0) return count;
    }
  }

  void cancel() noexcept override { packed_.cancel(); }

 private:
  /// After the first member only: another one, or zeros that pad to a block (as on tapes), or the end.
  bool next_member() {
    while (!packed_.rest().empty() && packed_.rest()[0] == '\0' && !first_) packed_.use(1);
    if (packed_.rest().empty()) return false;
    if (!first_ && packed_.rest()[0] != '\x1F') {
      throw InputFault("there are bytes after the end of the gzip data", "the file is damaged; copy it again");
    }
    if (!first_) inflateReset(&stream_);
    first_ = between_members_ = false;
    return true;
  }

  std::size_t inflate_some(std::span<char> rest, std::span<char> into) {
    stream_.next_in = reinterpret_cast<Bytef*>(rest.data());
    stream_.avail_in = static_cast<uInt>(rest.size());
    stream_.next_out = reinterpret_cast<Bytef*>(into.data());
    const std::size_t room = std::min<std::size_t>(into.size(), 1U << 30U);
    stream_.avail_out = static_cast<uInt>(room);
    const int code = inflate(&stream_, Z_NO_FLUSH);
    const std::size_t used = rest.size() - stream_.avail_in;
    const std::size_t count = room - stream_.avail_out;
    damaged_ = code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR;
    between_members_ = code == Z_STREAM_END;
    packed_.use(used);
    guard_.count(used, count);
    return count;
  }

  PackedBytes packed_;
  UnpackingGuard guard_;
  z_stream stream_{};
  bool first_ = true, between_members_ = true, damaged_ = false;
};

class ZstdInput : public InputSource {
 public:
  ZstdInput(std::unique_ptr<InputSource> packed, const InputLimits& limits)
      : packed_(std::move(packed)), guard_(limits), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw InputFault("cannot unpack: no memory", "");
  }
  ZstdInput(const ZstdInput&) = delete;
  ZstdInput& operator=(const ZstdInput&) = delete;
  ~ZstdInput() override { ZSTD_freeDStream(stream_); }

  std::size_t read(std::span<char> into) override {
    for (;;) {
      // A full output buffer may leave bytes inside the decoder, so it is asked before more input is.
      const std::span<char> rest = more_inside_ ? std::span<char>{} : packed_.rest();
      if (rest.empty() && !more_inside_) {
        if (in_frame_) throw InputFault("the zstd data ends in the middle", "the file is cut off; copy it again");
        return 0;
      }
      if (const std::size_t count = decompress_some(rest, into); count != 0) return count;
    }
  }

  void cancel() noexcept override { packed_.cancel(); }

 private:
  std::size_t decompress_some(std::span<char> rest, std::span<char> into) {
    ZSTD_inBuffer in{rest.data(), rest.size(), 0};
    ZSTD_outBuffer out{into.data(), into.size(), 0};
    const std::size_t code = ZSTD_decompressStream(stream_, &out, &in);
    if (ZSTD_isError(code) != 0) {
      throw InputFault(fmt::format("the zstd data is damaged ({})", ZSTD_getErrorName(code)), "copy the file again");
    }
    in_frame_ = code != 0;
    more_inside_ = in_frame_ && out.pos == out.size;
    packed_.use(in.pos);
    guard_.count(in.pos, out.pos);
    return out.pos;
  }

  PackedBytes packed_;
  UnpackingGuard guard_;
  ZSTD_DStream* stream_;
  bool in_frame_ = false, more_inside_ = false;
};

}  // namespace

std::unique_ptr<InputSource> gzip_input(std::unique_ptr<InputSource> packed, const InputLimits& limits) {
  return std::make_unique<GzipInput>(std::move(packed), limits);
}

std::unique_ptr<InputSource> zstd_input(std::unique_ptr<InputSource> packed, const InputLimits& limits) {
  return std::make_unique<ZstdInput>(std::move(packed), limits);
}

}  // namespace thaw
