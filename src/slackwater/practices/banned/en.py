"""The English words that are not said, each with why and what to say in its place (LOOK *Words*, FACTS 8)."""

import re

from slackwater.practices.banned import BODY, GUIDED, Ban, Speech
from slackwater.practices.banned import ban as _ban

_ILL = r"(?:ptsd|trauma|anxiety|depression|panic|stress|pain|symptoms?|illness|disorders?)"
_PLACE = r"(?:body|bodies|hips?|muscles?|tissues?|fascia|psoas|cells?|nervous system)"
_CHARGE = r"(?:trauma|traumas|emotions?|energy|stress|tension|feelings?|memor(?:y|ies)|toxins?)"
_NOT = r"(?<!not )(?<!no )(?<!never )(?<!nor )(?<!cannot )(?<!not a )"

BANS: tuple[Ban, ...] = (
    _ban("claim", rf"\brewir\w+|\breset\w* (?:your|the) {_PLACE}", "say what a person may notice"),
    _ban(
        "claim",
        rf"\b{_CHARGE}\b[^.!?]{{0,25}}\b(?:held|stored|trapped|stuck|kept|locked|lives?) in\b",
        "no study shows it: say 'muscle habits' or nothing",
    ),
    _ban(
        "claim",
        rf"\bstored\b[^.!?]{{0,12}}\b(?:{_CHARGE}|in (?:the |your |our )?{_PLACE})\b",
        "no study shows it: say 'muscle habits' or nothing",
    ),
    _ban(
        "claim",
        rf"\b(?:releas|discharg|unload|purg|free)\w*\b[^.!?]{{0,20}}\b{_CHARGE}\b",
        "use 'notice', 'ease' or 'many people report'",
    ),
    _ban("claim", r"\bdischarg\w+", "use 'settling signs' or name them: a sigh, a yawn", GUIDED),
    _ban(
        "claim",
        rf"{_NOT}\b(?:treat|cure|prevent|fix)(?:s|ed|ing|ment)?\b(?! nothing)[^.!?]{{0,20}}\b{_ILL}\b",
        "this is a wellness practice: it treats nothing",
    ),
    _ban("claim", rf"{_NOT}\bcur(?:e|es|ed|ing)\b", "this is a wellness practice: it treats nothing"),
    _ban(
        "claim", r"\b(?:treats|is a treatment|as a treatment)\b(?! nothing)", "it treats nothing, and says so"
    ),
    _ban("claim", rf"{_NOT}\bdiagnos\w+", "this tests nobody"),
    _ban(
        "claim",
        r"\b(?:clinically|scientifically) (?:proven|tested|validated)\b|\bproven\b|\bguarante\w+",
        "use 'may', and name the study",
    ),
    _ban(
        "claim",
        r"\balways works\b(?! for you)|\bworks for everyone\b|\bharmless\b|\bno risks?\b|\b100 ?%",
        "use 'for some people'",
    ),
    _ban(
        "claim",
        r"\bpolyvagal\b|\b(?:ventral|dorsal) vagal\b|\bvagal tone\b|\bvagus\b",
        "use 'revved up' and 'shut down'",
    ),
    _ban("claim", r"\b(?:your|the) nervous system\b", "use 'your body', or say what can be noticed", GUIDED),
    _ban(
        "claim",
        r"\bcomplet\w+ (?:the|your) (?:stress )?(?:cycle|response)\b|\bshak\w+ off\b",
        "no controlled study shows it: leave it out",
    ),
    _ban("claim", r"\b(?:cortisol|adrenaline)\b", "nothing here measures hormones", GUIDED),
    _ban(
        "claim",
        r"\blengthen\w* (?:your |the |tight )?(?:muscles?|psoas|hips?)\b",
        "use 'a stretch gets easier to bear'",
    ),
    _ban(
        "claim",
        r"\bbody (?:remembers|keeps)\b|\bmuscle memor(?:y|ies)\b|\bissues in (?:your|the) tissues\b",
        "a metaphor, not a finding: leave it out",
    ),
    _ban(
        "claim",
        r"\byou(?:['’]re| are) (?:now )?(?:safe|calm|settled|regulated|relaxed|fine)\b|\ball[- ]clear\b",
        "nobody but the person can say that: name what was seen",
    ),
    _ban(
        "claim",
        r"\bheart (?:is|looks|seems) (?:calm|settled|fine|good|normal|healthy)\b",
        "use 'heart near your usual'",
    ),
    _ban("claim", r"\b(?:safe|right|good) for (?:everyone|everybody|anyone)\b", "say who it is not for"),
    _ban(
        "name",
        r"\bTRE\b|\bSomatic Experiencing\b|(?<!\.)\bSE\b",
        "a trademark: say 'tremor practice' or 'felt sense', and name it in a note only",
        GUIDED | Speech.SCREENING,
    ),
    _ban(
        "claim",
        r"\b(?:PTSD|panic disorder|anxiety disorder)\b",
        "naming an illness is a medical claim: leave it to the screening",
        GUIDED,
    ),
    _ban("word", r"\bshould(?:n['’]t)?\b", "use 'you might' or 'you can'"),
    _ban("word", r"\bmust(?:n['’]t)?\b", "use 'you can', or say why"),
    _ban("word", r"\b(?:have|need|ought) to (?=\w+ (?:your|the|it)\b)", "use 'you might'", BODY),
    _ban("word", r"\bjust (?:relax|breathe|let)\b", "offer a choice: 'you might rest here'"),
    _ban("word", r"\brelax(?:ed|ing)?\b", "use 'rest', 'ease' or 'be held'", GUIDED),
    _ban("word", r"\blet(?:ting)? go\b", "use 'ease', or name what may rest"),
    _ban("word", r"\bsurrender\w*", "use 'rest' or 'be held'"),
    _ban("word", r"\bpush(?:es|ed|ing)?\b", "use 'press' for a body, 'reminder' for a message"),
    _ban("word", r"\bheal(?:s|ed|ing|er)?\b", "use 'ease' or 'practise'"),
    _ban("word", r"\bdetox\w*|\bcleans(?:e|es|ing) (?:your|the) (?:body|system)\b", "leave it out"),
    _ban("word", r"\bscor(?:e|es|ed|ing)\b", "say what happened in words"),
    _ban("word", r"\bstreaks?\b", "say 'weeks with practice'"),
    _ban("word", r"\bfail(?:s|ed|ing|ure|ures)?\b", "say what happened and what was not done"),
    _ban("word", r"\bgive up\b|\bgave up\b", "use 'stop': stopping is a success"),
    _ban("word", r"\bno pain,? no gain\b|\bpower through\b|\bwork through it\b", "offer to stop"),
    _ban("word", r"\bstored\b", "use 'kept' for words, and nothing for bodies", BODY | Speech.EVIDENCE),
    _ban(
        "word", r"\bclos(?:e|ing) your eyes\b|\beyes clos(?:e|ed)\b", "use 'your eyes may stay open'", GUIDED
    ),
    _ban(
        "word", r"\bhold(?:ing)? your breath\b|\bbreath[- ]holds?\b", "the breath is never held here", GUIDED
    ),
    _ban(
        "word", r"\b(?:deep(?:ly|er)?|big) breaths?\b|\bbreathe (?:more )?deep", "use 'small' or 'easy'", BODY
    ),
    _ban(
        "word",
        r"\bas (?:far|deep|hard|long) as (?:you can|possible)\b",
        "use 'only as far as feels easy'",
        BODY,
    ),
    _ban("word", r"\bcalm down\b", "use 'rest here a while'"),
)
"""Checked in this order; one finding for each place."""

