// Makes a failing script as small as it gets.
#pragma once

#include <functional>

#include "script.hpp"

namespace model {

// Leaves out calls and parts of the problem, and puts simpler ones for others, as long as `fails`
// says that what is left fails still.
Script shrunk(Script script, const std::function<bool(const Script&)>& fails);

}  // namespace model
