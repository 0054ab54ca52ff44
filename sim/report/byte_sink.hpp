// byte_sink.hpp: where rendered bytes go.
//
// Renderers write in pieces of some 64 KiB, so that a result of 50,000 functions is never one string in memory.
#pragma once

#include <string>
#include <string_view>

namespace thaw {

class ByteSink {
 public:
  ByteSink() = default;
  ByteSink(const ByteSink&) = delete;
  ByteSink& operator=(const ByteSink&) = delete;
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
};

/// Keeps everything in memory; for tests and small renderings.
class StringSink final : public ByteSink {
 public:
  void write(std::string_view bytes) override { text.append(bytes); }
  std::string text;
};

}  // namespace thaw