JARGON: dict[str, str] = {
    "psoas": "the deep hip muscle",
    "diaphragm": "the breath muscle",
    "diaphragmatic": "belly",
    "sacrum": "the flat bone at the back of your hips",
    "coccyx": "tail",
    "pelvis": "hips",
    "lumbar": "low back",
    "posterior": "back",
    "anterior": "front",
    "supine": "lying on your back",
    "prone": "lying on your front",
    "autonomic": "without your doing",
    "parasympathetic": "resting",
    "sympathetic": "revved up",
    "proprioception": "sense of where you are",
    "interoception": "sense of the body",
    "titration": "small steps",
    "titrate": "go in small steps",
    "pendulation": "going back and forth",
    "somatic": "of the body",
    "fascia": "tissue",
    "dysregulated": "revved up or shut down",
    "dissociation": "far away",
    "hyperarousal": "revved up",
    "hypoarousal": "shut down",
    "exhale": "breathe out",
    "exhalation": "out-breath",
    "inhale": "breathe in",
    "inhalation": "in-breath",
    "adductors": "inner thighs",
    "flexion": "bending",
    "extension": "straightening",
}
"""Hard words and their plain twins; a hard word may stand in a title or where studies are named."""

_COMMANDS = """
allow arch bend breathe bring choose clench close come continue curl do don't drink drop ease exhale expand
feel find flatten focus follow get give grab hold imagine inhale keep kneel lay lean let lie lift listen
loosen lower make move name notice observe open pause picture place point press pretend pull push put raise
reach relax release remember repeat rest return rock roll say scan see sense set shake shift sit slide
soften squeeze stand start stay step stop straighten stretch sway take tap tell think tighten tilt touch try
tuck turn twist use visualise visualize wait walk watch widen wiggle
"""

COMMANDS = frozenset(_COMMANDS.split())
"""Verbs that make an opening a command."""

_LEADS = "now then next and please first gently slowly softly simply just again finally also so"

LEADS = frozenset(_LEADS.split())
"""Words before a command that leave it one."""

NOT_A_COMMAND = re.compile(
    r"^(?:(?:rest|stop|close|sense|point|name|place|set|step|touch|turn|use|walk|reach|tap|press|rock|hold|drop)\s+"
    r"(?:is|was|can|may|comes|days?|lines?|words?|drill)\b|(?:stop|pause): |do you\b)",
    re.IGNORECASE,
)
"""Openings that only look like a command."""
