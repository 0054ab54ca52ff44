// fault_list.hpp: the faults of one scenario while it is being read, and the text that their excerpts are cut from.
//
// All parts of the reader add to one list, so that the user sees all faults at once; a fault that is found twice (a
// default that every function takes over) is kept once. Reporting sorts by place and keeps the first max_faults.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/yaml_tree.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {

class FaultList {
 public:
  /// `document` and `settings` must outlive the list; `name` is the file as the user named it.
  FaultList(std::string name, std::string_view document, const std::vector<std::string>& settings);

  void add(const Place& place, std::string message, std::string hint = {});
  /// A fault in another file that the scenario names.
  void add(Diagnostic diagnostic);

  [[nodiscard]] bool empty() const { return found_.empty(); }
  /// Throws Faults if there are any: status usage if all lie in settings, else scenario.
  void throw_if_any() const;

 private:
  struct Found {
    Place place;
    Diagnostic diagnostic;
  };

  [[nodiscard]] Diagnostic located(const Place& place, std::string message, std::string hint) const;
  [[nodiscard]] bool known(const Place& place, std::string_view message) const;

  std::string name_;
  std::string_view document_;
  const std::vector<std::string>& settings_;
  std::vector<Found> found_;
};

}  // namespace thaw
