// attempts_csv.hpp: the file of `--requests`, one row per attempt, by function name, then in the order of the run.
//
// Columns: source, function, request (from 0), attempt (from 1), arrival_s, wait_ms, placement_ms, init_ms, run_ms,
// latency_ms, billed_ms, environment (from 1), start, outcome, throttle_reason. Decimals are exact. A field that an attempt
// does not have (the environment of a throttled one) is empty. A name that looks like a formula gets an apostrophe.
//
// Rows of functions that come one after the other in order of name go straight through. Where functions take turns, blocks
// of 8 MiB are sorted by function as they are written, and put together at the end. About 100 ns a row.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "report/output_file.hpp"
#include "thaw/rows.hpp"

namespace thaw {

class AttemptsCsv final : public AttemptSink {
 public:
  /// Writes attempts of requests whose ordinal is a multiple of `every` (--requests-sample 1/N). An output in place gets
  /// everything at the end, since it could not be taken back. Does not commit the file.
  AttemptsCsv(OutputFile& file, const std::vector<std::string>& source_names, std::uint64_t every = 1);

  void take(const std::string& function, std::span<const AttemptRow> rows) override;
  /// Forgets all rows taken so far.
  void discard() override;
  /// Hands the rest to the file, in order. Call once, before the file's commit. Throws OutputFailure.
  void finish();

 private:
  struct Block {
    const std::string* function;
    Piece piece;
    /// By name of the function, then as it came.
    friend bool operator<(const Block& a, const Block& b) {
      if (a.function == b.function) return a.piece.offset < b.piece.offset;
      return *a.function < *b.function;
    }
  };

  void use_function(const std::string& function);
  void append_row(const AttemptRow& row);
  void close_block();
  void write_out();
  void write_blocks(std::vector<Block>& blocks);
  [[nodiscard]] OutputFile& store() { return spool_ ? *spool_ : file_; }

  OutputFile& file_;
  std::unique_ptr<OutputFile> spool_;
  std::uint64_t every_;
  std::vector<std::string> source_fields_;
  std::vector<std::string> prefixes_;      // "source,function," by source
  std::set<std::string> names_;            // of the functions met; nodes stay where they are
  const std::string* function_ = nullptr;  // of the rows being taken
  std::string text_;                       // rows not yet written
  std::vector<Block> pending_;             // pieces of text_
  std::vector<Block> written_;             // pieces of the store
  std::size_t block_begin_ = 0;
};

}  // namespace thaw
