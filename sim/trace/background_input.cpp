#include "trace/background_input.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace thaw {
namespace {

constexpr std::size_t block_bytes = 256 * 1024;

class BackgroundInput : public InputSource {
 public:
  explicit BackgroundInput(std::shared_ptr<InputSource> source) : source_(std::move(source)) {
    for (Block& block : blocks_) block.bytes.resize(block_bytes);
    thread_ = std::thread([this] { produce(); });
  }
  BackgroundInput(const BackgroundInput&) = delete;
  BackgroundInput& operator=(const BackgroundInput&) = delete;
  ~BackgroundInput() override {
    source_->cancel();
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

  std::size_t read(std::span<char> into) override {
    Block& block = blocks_[next_];
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return block.full; });
    }
    // The producer does not touch a full block, so it is read outside of the lock.
    if (block.fault) std::rethrow_exception(block.fault);
    const std::size_t count = std::min(into.size(), block.size - given_);
    if (count != 0) std::memcpy(into.data(), block.bytes.data() + given_, count);
    given_ += count;
    if (given_ == block.size && block.size != 0) release(block);
    return count;
  }

 private:
  struct Block {
    std::vector<char> bytes;
    std::size_t size = 0;  // 0: the end, or a fault
    std::exception_ptr fault;
    bool full = false;
  };

  void release(Block& block) {
    {
      const std::lock_guard lock(mutex_);
      block.full = false;
    }
    changed_.notify_all();
    given_ = 0;
    next_ = 1 - next_;
  }

  void produce() {
    for (std::size_t at = 0;; at = 1 - at) {
      Block& block = blocks_[at];
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stopped_ || !block.full; });
        if (stopped_) return;
      }
      fill(block);
      const bool last = block.size == 0;
      {
        const std::lock_guard lock(mutex_);
        block.full = true;
      }
      changed_.notify_all();
      if (last) return;
    }
  }

  /// A fault after some bytes is kept for the block after them.
  void fill(Block& block) {
    block.size = 0;
    try {
      while (!pending_ && block.size < block_bytes) {
        const std::size_t count = source_->read(std::span(block.bytes).subspan(block.size));
        if (count == 0) return;
        block.size += count;
      }
    } catch (...) {
      pending_ = std::current_exception();
    }
    if (block.size == 0) block.fault = pending_;
  }

  std::shared_ptr<InputSource> source_;
  std::array<Block, 2> blocks_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  std::exception_ptr pending_;        // the producer's
  std::size_t next_ = 0, given_ = 0;  // the reader's
  std::thread thread_;
};

}  // namespace

std::unique_ptr<InputSource> background_input(std::unique_ptr<InputSource> source) {
  class Shared : public InputSource {
   public:
    explicit Shared(std::shared_ptr<InputSource> source) : source_(std::move(source)) {}
    std::size_t read(std::span<char> into) override { return source_->read(into); }
    void cancel() noexcept override { source_->cancel(); }

   private:
    std::shared_ptr<InputSource> source_;
  };
  const std::shared_ptr<InputSource> shared = std::move(source);
  try {
    return std::make_unique<BackgroundInput>(shared);
  } catch (const std::system_error&) {
    return std::make_unique<Shared>(shared);
  }
}

}  // namespace thaw
