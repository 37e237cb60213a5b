"""What the parsers of other people raise where bytes do not add up."""

import struct
import tokenize
import zipfile
import zlib

BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,  # a length that was changed asks for any amount
    NotImplementedError,
    RecursionError,
    RuntimeError,
    SyntaxError,  # what is no XML
    TypeError,
    ValueError,
    struct.error,
    tokenize.TokenError,
    zipfile.BadZipFile,
    zlib.error,
)
"""They promise no error of their own for every damage, so any of these means: this file is damaged."""
