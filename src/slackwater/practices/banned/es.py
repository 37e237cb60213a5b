"""The words that are not said in Spanish, each with why and what to say in its place (docs/words/es.md)."""

from slackwater.practices.banned import Ban, Speech, ban
from slackwater.practices.banned.es_verbs import COMMANDS, LEADS, NOT_A_COMMAND

__all__ = ["BANS", "COMMANDS", "JARGON", "LEADS", "NOT_A_COMMAND"]

_BODY = Speech.LIVE | Speech.STOP | Speech.PRACTICE
_GUIDED = _BODY | Speech.PAGE

_ILL = (
    r"(?:tept|traumas?|ansiedad|depresi[oó]n|p[aá]nico|estr[eé]s|dolor(?:es)?|s[ií]ntomas?|enfermedad(?:es)?|"
    r"trastornos?)"
)
_PLACE = r"(?:cuerpos?|caderas?|pelvis|m[uú]sculos?|tejidos?|fascias?|psoas|c[eé]lulas?|sistema nervioso)"
_CHARGE = (
    r"(?:traumas?|emoci[oó]n|emociones|energ[ií]as?|estr[eé]s|tensi[oó]n|tensiones|sentimientos?|"
    r"memorias|recuerdos?|toxinas?|bloqueos?|miedos?|patr[oó]n|patrones)"
)
_NOT = r"(?<!no )(?<!ni )(?<!nada )(?<!nadie )(?<!nunca )(?<!no te )(?<!no se )"
_OPENS = r"(?:^|(?<=[.!?…:;] )|(?<=\by ))"

