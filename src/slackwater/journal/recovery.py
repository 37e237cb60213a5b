"""A recovery code that prints well, types well, and tells a slip from a wrong code.

Seven groups of five characters, ``7KQ2M-…``: four carry 20 random bits (140 in all, ENG; at least 128),
the fifth checks its group. The alphabet is Crockford's base 32 (no I, L, O, U); typed I and L are read
as 1, O as 0, case, spaces and hyphens do not matter.

The check is a weighted sum over GF(32) plus the group's number, so every single wrong character, every
swap of two characters in a group and every group in the wrong place is told; other slips 31 times in 32.
"""

import secrets

from slackwater.journal.errors import RecoveryTypo

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 7
CARRYING = 4
BITS = GROUPS * CARRYING * 5
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", " ": "", "-": "", "–": "", "\t": "", "\n": ""})
_WEIGHTS = (2, 4, 8, 16)


def new_code() -> str:
    """A fresh code from the system's own chance."""
    return written_code(secrets.token_bytes((BITS + 7) // 8))


def written_code(random: bytes) -> str:
    """The code of some random bytes, with its checks; ``BITS`` bits of them count."""
    number = int.from_bytes(random, "big") & ((1 << BITS) - 1)
    digits = [(number >> (5 * place)) & 31 for place in reversed(range(GROUPS * CARRYING))]
    groups = [digits[at : at + CARRYING] for at in range(0, len(digits), CARRYING)]
    return "-".join(_letters([*group, _check(group, at)]) for at, group in enumerate(groups))


def read_code(typed: str) -> bytes:
    """The secret bytes of a typed code; raises :class:`RecoveryTypo` with the group that has a slip."""
    letters = typed.upper().translate(_READ_AS)
    if len(letters) != GROUPS * (CARRYING + 1):
        raise RecoveryTypo(0, f"{GROUPS} groups of {CARRYING + 1} are wanted, {len(letters)} characters came")
    number = 0
    for at in range(GROUPS):
        group = letters[at * 5 : at * 5 + 5]
        digits = [ALPHABET.find(letter) for letter in group]
        if -1 in digits or _check(digits[:CARRYING], at) != digits[CARRYING]:
            raise RecoveryTypo(at + 1)
        for digit in digits[:CARRYING]:
            number = (number << 5) | digit
    return number.to_bytes((BITS + 7) // 8, "big")


def _letters(digits: list[int]) -> str:
    return "".join(ALPHABET[digit] for digit in digits)


def _check(digits: list[int], group: int) -> int:
    total = group
    for digit, weight in zip(digits, _WEIGHTS, strict=True):
        total ^= _times(digit, weight)
    return total


def _times(left: int, right: int) -> int:
    """The product in GF(32), modulo x⁵ + x² + 1."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= 0b100101
        right >>= 1
    return product
