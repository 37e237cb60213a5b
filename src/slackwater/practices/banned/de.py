"""The German words that are not said, each with why and what to say in its place (docs/words/de.md)."""

import re

from slackwater.practices.banned import BODY, GUIDED, Ban, Speech, ban

_ILL = (
    r"(?:ptbs|ptsd|traum(?:a|en|ata)|ängsten?|angst(?:zustände|störung(?:en)?)?|depression(?:en)?|panik(?:attacken)?"
    r"|stress|burn-?out|schmerz(?:en?)?|rückenschmerzen|symptomen?|krankheit(?:en)?|störung(?:en)?)"
)
_PLACE = (
    r"(?:körpers?|hüft(?:e|en)|becken|muskel(?:n|s)?|muskulatur|gewebes?|faszien?|psoas|zellen?|nervensystems?"
    r"|organ(?:e|en)?)"
)
_CHARGE = (
    r"(?:traum(?:a|as|en|ata)|emotion(?:en)?|gefühle?n?|energien?|lebensenergie|stress|spannung(?:en)?"
    r"|anspannung(?:en)?|verspannung(?:en)?|blockaden?|schocks?|erinnerung(?:en)?|altlasten|schmerz(?:en?)?|giftstoffe?|gifte?"
    r"|ballast)"
)
_FREE = (
    r"(?:(?:auf|ab|her)?(?:zu)?l(?:ö|oe)s(?:t|en|end\w*)|aufgelöst|gelöst|frei(?:zu)?setz\w*|freigesetzt|befrei\w*"
    r"|entlad\w*|entlädt|ab(?:zu)?bau\w*|abgebaut|aus(?:zu)?leit\w*|ausgeleitet|raus(?:zu)?lass\w*|rauslässt"
    r"|weg(?:zu)?atme\w*|weg(?:zu)?schüttel\w*|transformier\w*)"
)
_NOT = r"(?<!nicht )(?<!nichts )(?<!nie )(?<!kein )(?<!keine )(?<!keinen )(?<!niemanden )(?<!weder )"
_START = r"(?:^|(?<=[.!?:] ))"
_OFFER = (
    r"(?:kann|kannst|können|könnte[nst]*|mag|magst|möchte\w*|darf|dürfen|vielleicht|beim|genügt|reicht|hilft)"
)

