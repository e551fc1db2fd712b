#include <exception>

#include "bindings.hpp"
#include "elsewise/kernel/errors.hpp"

namespace nb = nanobind;
using namespace elsewise::kernel;

namespace {

// Raised with the numbers of the triggers as `args`.
PyObject* trigger_loop = nullptr;

void translate_trigger_loop(const std::exception_ptr& thrown, void* /*payload*/) {
    try {
        std::rethrow_exception(thrown);
    } catch (const TriggerLoop& loop) {
        nb::list triggers;
        for (const std::uint32_t trigger : loop.triggers) {
            triggers.append(trigger);
        }
        PyErr_SetObject(trigger_loop, nb::tuple(triggers).ptr());
    } catch (const Stopped&) {
        PyErr_SetString(PyExc_MemoryError, "there are more different values or states than fit");
    } catch (const BadFolder& error) {
        PyErr_SetString(PyExc_OSError, error.what());
    }
}

}  // namespace

void bind_errors(nb::module_& module) {
    nb::exception<BadProblem>(module, "BadProblem", PyExc_ValueError);
    nb::exception<ContractBroken>(module, "ContractBroken", PyExc_RuntimeError);
    nb::exception<TooLarge>(module, "TooLarge", PyExc_OverflowError);
    trigger_loop = PyErr_NewException("elsewise._kernel.TriggerLoop", PyExc_RuntimeError, nullptr);
    module.attr("TriggerLoop") = nb::handle(trigger_loop);
    nb::register_exception_translator(translate_trigger_loop);
}
