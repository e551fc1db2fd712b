#include "bindings.hpp"

// What compiled this module: times are only comparable with it.
#if defined(__clang__)
#define ELSEWISE_COMPILER "Clang " __clang_version__
#elif defined(__GNUC__)
#define ELSEWISE_COMPILER "GCC " __VERSION__
#else
#define ELSEWISE_COMPILER "another compiler"
#endif

NB_MODULE(_kernel, module) {
    module.doc() = "The compiled engine. Only elsewise.engines.kernel imports this module.";
    module.attr("compiler") = ELSEWISE_COMPILER;
    bind_errors(module);
    bind_tables(module);
    bind_grounding(module);
    bind_graph(module);
    bind_engine(module);
}
