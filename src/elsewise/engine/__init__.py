"""The compiled engine; the only package that knows the kernel.

A problem crosses the border once, as flat arrays (`kernel/include/elsewise/kernel/tables.hpp` says
which); after that only numbers do. What the engine computes is what `elsewise.reference` computes.
Whole graphs are in `elsewise.engine.exploring`, which only those who want them load.
"""

from elsewise.engine.running import KERNEL_COMPILER, KernelEngine

__all__ = ["KERNEL_COMPILER", "KernelEngine"]
