"""Write the template catalogue: `make words`."""

from wording.template import TEMPLATE, template

TEMPLATE.write_bytes(template())