_CLAIMS: tuple[Ban, ...] = (
    ban(
        "claim",
        rf"\breprogram\w+|\bregul\w+ (?:tu|el|los|las) {_PLACE}"
        rf"|\brese(?:te|a)\w* (?:tu|el|los|las) {_PLACE}|\breinici\w* (?:tu|el) {_PLACE}",
        "say what a person may notice",
    ),
    ban(
        "claim",
        rf"\b{_CHARGE}\b[^.!?]{{0,25}}\b(?:guardad|almacenad|atrapad|acumulad|retenid|bloquead|enquistad"
        r"|reprimid|enterrad|encerrad|congelad)[oa]s?\b",
        "no study shows it: say 'costumbres del músculo' or nothing",
    ),
    ban(
        "claim",
        rf"\b{_CHARGE}\b[^.!?]{{0,25}}\b(?:viven?|se (?:quedan?|guardan?|acumulan?|alojan?)) en\b[^.!?]{{0,8}}{_PLACE}"
        rf"|\b(?:miedos?|traumas?|emociones|recuerdos?) est[aá]n? en\b[^.!?]{{0,8}}{_PLACE}"
        rf"|\bdonde viven? (?:el|la|los|las|tus?) {_CHARGE}",
        "no study shows it: say 'costumbres del músculo' or nothing",
    ),
    ban(
        "claim",
        rf"\b{_PLACE}\b[^.!?]{{0,12}}\b(?:guardan?|almacenan?|acumulan?|retienen?)\b"
        rf"[^.!?]{{0,20}}\b(?:{_CHARGE}|lo que)\b"
        rf"|\b{_PLACE}\b[^.!?]{{0,15}}\b(?:ba[uú]l|almac[eé]n|cofre|caj[oó]n)\b",
        "no study shows it: say 'costumbres del músculo' or nothing",
    ),
    ban(
        "claim",
        r"\b(?:liber|descarg|desbloque|expuls|elimin|su[eé]lt|solt|purg|drena|disuelv|disolv)\w*\b"
        rf"[^.!?]{{0,20}}\b{_CHARGE}\b",
        "use 'notar', 'aliviar' or 'muchas personas cuentan'",
    ),
    ban(
        "claim",
        rf"{_NOT}\b(?:reduce|alivia|calma|disminuye|desaparece|acaba con)n?\b[^.!?]{{0,15}}\b{_ILL}\b"
        rf"|\b{_ILL}\b (?:desaparece|se va|se ir[aá])n?\b|\badi[oó]s (?:al? )?(?:la |los |las )?{_ILL}\b"
        r"|\b(?:calma|vac[ií]a|aquieta|silencia|limpia)\w* (?:tu|la) mente\b|\balivio (?:inmediato|seguro)\b",
        "use 'puede aliviar', and for whom",
    ),
    ban(
        "claim",
        r"\b(?:sentirás|dormirás|notarás|verás|lograrás|conseguirás)\b|\bvas a (?:sentir|dormir|notar|estar|ver)\w*"
        r"|\bte (?:ayudará|hará|dará|calmará|aliviará)\b",
        "promise nothing: use 'quizá notes'",
        _BODY | Speech.EVIDENCE,
    ),
    ban(
        "claim",
        r"\b(?:equilibr|armoniz|aline)\w+ (?:tu|la|las|tus) energías?\b|\bchakras?\b|\bnervio de la calma\b"
        r"|\btu cuerpo (?:sabe|necesita|pide|te pide)\b|\b(?:ni[ñn][oa]|guerrer[oa]) interior\b|\bdel alma\b",
        "say what a person may notice",
        _GUIDED,
    ),
    ban("claim", r"\bdescarg\w+", "name what is seen: 'un suspiro', 'un bostezo'", _BODY),
    ban(
        "claim",
        rf"{_NOT}\b(?:trata|cura|previene|corrige|quita|elimina|combate|vence)[nrs]?\b(?! nada)[^.!?]{{0,20}}\b{_ILL}\b",
        "this is a wellness practice: it treats nothing",
    ),
    ban(
        "claim",
        rf"{_NOT}\b(?:cur(?:a|as|an|ar|ar[aá]s?|arte|arse|ado|ada|aci[oó]n|ativ[oa]s?))\b(?! nada)",
        "this is a wellness practice: it treats nothing",
    ),
    ban(
        "claim",
        r"(?<!no )\b(?:es|como|sirve de) (?:un |una )?(?:tratamiento|terapia)\b",
        "it treats nothing, and says so",
    ),
    ban("claim", rf"{_NOT}\bdiagn[oó]stic\w+", "this tests nobody"),
    ban(
        "claim",
        r"\b(?:cl[ií]nica|cient[ií]fica)mente (?:probad|demostrad|comprobad|validad|avalad)[oa]s?\b"
        r"|\b(?:avalad|recomendad)[oa]s? por\b"
        r"|\b(?<!ningún )(?:estudios?|ciencia) (?:lo )?(?:demuestran?|prueban?|confirman?)\b"
        r"|\b(?<!no )est[aá] (?:de)?mostrado que\b|\bgarantiz\w+|\bgarantías?\b|\bmilagros\w*\b|\brevolucionari[oa]s?\b",
        "use 'puede', and name the study",
    ),
    ban(
        "claim",
        r"\bsiempre funciona\b|\bfunciona (?:siempre|con todos|para tod\w+|para cualquiera)\b"
        r"|\binofensiv[oa]s?\b|\bsin (?:ning[uú]n )?riesgos?\b|\b100 ?%|\bcien por cien",
        "use 'para algunas personas'",
    ),
    ban(
        "claim",
        r"\bpolivagal\w*|\bvagal(?:es)?\b|\bnervio vago\b",
        "use 'cuerpo acelerado' and 'cuerpo apagado'",
    ),
    ban(
        "claim", r"\b(?:tu|el|mi) sistema nervioso\b", "use 'tu cuerpo', or say what can be noticed", _GUIDED
    ),
    ban(
        "claim",
        r"\b(?:complet|cerr|cierr)\w+ (?:el|tu) (?:ciclo|respuesta)(?: del?)? (?:estr[eé]s|trauma)"
        r"|\bsac[uú]de(?:te|lo)\b|\bsacudir(?:te|se|lo)\b",
        "no controlled study shows it: leave it out",
    ),
    ban("claim", r"\b(?:cortisol|adrenalina|endorfinas?)\b", "nothing here measures hormones", _GUIDED),
    ban(
        "claim",
        r"\balarg\w+ (?:tus?|los?|las?|el) (?:m[uú]sculos?|psoas|caderas?|isquios\w*)\b",
        "use 'un estiramiento se aguanta mejor'",
    ),
    ban(
        "claim",
        r"\bel cuerpo (?:recuerda|no olvida|lo recuerda|lleva la cuenta|guarda memoria)\b"
        r"|\bmemoria (?:muscular|corporal|celular|emocional)\b",
        "a metaphor, not a finding: leave it out",
    ),
    ban(
        "claim",
        r"(?<!si )(?<!no )\bya est[aá]s bien\b|(?<!si )(?<!no )\best[aá]s (?:ya |ahora )?"
        r"(?:a salvo|en calma|segur[oa]|tranquil[oa]|relajad[oa]|regulad[oa]|calmad[oa])\b|\bv[ií]a libre\b"
        r"|(?:^|(?<=[.!?] ))todo (?:est[aá]|va|ir[aá]|va a estar) bien\b|\bfuera de peligro\b"
        r"|\b(?:total|completa|absoluta)mente segur[oa]s?\b|\bpuede pasar(?:te)? nada\b",
        "nobody but the person can say that: name what was seen",
    ),
    ban(
        "claim",
        r"\bcoraz[oó]n (?:est[aá]|parece|se ve|va) (?:tranquilo|calmado|en calma|bien|normal|sano)\b",
        "use 'corazón cerca de lo habitual'",
    ),
    ban(
        "claim",
        r"\b(?:segur|buen|apt|adecuad)[oa]s? para (?:tod\w+|cualquiera|cualquier persona)\b",
        "say who it is not for",
    ),
    ban(
        "name",
        r"(?-i:\bTRE\b)|\bSomatic Experiencing\b|\bexperiencia som[aá]tica\b|(?<!\.)(?-i:\bSE\b)",
        "a trademark: say 'práctica de temblor' or 'sensación sentida', and name it in a note only",
        _GUIDED | Speech.SCREENING,
    ),
    ban(
        "claim",
        r"\bTEPT\b|\bpostraum[aá]tic\w+|\btrastorno de (?:p[aá]nico|ansiedad)\b",
        "naming an illness is a medical claim: leave it to the screening",
        _GUIDED,
    ),
)

