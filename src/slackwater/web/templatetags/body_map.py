"""The places of a drawn body map."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def place(context: Context, name: str) -> SafeString:
    """The attributes of a drawn place, a side's own where the drawing says ``side``; a hidden one is only drawn.

    Context: ``steps``, how strong each marked place is; ``hidden``, places that are not to be seen.
    """
    side = context.get("side", "")
    known = f"{side}-{name}" if side else name
    if known in (context.get("hidden") or ()):
        return SafeString("")
    step = context["steps"].get(known)
    if step is None:
        return format_html('data-place="{}"', known)
    return format_html('data-place="{}" data-step="{}"', known, step)
