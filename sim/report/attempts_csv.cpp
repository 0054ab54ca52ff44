#include "report/attempts_csv.hpp"

#include <algorithm>
#include <cstdlib>
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

bool by_name(const std::string* a, const std::string* b) {
  return a != b && *a < *b;
}

std::string spool_path() {
  const char* folder = std::getenv("TMPDIR");
  return std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/thaw-requests";
}

void append_ms_field(std::string& out, std::int64_t ns) {
  out.push_back(',');
  if (ns >= 0) append_ms(out, ns);
}

void append_name_field(std::string& out, std::string_view name) {
  out.push_back(',');
  out.append(name);
}

}  // namespace

AttemptsCsv::AttemptsCsv(OutputFile& file, std::vector<std::string> source_names, bool one_function, std::uint64_t every)
    : file_(file), every_(every) {
  THAW_CHECK(every_ > 0);
  if (file_.in_place() && !one_function) spool_ = std::make_unique<OutputFile>(spool_path());
  for (const std::string& name : source_names) append_csv_field(source_fields_.emplace_back(), name);
  file_.write(header);
}

void AttemptsCsv::take(const std::string& function, std::span<const AttemptRow> rows) {
  if (function_ == nullptr || *function_ != function) use_function(function);
  for (const AttemptRow& row : rows) {
    if (row.request % every_ == 0) append_row(row);
    if (text_.size() >= straight_size && (pending_.empty() || text_.size() >= sorted_size)) write_out();
  }
}

void AttemptsCsv::use_function(const std::string& function) {
  close_block();
  function_ = &*names_.insert(function).first;
  std::string field;
  append_csv_field(field, function);
  prefixes_.clear();
  for (const std::string& source : source_fields_) prefixes_.push_back(source + "," + field + ",");
}

void AttemptsCsv::append_row(const AttemptRow& row) {
  THAW_CHECK(row.source < prefixes_.size());
  text_ += prefixes_[row.source];
  append_whole(text_, row.request);
  text_.push_back(',');
  append_whole(text_, row.attempt);
  text_.push_back(',');
  append_seconds(text_, row.arrival_ns);
  append_ms_field(text_, row.wait_ns);
  append_ms_field(text_, row.placement_ns);
  append_ms_field(text_, row.init_ns);
  append_ms_field(text_, row.run_ns);
  append_ms_field(text_, row.latency_ns);
  text_.push_back(',');
  if (row.billed_ms >= 0) append_whole(text_, static_cast<std::uint64_t>(row.billed_ms));
  text_.push_back(',');
  if (row.environment != 0) append_whole(text_, row.environment);
  append_name_field(text_, name_of(row.start));
  append_name_field(text_, name_of(row.outcome));
  append_name_field(text_, name_of(row.throttle_reason));
  text_.push_back('\n');
}

// Ends the piece of the function whose rows were taken last.
void AttemptsCsv::close_block() {
  if (text_.size() == block_begin_) return;
  pending_.push_back({function_, {block_begin_, text_.size() - block_begin_}});
  block_begin_ = text_.size();
}

void AttemptsCsv::write_out() {
  close_block();
  std::stable_sort(pending_.begin(), pending_.end(),
                   [](const Block& a, const Block& b) { return by_name(a.function, b.function); });
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
  const auto order = [](const Block& a, const Block& b) { return by_name(a.function, b.function); };
  const bool in_order = std::is_sorted(written_.begin(), written_.end(), order);
  if (in_order && !spool_) return;
  std::stable_sort(written_.begin(), written_.end(), order);
  std::vector<Piece> pieces;
  pieces.reserve(written_.size() + 1);
  if (!spool_) pieces.push_back({0, header.size()});
  for (const Block& block : written_) pieces.push_back(block.piece);
  spool_ ? spool_->copy_to(file_, pieces) : file_.rearrange(pieces);
}

}  // namespace thaw
