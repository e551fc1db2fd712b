#include "bindings.hpp"

NB_MODULE(_kernel, module) {
    module.doc() = "The compiled engine. Only elsewise.engine imports this module.";
    bind_errors(module);
    bind_tables(module);
    bind_engine(module);
}
