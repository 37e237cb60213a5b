"""What the person wishes for every day: favourites, and words of their own for stopping."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from slackwater.live.errors import WordNotTaken
from slackwater.live.home import Home
from slackwater.live.wishes import STOPS, WORD_MOST, keep_words, mark_favourite, wishes_of
from slackwater.web.pages_wishes import OwnWord, OwnWords
from slackwater.web.showing import is_post, personal, show
from slackwater.web.words import button_words, word


@personal
async def favourite(request: HttpRequest, home: Home) -> HttpResponseBase:
    """Mark a practice as a favourite, or take the mark away."""
    if is_post(request):
        wanted = request.POST.get("favourite") == "yes"
        await mark_favourite(home.cabinet, request.POST.get("practice", ""), favourite=wanted)
    return redirect("/practices")


@personal
async def words(request: HttpRequest, home: Home) -> HttpResponseBase:
    """Words of one's own for stopping."""
    problem, given = "", (await wishes_of(home.cabinet)).words
    if is_post(request):
        given = {stop: request.POST.get(stop, "") for stop in STOPS}
        try:
            await keep_words(home.cabinet, given, button_words())
        except WordNotTaken as refused:
            problem = str(refused)
        else:
            return redirect("/words?kept=1")
    page = OwnWords(
        tuple(OwnWord(stop, word("choice", stop), given.get(stop, "")) for stop in STOPS),
        most=WORD_MOST,
        problem=problem,
        said=word("settings", "kept_sealed") if "kept" in request.GET else "",
    )
    return show(request, "words", page, status=400 if problem else 200)
