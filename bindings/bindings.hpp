// One function per part of the kernel; no algorithm here.
#pragma once

#include <nanobind/nanobind.h>

void bind_errors(nanobind::module_& module);
void bind_tables(nanobind::module_& module);
void bind_engine(nanobind::module_& module);
