"""The template of all that is translated by gettext: found in templates, scripts, tables and code. `make words`."""