_WORDS: tuple[Ban, ...] = (
    ban(
        "word",
        r"\bdeb(?:o|es|és|e|emos|en|ería[sn]?|eríamos|erás?|erán|ías?|ían|éis|ieras?|ieses?)\b(?! a\b)"
        r"|\bhas de\b|\blo correcto es\b|\bobligación\b|\b(?:conviene|es (?:importante|preciso)) que\b",
        "use 'puedes' or 'si quieres'",
    ),
    ban(
        "word",
        r"(?<!no )(?<!nada )\b(?:tiene[sn]?|tenés|tengo|tenemos|tendrás?|tendrías?|tener) que\b(?! ver\b)|\bhay que\b",
        "use 'puedes', or say why",
    ),
    ban(
        "word",
        r"(?<!no )\bnecesitas\b|\bes (?:necesario|obligatorio|imprescindible)\b",
        "use 'puedes'",
        _BODY,
    ),
    ban(
        "word",
        r"\b(?:solo|sólo|simplemente) (?:rel[aá]ja|respira|d[eé]ja|su[eé]lta|s[ié]nte)\w*",
        "offer a choice: 'puedes descansar aquí'",
    ),
    ban("word", r"\brel[aá]j\w+", "use 'descansar', 'aflojar' or 'lo que te sostiene'", _GUIDED),
    ban(
        "word",
        r"\bsu[eé]lt(?:a|á)(?:te|lo)\b|\bsoltarte\b|\b(?:su[eé]lta|soltar) (?:todo|el control|lo que)\b"
        r"|\bd[eé]ja(?:te|lo|la|r|rte|rse|rlo)? (?:ir|llevar|fluir|salir)\b",
        "use 'aflojar', or name what may rest",
    ),
    ban(
        "word",
        r"\br[ií]nde(?:te|n)?\b|\brendir(?:te|se)\b|\bentr[eé]gate\b|\bentregarte\b|\babandónate\b|\babandonarte\b",
        "use 'descansar' or 'lo que te sostiene'",
    ),
    ban("word", r"\bliber(?:a|ar|as|an|ando|ación|ador\w*|arte)\b", "use 'aflojar' or 'notar'", _BODY),
    ban(
        "word",
        r"\bempuj\w+|\besfu[eé]rzate\b|\besforzarte\b|\bexígete\b|\bexigirte\b|\bnotificaci[oó]n(?:es)? push\b",
        "use 'presionar' for a body, 'aviso' for a message",
    ),
    ban(
        "word",
        r"\bsan(?:ar|arás?|arte|arse|ando|ación|ador|adora|adores)\b|\bs[aá]na(?:te)? (?:tus?|el|la|las|los|desde)\b",
        "use 'aliviar' or 'practicar'",
    ),
    ban(
        "word",
        r"\bdetox\w*|\bdesintoxic\w+|\bdepura\w*|\blimpi\w+ (?:tu|el) (?:cuerpo|organismo|sistema)\b",
        "leave it out",
    ),
    ban(
        "word",
        r"\bpuntuaci[oó]n(?:es)?\b|\bpuntajes?\b|\b(?:ganas?|ganar|sumas?|sumar) puntos\b|\bcalificaci[oó]n(?:es)?\b"
        r"|\bpuntúa\w*|\br[eé]cords?\b|\b(?:tu|la) meta\b|\btu marca\b|\bprogresos?\b|\blogros?\b|\bmedallas?\b"
        r"|\bnivel superado\b|\benhorabuena\b|\bfelicidades\b|\b(?:buen|gran|excelente) trabajo\b|\bcampe[oó]na?\b",
        "say what happened in words",
    ),
    ban("word", r"\brachas?\b|\bd[ií]as seguidos\b", "say 'semanas con práctica'"),
    ban(
        "word",
        r"\bfall(?:o|os|a|as|an|ar|aste|ó|ado|ada|ando|aron|é)\b|\bfracas\w+",
        "say what happened and what was not done",
    ),
    ban(
        "word",
        r"\bte rend(?:iste|ís)\b|\bte rindes\b|\bno te rindas\b|\btirar la toalla\b|\btires la toalla\b",
        "use 'parar': stopping is a success",
    ),
    ban(
        "word",
        r"\bsin (?:dolor|esfuerzo) no hay\b|\baguant(?:a|á) (?:un poco |un poquito )?más\b|\ba pesar del dolor\b"
        r"|\b(?:supera|vence) (?:tus|los) (?:l[ií]mites|miedos)\b|\bzona de confort\b"
        r"|\btú puedes(?: con todo|,|!)|\bte echamos de menos\b"
        r"|\b(?:último|un) esfuerzo (?:más|y)\b|\blo mejor de (?:ti|sí)\b|\bmás allá de tus? l[ií]mites?\b"
        r"|\bdolor es (?:parte|normal|necesario|bueno)\b|\bes normal que (?:te )?duela\b|\bsin miedo\b",
        "offer to stop",
    ),
    ban(
        "word",
        r"\bqu[eé] vergüenza\b|\bes tu culpa\b|\bpor tu culpa\b"
        r"|\bdemasiado sensible\b|\bno es para tanto\b|\bsin excusas\b"
        r"|\bperezos[oa]s?\b|\bfuerza de voluntad\b|\bte falta (?:constancia|disciplina|compromiso)\b|\bno servirá\b",
        "nobody is to blame: say what happened",
    ),
    ban(
        "word",
        r"\b(?:almacenad|atrapad|enquistad)[oa]s?\b",
        "use 'guardar' for words, and nothing for bodies",
        _BODY | Speech.EVIDENCE,
    ),
    ban(
        "word",
        r"\b(?:cierr|cerr|entorn|entrecierr|entrecerr)\w+ (?:los|tus) ojos\b|\bojos cerrados\b",
        "use 'tus ojos pueden seguir abiertos'",
        _GUIDED,
    ),
    ban(
        "word",
        r"\b(?:aguant\w+|ret(?:en|ien|én)\w*|cont(?:en|ien|én)\w*|sost(?:en|ien|én)\w*) "
        r"(?:la respiraci[oó]n|tu respiraci[oó]n|el aire|el aliento)\b|\bapneas?\b"
        r"|\b(?:respiraci[oó]n|aire|aliento) (?:reteni|conteni|aguanta)d[oa]\b",
        "the breath is never held here",
        _GUIDED,
    ),
    ban(
        "word",
        r"(?<!no hace falta )\brespir\w+ (?:muy |más |bien )?(?:hondo|profund\w+)"
        r"|\b(?:respiraci[oó]n|respiraciones|inspiraci[oó]n|inspiraciones) (?:muy |más )?(?:hond|profund|grande)\w*",
        "use 'una respiración pequeña' or 'fácil'",
        _BODY,
    ),
    ban(
        "word",
        r"\btodo lo que puedas\b|\blo más (?:lejos|hondo|fuerte|abajo|arriba) (?:que puedas|posible)\b"
        r"|\bhasta donde puedas\b|\bal m[aá]ximo\b",
        "use 'solo hasta donde sea fácil'",
        _BODY,
    ),
    ban("word", r"\bc[aá]lmate\b|\bcalmarte\b|\btranquil[ií]zate\b", "use 'puedes descansar aquí un rato'"),
)