BANS: tuple[Ban, ...] = (
    ban(
        "claim",
        r"\bnervensystem\w*\b[^.!?]{0,25}\b(?:regulier|beruhig|zurück|umprogrammier|neu|stärk|heil|balanc)\w*"
        r"|\b(?:regulier|beruhig|stärk|balancier)\w*\b[^.!?]{0,12}\bnervensystem",
        "say what a person may notice",
    ),
    ban(
        "claim",
        rf"\b(?:umprogrammier|neu verdraht|reset)\w*|\b{_PLACE} neu (?:start|verdraht)\w*",
        "leave it out",
    ),
    ban(
        "claim",
        rf"\b{_CHARGE}\b[^.!?]{{0,40}}\b(?:(?:ein)?gespeichert|eingelagert|festgehalten|gefangen|eingeschlossen"
        rf"|festgesetzt|abgelegt|verankert)",
        "no study shows it: say 'Gewohnheit der Muskeln' or nothing",
    ),
    ban(
        "claim",
        rf"\b{_CHARGE}\b[^.!?]{{0,12}}\b(?:sitz|steck|leb|wohn|lager)(?:t|en|n)\b[^.!?]{{0,15}}\b(?:in|im)\b"
        rf"[^.!?]{{0,15}}\b{_PLACE}\b|\b{_PLACE}\b[^.!?]{{0,5}}\b(?:sitz|steck|leb|wohn|lager|trag|halt|bewahr)(?:t|en)\b"
        rf"[^.!?]{{0,15}}\b{_CHARGE}\b|\b{_CHARGE}\b[^.!?]{{0,25}}\bfestsitz\w*",
        "no study shows it: say 'Gewohnheit der Muskeln' or nothing",
    ),
    ban(
        "claim",
        rf"\b{_PLACE} (?:speicher|lager)[nt]\b|\bspeicher[nt]\b[^.!?]{{0,20}}\b{_CHARGE}\b"
        rf"|\b(?:gespeichert|festgehalten|eingelagert)e[nrs]?\b[^.!?]{{0,12}}\b{_CHARGE}\b",
        "no study shows it: say 'Gewohnheit der Muskeln' or nothing",
    ),
    ban(
        "claim",
        rf"\b{_FREE}\b[^.!?]{{0,20}}\b{_CHARGE}\b|\b{_CHARGE}\b[^.!?]{{0,20}}\b{_FREE}\b"
        rf"|\b(?:baut|schüttelt|atmest|lässt|lässt du|spült|setzt|leitet)\b[^.!?]{{0,20}}\b{_CHARGE}\b[^.!?]{{0,15}}"
        rf"\b(?:ab|aus|hinaus|heraus|raus|frei|weg)\b|\b{_CHARGE}\b[^.!?]{{0,15}}\b(?:aus|von) (?:de\w+|der) {_PLACE}\b"
        rf"|\b{_CHARGE}\b[^.!?]{{0,20}}\b(?:fließ|ström|weich|schmilz|schmelz)\w*",
        "use 'merken', 'leichter werden' or 'viele berichten'",
    ),
    ban("claim", r"\bentlad(?:en|ung\w*)\b|\bentlädt\b", "name the signs: ein Seufzen, ein Gähnen", GUIDED),
    ban(
        "claim",
        rf"{_NOT}\b(?:behandel\w*|kurier\w*|lindert|beseitig\w*|besieg\w*|verhinder\w*|reduziert"
        rf"|mindert|verringert|vertreibt|(?:gut|wirksam) gegen|hilft (?:\w+ )?(?:gegen|bei|aus))\b"
        rf"(?! nichts)[^.!?]{{0,20}}\b{_ILL}\b|\b{_ILL}\b[^.!?]{{0,12}}{_NOT}\b(?:behandeln|kurieren|besiegen)\b"
        rf"|\bwirst du\b[^.!?]{{0,30}}\b{_ILL} los\b",
        "this is a wellness practice: it treats nothing",
    ),
    ban(
        "claim",
        rf"{_NOT}\bbehandelt\b(?! nichts)|\b(?:als|eine) (?:wirksame )?(?:behandlung|therapie) (?:gegen|für|bei|von)\b"
        rf"|\b(?:ersetzt|statt) (?:eine |einer |die |der )?(?:therapie|behandlung)\b",
        "it treats nothing, and says so",
    ),
    ban("claim", rf"{_NOT}\b(?:diagnos\w+|diagnostizier\w+)", "this tests nobody"),
    ban(
        "claim",
        r"\b(?:klinisch|wissenschaftlich|medizinisch) (?:bewiesen|erwiesen|belegt|geprüft|getestet|fundiert)\w*"
        r"|\b(?:bewiesen|erwiesen)e?\w*\b|\berwiesenermaßen\b|\bnachweislich\w*|\bgaranti(?:e|ert|eren)\w*",
        "use 'kann', and name the study",
    ),
    ban(
        "claim",
        r"\bwirkt (?:immer|garantiert|sofort|bei (?:allen|jedem|jeder))\b"
        r"|\bhilft (?:allen|jedem|jeder|immer)\b|\b(?:harmlos|ungefährlich|risikofrei|risikolos)\b"
        r"|\bohne (?:jedes )?risiko\b|\b(?:ohne|keine) nebenwirkung\w*|\b100 ?%|\bhundertprozentig\w*",
        "use 'für manche Menschen'",
    ),
    ban(
        "claim",
        r"\bpolyvagal\w*|\b(?:ventral|dorsal)(?:er|e|en)? vag\w+|\bvag(?:us|al)\w*",
        "use 'aufgedreht' and 'wie abgeschaltet'",
    ),
    ban("claim", r"\bnervensystem\w*", "use 'dein Körper', or say what can be noticed", GUIDED),
    ban(
        "claim",
        r"\bstress(?:zyklus|zyklen|kreislauf|reaktion)\w*\b[^.!?]{0,20}\b(?:abschließ|vollend|beend|abgeschlossen)\w*"
        r"|\b(?:schließ\w*|vollende\w*|beende\w*)\b[^.!?]{0,25}\bstress(?:zyklus|kreislauf|reaktion)"
        r"|\bab(?:zu|ge)?schüttel\w*|\bschüttel\w* (?:\w+ ){1,3}ab\b",
        "no controlled study shows it: leave it out",
    ),
    ban(
        "claim",
        r"\b(?:cortisol|kortisol|adrenalin)\w*|\bstresshormone?\b[^.!?]{0,20}\b(?:abgebaut|sink\w*|gesenkt)"
        r"|\b(?:senkt|reduziert|verringert)\b[^.!?]{0,15}\bstress\w*|\b(?:stress|angst)(?:level|wert|index|pegel)s?\b",
        "nothing here measures hormones",
        GUIDED,
    ),
    ban(
        "claim",
        rf"\bverlänger\w*\b[^.!?]{{0,20}}\b{_PLACE}\b|\b{_PLACE}\b[^.!?]{{0,12}}\bverlänger\w*",
        "use 'eine Dehnung wird leichter zu ertragen'",
    ),
    ban(
        "claim",
        r"\bkörper (?:vergisst|erinnert|merkt sich|weiß|speichert)\b|\bresilien\w+|\bharmonisier\w*|\bmuskel der seele\b"
        r"|\bins? (?:innere )?gleichgewicht\b|\b(?:körper|zell|muskel|gewebe)gedächtnis\w*"
        r"|\bweisheit (?:deines|des) körpers\b|\bselbstheilung\w*",
        "a metaphor, not a finding: leave it out",
    ),
    ban(
        "claim",
        r"\bdu bist (?:jetzt |nun |hier |wieder |ganz |völlig |schon )*"
        r"(?:sicher|ruhig|gelassen|entspannt|reguliert|stabil|gesund|geschützt|in sicherheit|außer gefahr)\b"
        r"|\b(?:dir|es) kann (?:dir )?nichts (?:passieren|geschehen|zustoßen)\b|\bentwarnung\b"
        r"|\bdanach (?:geht es dir|fühlst du dich|bist du)\b|\b(?:macht dich|du wirst) (?:ruhig|frei|leicht|stark)\w*"
        r"|\b(?:angst|ängste) (?:verschwind\w*|weg)\b|\bnimmt dir (?:die |deine )?(?:angst|ängste)\b"
        r"|\b(?:hier|jetzt|nun) bist du (?:\w+ )*(?:sicher|in sicherheit|geschützt)\b"
        r"|\balles (?:ist |wird )?(?:wieder )?gut\b|\bdas ist (?:ganz |völlig |alles )?normal\b"
        r"|(?:^|(?<=[.!?] ))(?:hab\w* )?keine (?:angst|sorgen?)\b(?=[.!,])",
        "nobody but the person can say that: name what was seen, or say 'das darf sein'",
    ),
    ban(
        "claim",
        r"\bherz (?:ist|wirkt|scheint|schlägt|sieht) (?:jetzt |wieder |ganz )*(?:ruhig|normal|gesund|gut|in ordnung)\b",
        "use 'Herz etwa wie sonst bei dir'",
    ),
    ban(
        "claim",
        r"\b(?:gut|sicher|geeignet|richtig) für (?:alle|jede[nr]?|jedermann)\b(?! zeit)"
        r"|\bfür (?:alle|jeden) (?:geeignet|sicher|gut)\b|\btut (?:allen|jedem|jeder) gut\b|\bkeine risiken\b"
        r"|\bjeder kann\b|\bzittern ist (?:gesund|natürlich|eine natürliche)\b",
        "say who it is not for",
    ),
    ban(
        "name",
        r"(?-i:\bTRE\b|\bSE\b)|\bsomatic experiencing\b",
        "a trademark: say 'Zittern' or 'Nachspüren', and name it in a note only",
        GUIDED | Speech.SCREENING,
    ),
    ban(
        "claim",
        r"\b(?:traumatisiert\w*|ptbs|ptsd|panikstörung\w*|angststörung\w*|traumafolgestörung\w*)\b",
        "naming an illness is a medical claim: leave it to the screening",
        GUIDED,
    ),
    ban("word", r"\b(?:sollst|sollt|sollte(?:st|t|n)?)\b", "use 'du kannst' or 'vielleicht magst du'"),
    ban("word", r"\bdein(?:e|er|en)?\b[^.!?,]{0,25}\bsoll(?:en)?\b", "use 'kann' or 'darf'", BODY),
    ban(
        "word",
        r"\b(?:muss|musst|müsst|müssen|müsste(?:st|t|n)?)\b(?! (?:[\wäöüß]+ ){0,2}(?:nicht|nichts|kein\w*)\b)",
        "use 'du kannst', or say why",
    ),
    ban(
        "word",
        r"\bdu hast (?!(?:[\wäöüß]+ ){0,3}(?:zeit|nichts|raum)\b)(?:[\wäöüß]+ ){0,4}zu [a-zäöüß]+en\b"
        r"|\bwichtig\b,? (?:dass|ist|zu)\b|\bachte darauf\b",
        "use 'du kannst'",
        BODY,
    ),
    ban("word", r"\bdu darfst\b|\bdarfst du\b", "use 'du kannst': nobody here gives or takes leave"),
    ban(
        "word",
        r"\beinfach (?:nur |mal |weiter )?(?:atme\w*|lass\w*|los\w*|entspann\w*|fallen)\b|\b(?:atme|lass) einfach\b",
        "offer a choice: 'du kannst hier ruhen'",
    ),
    ban("word", r"\b(?:tiefen)?entspann\w*", "use 'ruhen', 'leichter' or 'getragen'", GUIDED),
    ban(
        "word",
        r"\b(?:los|raus)(?:zu|ge)?l(?:a|ä)ss\w*|\bvon dir ab(?:f\w+)?\b"
        r"|\bl(?:a|ä)ss(?:t|e|en)?\b(?: [\wäöüß]+){0,4} los\b",
        "use 'leichter', or name what may rest",
    ),
    ban(
        "word",
        r"\bhin(?:zu)?geben\b|\bhingabe\b|\bgib(?:st)? dich (?:[\wäöüß]+ ){0,3}hin\b|\bergib dich\b|\bfallen ?lassen\b"
        r"|\bkapitulier\w*",
        "use 'ruhen' or 'getragen'",
    ),
    ban(
        "word",
        r"\bdurch(?:zu|ge)?(?:drück|beiß|halt|power|zieh)\w*|\b(?:drück|beiß|halt|zieh)\w*\b(?: [\wäöüß]+){0,3} durch\b"
        r"|\b(?:ge)?push\w*|\bauspower\w*",
        "offer to stop; use 'drücken' for a body, 'Erinnerung' for a message",
    ),
    ban(
        "word",
        r"\b(?:ge)?heil(?:e|en|st|t|te|ung\w*|end\w*|er|sam\w*|kraft|kräfte)\b",
        "use 'leichter' or 'üben'",
    ),
    ban(
        "word",
        r"\bdetox\w*|\bentgift\w*|\bentschlack\w*|\breinig\w* (?:deinen|den|unseren) körper\b",
        "leave it out",
    ),
    ban(
        "word",
        r"\b(?:high)?scores?\b|\bpunkte(?:stand|zahl)\b|\bpunktzahl\b|\bpunkte (?:sammel|verdien|gesammelt|erreich)\w*"
        r"|\b\d+ punkte\b|\bbestleistung\w*|\bbestwert\w*|\brekord\w*",
        "say what happened in words",
    ),
    ban(
        "word",
        r"\bstreaks?\b|\b(?:übungs|tages)serien?\b|\bserie(?: von\b|:)|\bdeine serie\b"
        r"|\b(?:tage|wochen) (?:in folge|am stück|hintereinander|nacheinander)\b",
        "say 'Wochen mit Übung'",
    ),
    ban(
        "word",
        r"\bversag\w*|\b(?:ge)?scheiter\w*|\bfehl(?:ge)?schl(?:a|ä)g\w*|\bmiss(?:lungen|glückt|lingt)\b"
        r"|\bverpasst\w*|\bschade,? dass\b|\bwillst du wirklich\b|\bbist du sicher, dass\b"
        r"|\babgebrochen\b|\babbruch\b|(?<!nichts )\bfalsch gemacht\b|\b(?:das war|es) falsch\b"
        r"|\bdu hast (?:\w+ ){0,2}fehler\b|(?<!nicht )\bdeine? fehler\b"
        r"|\bgeschafft\b|\bdu schaffst\b|\b(?:gut|super|toll|prima|klasse|brav) gemacht\b|\bglückwunsch\w*|\bbravo\b"
        r"|\babzeichen\b|\bweiter so[.!]|\bdranbleiben\b|\bziele?\b[^.!?]{0,15}\berreich\w*",
        "say what happened: nobody is marked here",
    ),
    ban(
        "word",
        r"\bauf(?:zu|ge)?geben\b|\bgibst? (?:[\wäöüß]+ )?auf\b|\bgib (?:nicht |nie )?auf\b",
        "use 'aufhören': stopping is a success",
    ),
    ban(
        "word",
        r"\breiß\w* dich zusammen\b|\bstell dich nicht so an\b|\bselbst schuld\b|\bfaul(?:heit)?\b|\bausreden?\b"
        r"|\bschweinehund\w*|\bkomfortzone\w*|\bohne fleiß kein preis\b|\bzähne zusammen\w*|\ban deine grenzen?\b"
        r"|\baushalten\b|\bschmerz (?:ist gut|gehört dazu)\b|\bje mehr\b[^.!?]{0,25}\bdesto besser\b",
        "offer to stop",
    ),
    ban(
        "word",
        r"\b(?:ab)?gespeichert\w*",
        "use 'aufgehoben' for words, and nothing for bodies",
        BODY | Speech.EVIDENCE,
    ),
    ban(
        "word",
        r"\baugen (?:zu|geschlossen|schließen|zumachen)\b|\baugen zu schließen\b|\bgeschlossenen? augen\b"
        r"|\bschließ(?:e|t|st)?\b(?: [\wäöüß]+){0,2} augen\b",
        "use 'deine Augen können offen bleiben'",
        GUIDED,
    ),
    ban(
        "word",
        r"\b(?:atem|luft) (?:kurz |etwas |lange )?an(?:zu|ge)?halt\w*"
        r"|\bh(?:a|ä)lt(?:e|st)? (?:den|deinen|die) (?:atem|luft)\b|\bluft an\b|\batempausen?\b"
        r"|\b(?:atem|luft)\b(?: [\wäöüß]+){0,4} halten\b|\batem pausier\w*",
        "the breath is never held here",
        GUIDED,
    ),
    ban(
        "word",
        r"\btief(?:e|en|er)?\b[^.!?]{0,20} (?:ein|aus|durch)?(?:zu)?atm\w*|\btiefe[nrs]? (?:atemz|ein|aus)\w*"
        r"|\batm\w* (?:[\wäöüß]+ ){0,2}tief\w*|\btief luft\b",
        "use 'klein' or 'leicht'",
        BODY,
    ),
    ban(
        "word",
        r"\bso (?:weit|tief|fest|stark|lange?)(?:,? wie)? (?:möglich|es (?:nur )?geht|du (?:nur )?kannst)\b"
        r"|\bnoch (?:etwas|ein (?:stück|bisschen|wenig)) (?:tiefer|weiter|fester|stärker|mehr)\b",
        "use 'nur so weit, wie es leicht geht'",
        BODY,
    ),
    ban(
        "word",
        r"\bberuhig\w* dich\b|\bdich zu beruhigen\b|\b(?:he)?runter(?:zu)?kommen\b(?= und (?:ent|ruh))"
        r"|\bkomm (?:mal |erst mal )?runter\b|\bfahr (?:mal )?runter\b",
        "use 'hier eine Weile ruhen'",
    ),
    ban(
        "address",
        r"(?-i:\b[a-zäöüß]+(?:en|n) Sie\b|(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b|\b[A-ZÄÖÜ][a-zäöüß]+en Sie\b)"
        r"|\b(?:therapeut|teilnehmer|nutzer(?=in)|anwender|benutzer|trainer|klient|patient|kursleiter)(?:s|en?|n|in|innen)?\b"
        r"|\w[*:_]innen\b|(?-i:\b[A-Z]\w+Innen\b)|\b(?:ein|dein|einen|deinen|zum|beim) (?:haus)?arzt\b",
        "say 'du'; of others 'Fachperson', 'Mensch', 'ärztliche Hilfe'",
    ),
    ban(
        "address",
        r"\bman\b|\bwir\b(?! kennen)|\blass?t? uns\b|\bihr (?:könnt|dürft|seid|habt|müsst|sollt|mögt)\b",
        "say 'du', or say it without a person",
        BODY,
    ),
    ban(
        "command",
        rf"{_START}(?:bitte |jetzt |nun |und )*(?:nicht|nie|niemals) [a-zäöüß]+e?n[.!]",
        "use 'du kannst', 'vielleicht magst du' or kind = \"stop\"",
        Speech.LIVE,
    ),
    ban(
        "command",
        rf"{_START}(?:(?!\b{_OFFER}\b)[^.!?])*(?<!zu )\b(?:(?:ein|aus|weiter|durch)atmen|hinspüren|nachspüren"
        r"|lockerlassen|anspannen|hinlegen|aufrichten|ablegen|anheben|absenken|(?:aus)?strecken|beugen|kippen|öffnen"
        r"|atmen|heben|senken|halten|drücken|schließen|drehen|ziehen|pressen|bewegen|rollen|liegen bleiben)[.!]",
        "use 'du kannst', 'vielleicht magst du' or kind = \"stop\"",
        Speech.LIVE,
    ),
)
"""Checked in this order; one finding for each place."""

