"""A case read, decided and told: what ``slackwater decide`` prints."""

import json

from slackwater.guiding.ceilings import engine_caps
from slackwater.guiding.ladder import ladder_of
from slackwater.practices import library
from slackwater.titration.answer import as_json as written
from slackwater.titration.case import Case, read_case
from slackwater.titration.deciding import Decision, decide
from slackwater.web.why_this_much import tell, why_this_much


def decide_case(text: str, *, as_json: bool) -> tuple[str, ...]:
    """The lines to print. Raises ``BadCase`` where the case cannot be decided from."""
    case = read_case(text, ladder_of(library()))
    decision = _decided(case)
    if not as_json:
        return tell(decision)
    answer = written(decision, why_this_much(decision), case.knowledge.constants)
    return (json.dumps(answer, indent=1, ensure_ascii=False),)


def _decided(case: Case) -> Decision:
    caps = case.caps
    if case.engine_limits:
        caps = (*caps, *engine_caps(case.log, case.now_h))
    return decide(case.knowledge, case.now_h, case.ladder, caps, case.asked)
