// Makes conjunctions of flat atoms from rows; used by Program only.
#pragma once

#include <unordered_map>
#include <vector>

#include "elsewise/kernel/program.hpp"

namespace elsewise::kernel {

class Compiler {
public:
    explicit Compiler(Program& program) : p_(program) {}

    // The conjunction for a condition's row; equal rows give the same.
    std::uint32_t condition(std::uint32_t row);

private:
    // Atoms of a conjunction as they are gathered, before they go into the program's lists.
    struct Parts {
        std::vector<OwnAtom> own_atoms;
        std::vector<MindAtom> mind_atoms;
        std::vector<RowAtom> own_rows;
        std::vector<RowAtom> mind_rows;
        std::vector<Range> own_choices;
        std::vector<Range> mind_choices;
    };

    void gather(std::uint32_t row, Parts& parts);
    void gather_comparison(std::uint32_t row, Parts& parts);
    void gather_choice(std::uint32_t row, Parts& parts);
    void gather_alternatives(std::uint32_t row, std::vector<std::uint32_t>& rows) const;

    Program& p_;
    std::unordered_map<std::uint32_t, std::uint32_t> done_;
};

}  // namespace elsewise::kernel
