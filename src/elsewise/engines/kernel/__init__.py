"""The compiled engine; the only package that knows the kernel.

A problem crosses the border once, as flat arrays (`kernel/include/elsewise/kernel/tables.hpp` says
which); after that only numbers do. What the engine computes is what `elsewise.engines.reference`
computes. Whole graphs are in `elsewise.engines.kernel.explore`.
"""

from elsewise.engines.kernel.engine import KERNEL_COMPILER, KernelEngine

__all__ = ["KERNEL_COMPILER", "KernelEngine"]
