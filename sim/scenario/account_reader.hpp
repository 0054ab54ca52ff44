// account_reader.hpp: the map `account:` of a scenario: what all its functions share.
#pragma once

#include <string_view>
#include <vector>

#include "scenario/assumptions.hpp"
#include "scenario/fault_list.hpp"
#include "scenario/function_reader.hpp"
#include "scenario/yaml_tree.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// Without a node the defaults: the request rate is ten times the concurrency. Tells which keys were written. `region` decides what
/// `legacy` means.
void read_account(const YamlNode* node, std::string_view region, Account& account, WrittenKeys& written, FaultList& faults);

/// Faults where functions reserve more of the account's concurrency than they may: 100 always stay unreserved.
void check_reservations(const Account& account, const std::vector<FunctionGroup>& groups, FaultList& faults);
/// Provisioned concurrency fits into what a function reserves, or into what the account leaves unreserved, less 100.
void check_provisioning(const Account& account, const std::vector<FunctionGroup>& groups, FaultList& faults);

}  // namespace thaw
