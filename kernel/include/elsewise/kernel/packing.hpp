// The tables of a problem as bytes, to be kept on this machine from one run to the next.
#pragma once

#include <string>
#include <string_view>

#include "elsewise/kernel/tables.hpp"

namespace elsewise::kernel {

std::string packed(const Tables& tables);

// Throws BadProblem if these are not the bytes of tables, as far as lengths tell; what the tables
// say has still to be checked.
Tables unpacked(std::string_view bytes);

}  // namespace elsewise::kernel