_HOUSE: tuple[Ban, ...] = (
    ban(
        "command",
        rf"{_OPENS}(?:no|nunca) (?:te |lo |la |los |las |le )?"
        r"(?:abras|aguantes|aprietes|bajes|busques|caigas|cierres|contengas|dejes|detengas|duermas|fuerces|hables|hagas"
        r"|intentes|levantes|mires|muevas|olvides|pares|pienses|pongas|preocupes|presiones|relajes|respires|resistas|rindas"
        r"|salgas|saltes|seas|sigas|subas|sueltes|temas|tengas|tenses|toques|uses|vayas)\b",
        "use 'no hace falta', 'puedes' or 'si quieres'",
        Speech.LIVE | Speech.PRACTICE,
    ),
    ban(
        "command",
        rf"{_OPENS}(?:ahora )?vamos a \w+[aei]r(?:te|nos)?\b"
        r"|\b(?:cuando|si) [^.!?,]{1,30}, "
        r"(?:respira|suelta|afloja|cierra|abre|levanta|mueve|siente|sigue(?! (?:est|sien)\w*ndo)|deja|nota)\b",
        "use 'puedes', also after 'si quieres'",
        Speech.LIVE | Speech.PRACTICE,
    ),
    ban("gender", r"(?<!la )\bbienvenid[oa]s?\b", "use 'qué bien que estés aquí'"),
    ban(
        "gender",
        r"\best(?:ás|és|arás|uviste) (?:muy |más |tan |ya )?(?:list|sol|enferm|cómod|quiet|mal?herid|content)[oa]\b"
        r"|\b(?:est[áé]s|te (?:sientes|sientas|quedas|quedes|notas|notes|encuentras|encuentres)) (?:muy |más |tan )?"
        r"(?!nada\b|lado\b)(?:\w{2,}[aiíá]d|list|sol|tranquil)[oa]\b"
        rf"|{_OPENS}(?:tumbad|sentad|acostad|recostad|arrodillad)[oa]s? "
        r"|\bt[uúi] mism[oa]\b|\bquerid[oa]s?\b(?= amig)",
        "say it without a gender: 'cuando te venga bien', 'sientes mareo', 'boca arriba'",
    ),
    ban("gender", r"\w[oa]/[oa]s?\b|\w\(as?\)|\w@s?\b(?!\w|\.)", "say it without a gender"),
    ban(
        "region",
        r"\bvosotr[oa]s\b|\bvuestr[oa]s?\b|\bvos\b|\bordenador(?:es)?\b|\bcomputadoras?\b|\bcoge[rsn]?\b|\bcelular\b"
        r"|\busted(?:es)?\b",
        "use what is said everywhere: 'tú', 'este equipo', 'tomar', 'teléfono'",
    ),
)

