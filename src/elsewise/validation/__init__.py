"""Whether a story holds, checked step by step by the rules of the reference, without any kernel.

`validate.validate` is the one verb; `fault.Fault` is what it finds.
"""