_HARD = {
    "psoas iliopsoas lendenmuskel": "der tiefe Hüftmuskel",
    "zwerchfell diaphragma diaphragmal zwerchfellatmung": "der Atemmuskel, in den Bauch",
    "kreuzbein sakrum sacrum": "der flache Knochen hinten am Becken",
    "pelvis pelvin": "Becken",
    "lws lendenwirbelsäule lumbal lendenbereich": "unterer Rücken",
    "sitzbeinhöcker sitzbein tuber": "Sitzknochen",
    "isg iliosakralgelenk": "der Rand des flachen Knochens",
    "posterior dorsal": "hinten",
    "anterior ventral": "vorn",
    "rückenlage supination bauchlage seitenlage": "auf dem Rücken, dem Bauch, der Seite",
    "autonom autonome autonomen autonomes vegetativ vegetative vegetativen": "ohne dein Zutun",
    "parasympathikus parasympathisch sympathikus": "der Teil, der ruht oder aufdreht",
    "propriozeption propriozeptiv interozeption interozeptiv": "den Körper von innen spüren, und wo du bist",
    "titration titrieren titriert": "in kleinen Schritten",
    "pendulation pendulieren": "hin und her gehen",
    "somatisch somatische somatischen somatischer": "den Körper betreffend",
    "neurogen neurogene neurogenes neurogenen": "von selbst",
    "tremor tremors tremore": "Zittern",
    "faszie faszien fasziengewebe": "Gewebe",
    "dissoziation dissoziieren dissoziiert dissoziativ": "weit weg",
    "dysreguliert dysregulation hyperarousal übererregung übererregt": "aufgedreht",
    "hypoarousal untererregung shutdown": "wie abgeschaltet",
    "exhalation exhalieren exhaliere inhalation inhalieren inhaliere": "ausatmen, einatmen",
    "adduktoren": "die Innenseiten der Oberschenkel",
    "flexion extension": "Beugen, Strecken",
    "grounding erdung erden": "den Boden spüren",
    "ressource ressourcen ressourcieren": "etwas Festes",
    "trigger triggern triggert getriggert": "was es auslöst",
    "embodiment verkörperung": "im Körper da sein",
    "containment": "Halt",
    "blockade blockaden": "was fest ist",
    "bodyscan body-scan": "den Körper der Reihe nach spüren",
    "session sessions": "Sitzung",
    "check-in check-ins": "kurze Frage",
    "level levels": "Stufe",
    "workout workouts": "Übung",
}

