// One function per part of the kernel; no algorithm here.
#pragma once

#include <nanobind/nanobind.h>

#include "elsewise/kernel/errors.hpp"

void bind_errors(nanobind::module_& module);
void bind_tables(nanobind::module_& module);
void bind_grounding(nanobind::module_& module);
void bind_graph(nanobind::module_& module);
void bind_engine(nanobind::module_& module);

// What Python calls a limit.
const char* name(elsewise::kernel::StopReason reason);
