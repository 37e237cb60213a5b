"""Today, beginning a session, the live page, and after it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from slackwater.guiding.diary import HOUR_S
from slackwater.journal.facts import LookingBack
from slackwater.journal.journal import new_session_id
from slackwater.live.answering import how_it_was, look_back
from slackwater.live.errors import NoSession
from slackwater.live.home import Home
from slackwater.live.over_time import choose_rest
from slackwater.live.room import HOW_IT_IS
from slackwater.live.saying import Say
from slackwater.live.today import Today as Said
from slackwater.live.today import asks_again
from slackwater.live.wishes import Wishes, wishes_of
from slackwater.practices import library
from slackwater.practices.asking import questions
from slackwater.practices.matrix import read_table
from slackwater.practices.menu import RISING
from slackwater.practices.narrowing import shown_minutes
from slackwater.practices.plan import SessionPlan
from slackwater.practices.rounds import PlannedRound
from slackwater.session.decisions import Reason
from slackwater.session.events import Arrived, CheckedIn
from slackwater.session.phases import Phase, Side
from slackwater.web.asking import reading
from slackwater.web.choosing import choice_of, others, postures, times
from slackwater.web.later import later, take_later
from slackwater.web.messages import is_id
from slackwater.web.pages import After, Option, Part, Reading, Session, Suggestion, Today
from slackwater.web.showing import is_post, personal, show
from slackwater.web.socket import PATH
from slackwater.web.timeline import moments
from slackwater.web.why_this_much import explain, much
from slackwater.web.words import reason_text, word

if TYPE_CHECKING:
    from slackwater.live.standing import Offer, Standing

FORM_MOST = 32
"""Characters of a form's name."""

ARRIVING = ("steady", "a_lot", "too_much", "far_away")
UNSAID = "unsaid"
"""How the person arrives was skipped; the session itself asks again."""

BEFORE_ANY = frozenset({Phase.ARRIVING, Phase.SCREENING})
"""Nothing of a session has begun: nobody has said yes to anything."""


@personal
async def today(request: HttpRequest, home: Home) -> HttpResponseBase:
    """How the person arrives, and one suggested session with its reasons."""
    standing = await home.standing()
    if standing.screening is None:
        return redirect("/screening")
    if is_post(request):
        return await _take(request, home)
    page = _today(home, standing, await wishes_of(home.cabinet))
    if standing.asks_about:
        await home.ask_about(standing.asks_about)
    return show(request, "today", page)


async def _take(request: HttpRequest, home: Home) -> HttpResponseBase:
    given = request.POST
    if await take_later(given, home):
        return redirect("/what-helps")
    if given.get("arriving") in (*ARRIVING, UNSAID):
        home.say_today(arriving=given["arriving"], resting=False)
    if "new" in given:
        new = frozenset(given.getlist("new"))
        home.say_today(new=new)
        if asks_again(new):
            home.say_today(new=None)
            return redirect("/screening")
    if "choose" in given:
        home.say_today(choice=choice_of(given))
    if given.get("rest") == "yes":
        await choose_rest(home)
    return redirect("/")


def _today(home: Home, standing: "Standing", wishes: Wishes) -> Today:
    said = home.today
    arriving = tuple(Option(one, word("today", one), one == said.arriving) for one in ARRIVING)
    offer = bool(said.arriving) and said.new is not None and not said.asks_for_ground and not home.running
    offered = home.offer(standing) if offer else None
    plan = None if offered is None else offered.shown
    return Today(
        arriving=arriving,
        arrived=said.arriving,
        new=_new(said) if said.new is None and not said.asks_for_ground else (),
        suggestion=_suggestion(offered, standing, home.clock.unix_s()) if offered else None,
        others=others(plan, said.choice, wishes) if plan is not None else (),
        notice=" ".join(_notices(said, standing, plan)),
        resting=said.resting,
        later=later(standing),
        times=times(said.choice) if plan is not None and plan.rounds else (),
        postures=postures(said.choice) if plan is not None and plan.rounds else (),
    )


def _new(said: Said) -> tuple[Option, ...]:
    group = questions().today
    texts = [(f"{group.id}.none", group.none), *((one.id, one.text) for one in group.options)]
    texts.append((f"{group.id}.unsure", group.unsure))
    chosen = said.new or frozenset[str]()
    return tuple(Option(value, text, value in chosen) for value, text in texts)


def _notices(said: Said, standing: "Standing", plan: SessionPlan | None) -> Iterator[str]:
    if said.came_late:
        yield word("today", "came_late")
    if standing.clock_ahead:
        yield word("today", "clock_ahead")
    if notice := _notice(said, standing, plan):
        yield notice
    if standing.known is None:
        yield word("today", "dose_unknown")


def _notice(said: Said, standing: "Standing", plan: SessionPlan | None) -> str:
    if said.asks_for_ground:
        return word("today", "ground_first")
    if standing.screening is not None and standing.screening.adult is None:
        return word("today", "skipped")
    if standing.rest_hours > 0:
        return word("today", "rest_owed").format(hours=standing.rest_hours)
    if plan is not None and not plan.rounds:
        return " ".join((*plan.why, *_practitioner(standing)))
    return word("today", "word") if standing.limits.word else ""


