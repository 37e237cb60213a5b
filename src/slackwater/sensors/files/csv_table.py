"""CSV and other tables of samples, read in blocks: one measurement, with a rate or a column of times."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from slackwater.sensors.errors import BadLine, NotSure
from slackwater.sensors.files.columns import Roles, choose, told_unit
from slackwater.sensors.files.intervals import interval_track
from slackwater.sensors.files.rows import Block, read_rows
from slackwater.sensors.files.samples import Floats, Found, Kind, Piece, Tell, Track, Wanted, sane, silent
from slackwater.sensors.files.table import TIME, Layout
from slackwater.sensors.files.timing import Evener, hole_s, rate_of
from slackwater.sensors.files.units import Scale, acc_scale, ecg_scale, time_unit_s
from slackwater.tongues import marked, worded
from slackwater.tongues.numbers import number

_DAY_S = 86400.0
_NO_RATE = marked("Add --rate with the samples a second, or --columns with the time first.")


def read_table(path: Path, layout: Layout, wanted: Wanted) -> Found:
    """What a table holds; raises what :func:`~slackwater.sensors.files.columns.choose` does, and :class:`BadLine`."""
    roles = choose(path, layout, wanted)
    if roles.kind is Kind.RR:
        return Found(path, worded("text", "file"), (interval_track(path, layout, roles, wanted),))
    table = _Table(path, layout, roles, wanted)
    return Found(path, worded("a table"), (table.track(),))


class _Table:
    """One measurement of one table: what was made out from its first block, and its pieces."""

    def __init__(self, path: Path, layout: Layout, roles: Roles, wanted: Wanted) -> None:
        self._path, self._layout, self._roles = path, layout, roles
        self._timed = wanted.rate_hz is None
        if self._timed and roles.time is None:
            raise NotSure(path, worded("it has no column of times that rises"), worded(_NO_RATE))
        first = next(self._blocks(silent))
        self._scale = self._scaled(first, wanted.unit)
        self._unit_s, self._zero, self._rate_hz = 1.0, 0.0, wanted.rate_hz or 0.0
        if self._timed:
            self._set_clock(first.values[:, 0])

    def track(self) -> Track:
        notes = [*self._roles.notes, self._scale.note]
        uneven = self._roles.kind is Kind.ACC and self._timed
        if self._timed and not uneven:
            told_rate = worded("By its times it has {rate} samples a second.")
            notes.append(told_rate.format(rate=number(self._rate_hz, ".6g")))
        name = self._layout.names[self._roles.values[0]] or self._roles.kind.value
        told = tuple(note for note in notes if note)
        rate_hz = None if uneven else self._rate_hz
        return Track(self._roles.kind, name, self._pieces, rate_hz, told, in_g=self._scale.known)

    def _blocks(self, tell: Tell) -> Iterator[Block]:
        """Blocks whose first column is the time, where there is one."""
        time = self._roles.time
        use = (*((time,) if self._timed and time is not None else ()), *self._roles.values)
        return read_rows(self._path, self._layout, use, tell)

    def _scaled(self, first: Block, unit: str | None) -> Scale:
        values = first.values[:, -len(self._roles.values) :]
        values = values[sane(values)]
        if not len(values):
            what = worded("its columns hold nothing that a sensor could have written")
            others = worded("Choose others with --columns: {columns}.").format(columns=self._layout.listed())
            raise NotSure(self._path, what, others)
        told = unit or told_unit(self._layout.names[self._roles.values[0]])
        match self._roles.kind:
            case Kind.ECG:
                return ecg_scale(told, values[:, 0])
            case Kind.ACC:
                scale = acc_scale(told, values)
                if scale is None:
                    raise _unit_untold(self._path, float(np.nanmedian(np.linalg.norm(values, axis=1))))
                return scale
            case _:
                return Scale(1.0)

    def _set_clock(self, column: Floats) -> None:
        at = self._roles.time
        assert at is not None  # noqa: S101 -- a timed table has such a column
        known = column[np.isfinite(column)]
        dated = bool(self._layout.sample) and TIME.fullmatch(self._layout.sample[0][at]) is not None
        unit_s = 1.0 if dated else time_unit_s(told_unit(self._layout.names[at]), known)
        name = self._layout.names[at] or str(at + 1)
        if unit_s is None:
            what = worded("whether column “{name}” holds times or counts the rows cannot be told")
            raise NotSure(self._path, what.format(name=name), worded(_NO_RATE))
        self._unit_s, self._zero = unit_s, float(known[0])
        clock = rate_of((known - self._zero) * unit_s)
        if clock is None:
            few = worded("it has too few rows to tell how fast they came")
            raise NotSure(self._path, few, worded(_NO_RATE))
        if clock.bunched and self._roles.kind is not Kind.ACC:
            what = worded(
                "the times in column “{name}” come in bunches: when samples arrived, not when they were taken"
            ).format(name=name)
            raise NotSure(self._path, what, worded("Add --rate with the samples a second."))
        self._rate_hz = clock.rate_hz

    def _pieces(self, tell: Tell) -> Iterator[Piece]:
        evener = Evener(self._rate_hz)
        rows, last_s = 0, -np.inf
        for block in self._blocks(tell):
            if self._timed:
                at_s = self._seconds(block, last_s)
                last_s = float(at_s[-1])
                values = block.values[:, 1:]
            else:
                at_s = (rows + np.arange(len(block.lines))) / self._rate_hz
                values = block.values
            rows += len(block.lines)
            kept = sane(values)
            scaled = values[kept] * self._scale.by
            if not kept.any():
                continue
            if self._roles.kind is Kind.ACC:
                yield from self._shaken(at_s[kept], scaled)
            else:
                yield from evener.feed(at_s[kept], scaled[:, 0])

    def _shaken(self, at_s: Floats, values: Floats) -> Iterator[Piece]:
        """Acceleration: its times as they are, or runs at the rate that was told."""
        if self._timed:
            yield Piece(float(at_s[0]), values, at_s)
            return
        cuts = np.flatnonzero(np.diff(at_s) > hole_s(self._rate_hz)) + 1
        for part_s, part in zip(np.split(at_s, cuts), np.split(values, cuts), strict=True):
            yield Piece(float(part_s[0]), part, part_s)

    def _seconds(self, block: Block, last_s: float) -> Floats:
        at_s = (block.values[:, 0] - self._zero) * self._unit_s
        at_s = self._past_midnight(at_s, last_s)
        steps = np.diff(at_s, prepend=last_s)
        wrong = np.flatnonzero(~(steps >= 0))
        if len(wrong):
            at = int(wrong[0])
            known = np.isfinite(at_s[at])
            earlier = worded("“{text}” is earlier than the row before it")
            why = earlier if known else worded("“{text}” has no time")
            next_ = worded("Sort the rows by time, or add --rate to go by their order alone.")
            raise BadLine(self._path, int(block.lines[at]), f"{block.values[at, 0]:.10g}", why, next_)
        return at_s

    def _past_midnight(self, at_s: Floats, last_s: float) -> Floats:
        """Times of day that begin again at nought go on instead."""
        if not self._layout.sample or ":" not in self._layout.sample[0][self._roles.time or 0][:3]:
            return at_s
        days = np.cumsum(np.diff(at_s, prepend=at_s[0]) < -_DAY_S / 2).astype(float)
        while np.isfinite(last_s) and at_s[0] + days[0] * _DAY_S < last_s - _DAY_S / 2:
            days = days + 1
        return np.asarray(at_s + days * _DAY_S)


def _unit_untold(path: Path, middle: float) -> NotSure:
    """Asks for the unit of an acceleration whose middle length is no gravity in any."""
    what = worded("the unit of the acceleration is not told, and a middle length of {middle} is no gravity")
    add = worded("Add --unit g, mg or m/s2, or counts where it is none of them.")
    return NotSure(path, what.format(middle=number(middle, ".4g")), add)
