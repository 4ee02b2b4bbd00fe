// Whether a workspace is whole: the database's pages, the log's order, the state's hash. Reads
// everything, so it takes seconds on a large workspace; changes nothing.
#pragma once

#include <string>
#include <vector>

#include "shell/server/data/workspace.h"

namespace firsthand::server {

struct Verification {
  std::int64_t operations = 0;
  std::string state_hash;             // computed from the tables
  std::vector<std::string> problems;  // sentences; empty: the workspace is whole
};

[[nodiscard]] Verification verify(Workspace& workspace, Instant now);

}  // namespace firsthand::server
