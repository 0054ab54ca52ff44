// account_reader.hpp: the map `account:` of a scenario: what all its functions share.
#pragma once

#include "scenario/assumptions.hpp"
#include "scenario/fault_list.hpp"
#include "scenario/yaml_tree.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// Without a node the defaults: the request rate is ten times the concurrency. Tells which keys were written.
void read_account(const YamlNode* node, Account& account, WrittenKeys& written, FaultList& faults);

}  // namespace thaw
