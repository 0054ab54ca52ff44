#include "report/attempts_csv.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "report/csv_field.hpp"
#include "report/decimal_time.hpp"
#include "report/names.hpp"
#include "thaw/check.hpp"

namespace thaw {

namespace {

constexpr std::size_t straight_size = std::size_t{256} * 1024;
constexpr std::size_t sorted_size = std::size_t{8} * 1024 * 1024;
constexpr std::string_view header =
    "source,function,request,attempt,arrival_s,wait_ms,placement_ms,init_ms,run_ms,latency_ms,billed_ms,environment,start,outcome,"
    "throttle_reason\n";

std::string spool_path() {
  const char* folder = std::getenv("TMPDIR");
  return std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/thaw-requests";
}

constexpr std::size_t numbers = 10;
constexpr std::size_t names_size_max = 48;
/// Room for a row after its prefix: each number with its comma, the names, the line feed.
constexpr std::size_t row_size_max = numbers * (number_size_max + 1) + names_size_max;

char* put_ms_field(char* to, std::int64_t ns) {
  *to++ = ',';
  return ns < 0 ? to : put_scaled<6>(to, ns);
}

char* put_whole_field(char* to, std::uint64_t value, bool there) {
  *to++ = ',';
  return there ? put_whole(to, value) : to;
}

char* put_name_field(char* to, std::string_view name) {
  *to++ = ',';
  std::memcpy(to, name.data(), name.size());
  return to + name.size();
}

// The fields after source and function. Times that an attempt does not have are negative.
char* put_row(char* to, const AttemptRow& row) {
  to = put_whole(to, row.request);
  to = put_whole_field(to, row.attempt, true);
  *to++ = ',';
  to = put_scaled<9>(to, row.arrival_ns);
  to = put_ms_field(to, row.wait_ns);
  to = put_ms_field(to, row.placement_ns);
  to = put_ms_field(to, row.init_ns);
  to = put_ms_field(to, row.run_ns);
  to = put_ms_field(to, row.latency_ns);
  to = put_whole_field(to, static_cast<std::uint64_t>(row.billed_ms), row.billed_ms >= 0);
  to = put_whole_field(to, row.environment, row.environment != 0);
  to = put_name_field(to, name_of(row.start));
  to = put_name_field(to, name_of(row.outcome));
  to = put_name_field(to, name_of(row.throttle_reason));
  *to++ = '\n';
  return to;
}

}  // namespace

AttemptsCsv::AttemptsCsv(OutputFile& file, const std::vector<std::string>& source_names, std::uint64_t every)
    : file_(file), every_(every) {
  THAW_CHECK(every_ > 0);
  if (file_.in_place()) {
    spool_ = std::make_unique<OutputFile>(spool_path());
    spool_->hide();
  }
  for (const std::string& name : source_names) append_csv_name(source_fields_.emplace_back(), name);
  file_.write(header);
}

void AttemptsCsv::take(const std::string& function, std::span<const AttemptRow> rows) {
  if (function_ == nullptr || *function_ != function) use_function(function);
  for (const AttemptRow& row : rows) {
    if (row.request % every_ == 0) append_row(row);
    if (text_.size() >= straight_size && (pending_.empty() || text_.size() >= sorted_size)) write_out();
  }
}

void AttemptsCsv::discard() {
  store().cut(spool_ ? 0 : header.size());
  function_ = nullptr;
  names_.clear();
  text_.clear();
  pending_.clear();
  written_.clear();
  block_begin_ = 0;
}

void AttemptsCsv::use_function(const std::string& function) {
  close_block();
  function_ = &*names_.insert(function).first;
  std::string field;
  append_csv_name(field, function);
  prefixes_.clear();
  for (const std::string& source : source_fields_) prefixes_.push_back(source + "," + field + ",");
}

void AttemptsCsv::append_row(const AttemptRow& row) {
  THAW_CHECK(row.source < prefixes_.size());
  text_ += prefixes_[row.source];
  std::array<char, row_size_max> fields;  // NOLINT: filled from the beginning, only what is filled is read
  text_.append(fields.data(), put_row(fields.data(), row));
}

// Ends the piece of the function whose rows were taken last.
void AttemptsCsv::close_block() {
  if (text_.size() == block_begin_) return;
  pending_.push_back({function_, {block_begin_, text_.size() - block_begin_}});
  block_begin_ = text_.size();
}

void AttemptsCsv::write_out() {
  close_block();
  std::sort(pending_.begin(), pending_.end());
  write_blocks(pending_);
  pending_.clear();
  text_.clear();
  block_begin_ = 0;
}

void AttemptsCsv::write_blocks(std::vector<Block>& blocks) {
  for (const Block& block : blocks) {
    const Piece piece{store().size(), block.piece.length};
    store().write(std::string_view(text_).substr(block.piece.offset, block.piece.length));
    const bool goes_on = !written_.empty() && written_.back().function == block.function;
    if (goes_on)
      written_.back().piece.length += piece.length;
    else
      written_.push_back({block.function, piece});
  }
}

void AttemptsCsv::finish() {
  write_out();
  if (!spool_ && std::is_sorted(written_.begin(), written_.end())) return;
  std::sort(written_.begin(), written_.end());
  std::vector<Piece> pieces;
  pieces.reserve(written_.size() + 1);
  if (!spool_) pieces.push_back({0, header.size()});
  for (const Block& block : written_) pieces.push_back(block.piece);
  spool_ ? spool_->copy_to(file_, pieces) : file_.rearrange(pieces);
}

}  // namespace thaw
