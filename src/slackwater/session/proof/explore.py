"""Every reachable step of the shipped engine, the monitor beside it."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from slackwater.session import monitor, state as states, transitions
from slackwater.session.events import Event
from slackwater.session.monitor import Memory, Violation
from slackwater.session.phases import Phase
from slackwater.session.proof.configurations import World
from slackwater.session.state import State, Step


@dataclass
class Found:
    world: World
    states: int = 0
    engine_states: int = 0
    transitions: int = 0
    seconds: float = 0.0
    broken: object = None
    trace: tuple = ()
    order: list = None


def explore(world: World, step=transitions.step) -> Found:
    t0 = time.perf_counter()
    gc.disable()
    s0 = states.opening(world.limits)
    m0 = monitor.fresh(world.limits)
    sid = {s0: 0}
    slist = [s0]
    mid = {m0: 0}
    mlist = [m0]
    succs = [None]
    index = {0: 0}
    BIG = 1 << 32
    order = [0]
    parents = [(-1, None)]
    found = Found(world)
    events = world.events
    watch = monitor.watch
    at = 0
    n = 0
    while at < len(order):
        key = order[at]
        mi, si = divmod(key, BIG)
        memory = mlist[mi]
        state = slist[si]
        succ = succs[si]
        before = state.seen
        if succ is None:
            succ = []
            for event in events:
                nxt = step(state, event).state
                if nxt is state:
                    ni = si
                else:
                    ni = sid.get(nxt)
                    if ni is None:
                        ni = len(slist)
                        sid[nxt] = ni
                        slist.append(nxt)
                        succs.append(None)
                succ.append((event, ni, before if ni == si else nxt.seen))
            succs[si] = succ
        for event, ni, after in succ:
            n += 1
            seen = watch(memory, before, event, after)
            if seen is memory:
                if ni == si:
                    continue
                k = mi * BIG + ni
            elif type(seen) is Violation:
                found.broken = seen
                tr = []
                k = at
                while k > 0:
                    k2, ev = parents[k]
                    tr.append(ev)
                    k = k2
                found.trace = (*reversed(tr), event)
                return found
            else:
                m = mid.get(seen)
                if m is None:
                    m = len(mlist)
                    mid[seen] = m
                    mlist.append(seen)
                k = m * BIG + ni
            if k not in index:
                index[k] = len(order)
                order.append(k)
                parents.append((at, event))
        at += 1
    found.states = len(order)
    found.engine_states = len(slist)
    found.seconds = time.perf_counter() - t0
    found.transitions = n
    found.order = slist
    gc.enable()
    return found
