#include <nanobind/nanobind.h>

namespace nb = nanobind;

NB_MODULE(_kernel, module) {
    module.doc() = "The compiled engine. Only elsewise.engine imports this module.";
}
