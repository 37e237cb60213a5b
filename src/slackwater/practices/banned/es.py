"""The words that are not said in Spanish, each with why and what to say in its place (docs/words/es.md)."""

import re

from slackwater.practices.banned import Ban, Speech, ban

_BODY = Speech.LIVE | Speech.STOP | Speech.PRACTICE
_GUIDED = _BODY | Speech.PAGE

_ILL = (
    r"(?:tept|traumas?|ansiedad|depresi[oó]n|p[aá]nico|estr[eé]s|dolor(?:es)?|s[ií]ntomas?|enfermedad(?:es)?|"
    r"trastornos?)"
)
_PLACE = r"(?:cuerpos?|caderas?|pelvis|m[uú]sculos?|tejidos?|fascias?|psoas|c[eé]lulas?|sistema nervioso)"
_CHARGE = (
    r"(?:traumas?|emoci[oó]n|emociones|energ[ií]as?|estr[eé]s|tensi[oó]n|tensiones|sentimientos?|"
    r"memorias|recuerdos?|toxinas?|bloqueos?)"
)
_NOT = r"(?<!no )(?<!ni )(?<!nada )(?<!nadie )(?<!nunca )(?<!no te )(?<!no se )"
_OPENS = r"(?:^|(?<=[.!?…:;] )|(?<=\by ))"

