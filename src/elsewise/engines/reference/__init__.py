"""The meaning of the language, in plain Python that is written to be read.

`states` says what a state is and how minds are walked, `transition` what an event brings about in
the world and in every mind (with `surprise` and `triggers`), `reasons` when a character has a
reason, `search` which stories there are. `engine` puts them behind the interface that the kernel
has too. Slow, and always right: where the kernel answers otherwise, the kernel is wrong.
"""