JARGON: dict[str, str] = {word: plain for words, plain in _HARD.items() for word in words.split()}
"""Hard words and their plain twins; a hard word may stand in a title or where studies are named."""

_COMMANDS = """
achte aktiviere atme beachte begib beginn beginne beiß beiße bemerke beobachte beug beuge beweg bewege bleib bleibe
bring bringe dehn dehne denk denke dreh drehe drück drücke entspann entspanne erinnere erlaub erlaube ertrag fang
finde fokussiere folge fühl fühle führ führe geh gehe genieß genieße gib gönn gönne greif greife hab habe halt halte
heb hebe hol hole hör höre kipp kippe knie komm komme konzentriere kreise lächel lächle lass lasse lasst leg lege lehn
lehne leite lenk lenke lieg liege lies locker lockere lös löse mach mache massier massiere merk merke mobilisiere nenn
nenne nick nicke nimm öffne pausiere platzier platziere press presse probier probiere reib reibe reich reiche reiß
reiße richte roll rolle rück rücke ruh ruhe sag sage schau schaue schaukel schaukle schick schicke schieb schiebe
schließ schließe schüttel schüttle schwing schwinge sei seid senk senke setz setze sieh sink sinke sitz spann spanne
spreiz spreize sprich spür spüre start starte steh stehe steig steige stell stelle stemm stemme stopp stoppe streck
strecke such suche summ summe taste tipp tippe trag trage trau traue trink trinke tritt tu überwinde umarme unterlass
verändere verbinde vergiss verlagere verlängere versuch versuche vertiefe vertrau vertraue wackel wackle wag wage wähl
wähle warte wechsel wechsle werde wiederhol wiederhole wieg wiege zähl zähle zeig zeige zieh ziehe zitter zittere
"""

COMMANDS = frozenset(_COMMANDS.split())
"""Verbs that make an opening a command."""

_LEADS = """
jetzt nun dann danach anschließend und bitte zuerst zunächst erst langsam sanft ganz einfach nur wieder noch
schließlich auch also leise behutsam vorsichtig mal gern gerne
"""

LEADS = frozenset(_LEADS.split())
"""Words before a command that leave it one."""

NOT_A_COMMAND = re.compile(
    r"^(?:(?:jetzt|dann|und|auch|nur|noch|langsam|ganz)\s+)*(?:"
    r"(?:ruhe|halt|folge|suche|rolle|reihe|start|stopp|sitz|wiege|tipp|kreise|locker|weite|knie|greif|schau)"
    r"(?:\s+(?:ist|war|sind|kann|können|darf|zählt|kommt|bleibt|bleiben|gibt|tut|und|oder|für|zusammen|gebeugt|fast"
    r"|weiter|nah|geht|heißt|liegt|trägt|hilft|reicht|genügt|findet)\b|,|\.$)|(?:stopp|pause|halt): )",
    re.IGNORECASE,
)
"""Openings that only look like a command."""
