// trace_file.hpp: recorded traces in files, and from standard input ("-").
//
// The one class that a command needs; the parts are row_reader.hpp (what a row may be) and trace_stream.hpp (order, origin,
// cut). A file is read in one pass; only with a function column and `origin: first` another one before it finds the earliest
// row. Opening again gives the same rows, or a fault if the file is no longer the same.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "thaw/diagnostic.hpp"
#include "thaw/rows.hpp"
#include "thaw/scenario.hpp"
#include "trace/input_source.hpp"

namespace thaw {

class TraceFiles : public TraceOpener {
 public:
  TraceFiles() = default;
  explicit TraceFiles(const InputLimits& limits) : limits_(limits) {}

  /// The rows of `source`, whose arrivals are a trace. Throws Faults (status 4).
  std::unique_ptr<RowStream> open(const Scenario& scenario, const Source& source) override;

 private:
  OpenedInput open_checked(const TraceArrivals& trace, const Source& source);

  InputLimits limits_;
  std::map<std::string, FileIdentity> opened_;
  bool standard_input_taken_ = false;
};

/// The same rows from bytes in memory, which must outlive the stream; `file` is what diagnostics call them.
std::unique_ptr<RowStream> open_trace_text(std::string_view bytes, const std::string& file, const Scenario& scenario,
                                           const Source& source, bool repeatable = true, const InputLimits& limits = {});

}  // namespace thaw