_CLAIMS: tuple[Ban, ...] = (
    ban(
        "claim",
        rf"\breprogram\w+|\brese(?:te|a)\w* (?:tu|el|los|las) {_PLACE}|\breinici\w* (?:tu|el) {_PLACE}",
        "say what a person may notice",
    ),
    ban(
        "claim",
        rf"\b{_CHARGE}\b[^.!?]{{0,25}}\b(?:guardad|almacenad|atrapad|acumulad|retenid|bloquead|enquistad)[oa]s?\b",
        "no study shows it: say 'costumbres del músculo' or nothing",
    ),
    ban(
        "claim",
        rf"\b{_CHARGE}\b[^.!?]{{0,25}}\b(?:viven?|se (?:quedan?|guardan?|acumulan?|alojan?)) en\b[^.!?]{{0,8}}{_PLACE}",
        "no study shows it: say 'costumbres del músculo' or nothing",
    ),
    ban(
        "claim",
        rf"\b{_PLACE}\b[^.!?]{{0,12}}\b(?:guardan?|almacenan?|acumulan?|retienen?)\b[^.!?]{{0,20}}\b{_CHARGE}\b",
        "no study shows it: say 'costumbres del músculo' or nothing",
    ),
    ban(
        "claim",
        r"\b(?:liber|descarg|desbloque|expuls|elimin|su[eé]lt|solt|purg|drena)\w*\b"
        rf"[^.!?]{{0,20}}\b{_CHARGE}\b",
        "use 'notar', 'aliviar' or 'muchas personas cuentan'",
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
        r"|\b(?<!no )est[aá] (?:de)?mostrado que\b|\bgarantiz\w+|\bgarantías?\b",
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
        r"|\bmemoria (?:muscular|corporal|celular)\b",
        "a metaphor, not a finding: leave it out",
    ),
    ban(
        "claim",
        r"(?<!si )(?<!no )\bya est[aá]s bien\b|(?<!si )(?<!no )\best[aá]s (?:ya |ahora )?"
        r"(?:a salvo|en calma|segur[oa]|tranquil[oa]|relajad[oa]|regulad[oa]|calmad[oa])\b|\bv[ií]a libre\b",
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
        r"\bdeb(?:o|es|és|e|emos|en|ería[sn]?|eríamos|erás?|erán|ías?|ían|éis)\b(?! a\b)",
        "use 'puedes' or 'si quieres'",
    ),
    ban(
        "word",
        r"(?<!no )\b(?:tiene[sn]?|tenés|tengo|tenemos|tendrás?|tendrías?|tener) que\b(?! ver\b)|\bhay que\b",
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
        r"|\bd[eé]ja(?:te|lo|la|r|rte|rse|rlo)? (?:ir|llevar|fluir)\b",
        "use 'aflojar', or name what may rest",
    ),
    ban(
        "word",
        r"\br[ií]nde(?:te|n)?\b|\brendir(?:te|se)\b|\bentr[eé]gate\b|\bentregarte\b|\babandónate\b|\babandonarte\b",
        "use 'descansar' or 'lo que te sostiene'",
    ),
    ban(
        "word",
        r"\bempuj\w+|\besfu[eé]rzate\b|\besforzarte\b|\bexígete\b|\bexigirte\b|\bnotificaci[oó]n(?:es)? push\b",
        "use 'apretar' for a body, 'aviso' for a message",
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
        r"|\bpuntúa\w*|\br[eé]cords?\b",
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
        r"|\b(?:supera|vence) (?:tus|los) (?:l[ií]mites|miedos)\b|\bzona de confort\b|\btú puedes con todo\b",
        "offer to stop",
    ),
    ban(
        "word",
        r"\bqu[eé] vergüenza\b|\bes tu culpa\b|\bpor tu culpa\b"
        r"|\bdemasiado sensible\b|\bno es para tanto\b|\bsin excusas\b",
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
        r"\b(?:cierr|cerr)\w+ (?:los|tus) ojos\b|\bojos cerrados\b",
        "use 'tus ojos pueden seguir abiertos'",
        _GUIDED,
    ),
    ban(
        "word",
        r"\b(?:aguant\w+|ret(?:en|ien|én)\w*|cont(?:en|ien|én)\w*|sost(?:en|ien|én)\w*) "
        r"(?:la respiraci[oó]n|tu respiraci[oó]n|el aire|el aliento)\b|\bapneas?\b",
        "the breath is never held here",
        _GUIDED,
    ),
    ban(
        "word",
        r"\brespir\w+ (?:muy |más |bien )?(?:hondo|profund\w+)"
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
        r"(?:abras|aguantes|aprietes|bajes|busques|cierres|contengas|dejes|fuerces|hables|hagas|intentes|levantes|mires"
        r"|muevas|olvides|pares|pienses|preocupes|respires|resistas|salgas|saltes|sigas|subas|sueltes|tenses|toques|uses"
        r"|vayas)\b",
        "use 'no hace falta', 'puedes' or 'si quieres'",
        Speech.LIVE | Speech.PRACTICE,
    ),
    ban("gender", r"(?<!la )\bbienvenid[oa]s?\b", "use 'qué bien que estés aquí'"),
    ban(
        "gender",
        r"\best(?:ás|és|arás|uviste) (?:muy |más |tan |ya )?(?:list|sol|enferm|cómod|quiet|mal?herid|content)[oa]\b"
        r"|\b(?:est[áé]s|te (?:sientes|quedas|notas|encuentras)) (?:muy |más |tan )?"
        r"(?!nada\b|lado\b)\w{2,}[aiíá]d[oa]\b",
        "say it without a gender: 'cuando te venga bien', 'sientes mareo', 'boca arriba'",
    ),
    ban("gender", r"\w[oa]/[oa]s?\b|\w\(as?\)|\w@s?\b(?!\w|\.)", "say it without a gender"),
    ban(
        "region",
        r"\bvosotr[oa]s\b|\bvuestr[oa]s?\b|\bvos\b|\bordenador(?:es)?\b|\bcomputadoras?\b|\bcoge[rsn]?\b|\bcelular\b",
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
    "espirar": "sacar el aire",
    "espiración": "el aire que sale",
    "inhala": "toma aire",
    "inhalar": "tomar aire",
    "inhalas": "tomas aire",
    "inhalación": "el aire que entra",
    "inspiración": "el aire que entra",
    "aductores": "la parte de dentro de los muslos",
    "flexión": "doblar",
    "extensión": "estirar",
    "mindfulness": "notar lo que hay",
}
"""Hard words and their plain twins; a hard word may stand in a title or where studies are named."""

_COMMANDS = """
abandónate abre abraza acaricia acerca acuéstate afloja agarra aguanta alarga aleja alza apoya aprieta apriétalo
arquea arrodíllate baja balancea balancéate báñate bebe busca cambia camina canta céntrate cierra coloca colócate
comienza concéntrate confía conecta contén contempla continúa contrae cuenta da date deja déjalo déjate descansa
descubre desliza deslízate despréndete detén detente di dirige disfruta dobla duerme echa échate elévate eleva elige
elimina empieza empuja encoge endereza enderézate enfoca ensancha entra entrega entrégate enumera escanea escoge
escucha espera estate estira estírate evita exhala expande explora fíjate flexiona fluye frota frótate gira golpea
habla haz hazlo hunde imagina imagínate inclina inclínate inhala inspira intenta intensifica invita junta lanza
levanta levántate libera llena lleva localiza mantén mantente masajea mece mécete medita mete mira mueve muévete
nombra nota observa olvida párate pega pellizca permanece permite permítete piensa pisa pon ponte presiona presta
prueba quédate quita recorre recuerda recuéstate redondea regresa relaja relájate repasa repite resiste respira retén
ríndete rota rueda saca sacude sacúdete salta sana sé sella separa siente siéntate siéntelo sigue simula sitúa
sonríe sostén suaviza sube suelta suéltalo suéltate sujeta suspira tararea ten tensa termina tiembla tira toca toma
trae traga tumba túmbate usa utiliza ve ven vete visualiza voltea vuelve
"""

COMMANDS = frozenset(_COMMANDS.split())
"""Verbs that make an opening a command."""

_LEADS = """
ahora luego después entonces y primero suavemente despacio lentamente simplemente solo sólo también finalmente ya
bueno vamos venga por favor poco a con suavidad calma cuidado de nuevo otra vez
"""

LEADS = frozenset(_LEADS.split())
"""Words before a command that leave it one."""

NOT_A_COMMAND = re.compile(
    r"^(?:(?:nota|cuenta|prueba|espera|marca|toma|baja|entrega|mira|cambia|sigue|termina|empieza|sube|vuelve|cierra)"
    r"(?::| (?:de|del|que|larga|corta|atrás|abiert[oa]|cerrad[oa]|quiet[oa])\b)"
    r"|(?:parada|pausa|freno|para (?:menos|más|parar|empezar|terminar|descansar)): ?"
    r"|(?:toca|da|ten|ve|sé) (?:igual|miedo|tiempo|sueño|que)\b)",
    re.IGNORECASE,
)
"""Openings that only look like a command."""
