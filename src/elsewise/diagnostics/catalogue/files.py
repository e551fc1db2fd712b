"""Codes about files, before a word of them is read."""

from __future__ import annotations

from elsewise.diagnostics.code import Code, Severity

NOT_UTF_8 = Code(
    "not-utf-8",
    Severity.ERROR,
    "This is not text in UTF-8; the first byte that cannot be read is 0x{byte:02x}.",
    """\
World files are text, saved in the encoding called UTF-8. This file is in another one (perhaps
Latin-1 or UTF-16, which some older editors write), or it is no text at all, such as a picture or a
word processor's document. Save it anew as "plain text, UTF-8". In the example, the é of `Café` was
written as the single byte of Latin-1.
""",
    "world Caf\udce9\n",
)