def _practitioner(standing: "Standing") -> Iterator[str]:
    decision = standing.decision
    if decision is not None and decision.applies and decision.practitioner_word:
        yield word("why_rest", "practitioner")


def _suggestion(offered: "Offer", standing: "Standing", now_unix_s: int) -> Suggestion | None:
    plan, decision = offered.shown, standing.decision
    if not offered.anything:
        return None
    acts = decision is not None and decision.applies
    begins = next((one.round.level for one in plan.rounds if one.round.kind in RISING), None)
    names, practices = read_table("names.en.toml"), library()
    titles = dict.fromkeys(practices[one.practice].words.title for one in plan.rounds)
    return Suggestion(
        choice="",
        title=word("list", "comma").join(titles) or word("today", "title_none"),
        minutes=shown_minutes(plan.about_s),
        posture=names["posture"][plan.posture.value],
        props=tuple(names["prop"][prop] for prop in plan.props),
        parts=tuple(_part(one) for one in plan.rounds),
        why_this=" ".join(plan.why[:-1]) or (word("today", "in_order") if acts and titles else plan.why[-1]),
        why_this_much=" ".join(much(decision, plan.why[-1])),
        how_much=explain(
            decision, standing.trust, now_unix_s / HOUR_S, begins=begins, cap=offered.limits.cap
        ),
    )


def _part(planned: PlannedRound) -> Part:
    practice, one = library()[planned.practice], planned.round
    side = "" if one.side is Side.NONE else read_table("names.en.toml")["side"][one.side.value]
    title = practice.words.title
    return Part(
        practice=practice.id,
        title=word("today", "sides").format(title=title, side=side) if side else title,
        about=practice.variant(planned.variant).name,
        minutes=_length(one.work_s + one.rest_s),
    )


def _length(seconds: int) -> str:
    if seconds < 60:
        return word("today", "seconds").format(seconds=seconds)
    return word("today", "minutes").format(minutes=round(seconds / 60))


@personal
async def session(request: HttpRequest, home: Home) -> HttpResponseBase:
    """Begin a session, or show the one that runs."""
    if is_post(request):
        if home.running is None:
            await home.begin()
        return redirect("/session")
    if home.running is None:
        return redirect("/")
    words = (await wishes_of(home.cabinet)).words
    state = home.running.guide.state
    asks, begun = state.question in HOW_IT_IS, state.phase not in BEFORE_ANY
    page = Session(PATH, "/after", words, asks, home.running.session, begun)
    return show(request, "session", page)


@personal
async def after(request: HttpRequest, home: Home) -> HttpResponseBase:
    """How it was before and after, one line, and what went wrong."""
    room = home.room
    if room is None:
        raise NoSession
    if not room.over:
        return redirect("/session")
    if is_post(request):
        await _take_after(request, home)
        return redirect("/" if request.POST.get("done") else "/after")
    story, state = room.story, room.guide.state
    line, wrong = await home.notes_after()
    owed = ""
    if state.rest_owed_h:
        reason = reason_text(story.owed or Reason.TOO_MUCH)
        owed = word("after", "rest_owed").format(hours=state.rest_owed_h, reason=reason)
    how = await how_it_was(home, room.session)
    page = After(
        before=_reading(story.arrived),
        after=_reading(story.afterwards),
        asked=story.afterwards is not None,
        line=line,
        wrong=wrong,
        moments=tuple(moments(await home.moments())),
        owed=owed,
        kept=home.cabinet.keeps,
        form=new_session_id(),
        session=room.session,
        how=tuple(Option(one.value, word("after", one.value), one is how) for one in LookingBack),
        went_wrong=how is LookingBack.WENT_WRONG,
    )
    return show(request, "after", page)


async def what_helps(request: HttpRequest) -> HttpResponseBase:
    """What may help next, when a session was hard or went wrong: about nobody."""
    return show(request, "what-helps", None)


async def _take_after(request: HttpRequest, home: Home) -> None:
    given = request.POST
    room, form = home.room, given.get("form", "")[:FORM_MOST] or new_session_id()
    distress, far_away = reading(given, "distress", 10), reading(given, "far_away", 4)
    if room is not None and distress is not None and far_away is not None:
        said = f"{form}-{distress}-{far_away}"  # sent again it counts once; other numbers are said anew
        room.say(
            Say(said if is_id(said) else new_session_id(), "check_in", distress=distress, far_away=far_away)
        )
    if given.get("line"):
        home.note_after(form, given["line"][:400], went_wrong=False)
    how = next((one for one in LookingBack if one.value == given.get("how")), None)
    if "wrong" in given:
        home.note_after(form, given["wrong"][:400], went_wrong=True)
        how = how or LookingBack.WENT_WRONG
    if how is not None and room is not None:
        await look_back(home, room.session, how)
    await home.until_kept()


def _reading(said: Arrived | CheckedIn | None) -> Reading | None:
    return None if said is None else Reading(said.distress, said.far_away)
