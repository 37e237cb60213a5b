"""The classical dose-finding designs as references: EWOC, CRM, BOIN and 3+3, each written from its paper."""