BANS: tuple[Ban, ...] = (*_CLAIMS, *_WORDS, *_HOUSE)
"""Checked in this order; one finding for each place."""

JARGON: dict[str, str] = {
    "psoas": "el músculo hondo de la cadera",
    "diafragma": "el músculo del aire",
    "diafragmática": "con el vientre",
    "diafragmático": "con el vientre",
    "sacro": "el hueso plano detrás de la cadera",
    "coxis": "la punta de la columna",
    "cóccix": "la punta de la columna",
    "isquiones": "los huesos sobre los que te sientas",
    "pelvis": "la cadera",
    "lumbar": "la parte baja de la espalda",
    "lumbares": "la parte baja de la espalda",
    "posterior": "de detrás",
    "anterior": "de delante",
    "decúbito": "boca arriba, boca abajo o de lado",
    "supino": "boca arriba",
    "supina": "boca arriba",
    "prono": "boca abajo",
    "prona": "boca abajo",
    "autónomo": "sin que tú hagas nada",
    "parasimpático": "de descanso",
    "propiocepción": "sentir dónde estás",
    "interocepción": "sentir el cuerpo por dentro",
    "titulación": "pasos pequeños",
    "titular": "ir en pasos pequeños",
    "pendulación": "ir y volver",
    "somático": "del cuerpo",
    "somática": "del cuerpo",
    "somáticas": "del cuerpo",
    "fascia": "tejido",
    "enraizamiento": "sentir el suelo",
    "enraizarte": "sentir el suelo",
    "desregulado": "con el cuerpo acelerado, o apagado",
    "desregulada": "con el cuerpo acelerado, o apagado",
    "desregulación": "el cuerpo acelerado, o apagado",
    "autorregulación": "volver a asentarse",
    "disociación": "sentirse lejos",
    "disociar": "sentirse lejos",
    "hiperactivación": "cuerpo acelerado",
    "hipoactivación": "cuerpo apagado",
    "exhala": "saca el aire",
    "exhalar": "sacar el aire",
    "exhalas": "sacas el aire",
    "exhalación": "el aire que sale",
    "espira": "saca el aire",
    "espirar": "sacar el aire",
    "espiración": "el aire que sale",
    "inhala": "toma aire",
    "inhalar": "tomar aire",
    "inhalas": "tomas aire",
    "inhalación": "el aire que entra",
    "inspirar": "tomar aire",
    "inspiración": "el aire que entra",
    "aductores": "la parte de dentro de los muslos",
    "flexión": "doblar",
    "extensión": "estirar",
    "mindfulness": "notar lo que hay",
}
"""Hard words and their plain twins; a hard word may stand in a title or where studies are named."""
