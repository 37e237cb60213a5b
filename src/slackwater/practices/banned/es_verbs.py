"""The verbs that make a Spanish opening a command, and what only looks like one."""

import re

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
activa ábrete agradece ámate atrévete cuídate dile equilibra escúchate perdona procura regálate sumérgete tómate trata
siéntete desconecta disuelve entorna regula vacía
"""

_OF_THE_RIVER_PLATE = """
abrí apoyá apretá bajá buscá cerrá dejá descansá hacé levantá llevá mirá mové notá permitite poné quedate relajá
relajate respirá sacá seguí sentate sentí soltá soltate subí tomá volvé
"""
"""As *vos* is commanded."""

_OF_USTED = """
abra acuéstese apoye apriete baje busque cierre deje descanse exhale haga imagine inhale intente levante lleve mantenga
mire mueva note observe permita ponga quédese relájese respire sienta siéntese suba suelte tome túmbese
"""
"""As *usted* is commanded."""

_OF_US = """
abramos aflojemos bajemos cerremos dejemos empecemos hagamos intentemos levantemos llevemos miremos movamos notemos
observemos pongamos relajemos respiremos sigamos sintamos soltemos subamos tomemos
"""
"""As one commands by joining in."""

COMMANDS = frozenset((_COMMANDS + _OF_THE_RIVER_PLATE + _OF_USTED + _OF_US).split())
"""Verbs that make an opening a command."""

_LEADS = """
ahora luego después entonces y primero suavemente despacio lentamente simplemente solo sólo también finalmente ya
bueno vamos venga por favor poco a con suavidad calma cuidado de nuevo otra vez
"""

LEADS = frozenset(_LEADS.split())
"""Words before a command that leave it one."""

NOT_A_COMMAND = re.compile(
    r"^(?:(?:nota|cuenta|prueba|espera|marca|toma|baja|entrega|mira|cambia|sigue|termina|empieza|sube|vuelve|cierra)"
    r"(?::| (?:de|del|que|como|igual|larga|corta|atrás|abiert[oa]|cerrad[oa]|quiet[oa])\b)"
    r"|(?:parada|pausa|freno|para (?:menos|más|parar|empezar|terminar|descansar)): ?"
    r"|(?:toca|da|ten|ve|sé) (?:igual|miedo|tiempo|sueño|que)\b)",
    re.IGNORECASE,
)
"""Openings that only look like a command."""
