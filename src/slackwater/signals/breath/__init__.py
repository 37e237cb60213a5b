"""Breath from a belt, from impedance, or from a phone or strap that lies where breath moves it."""
