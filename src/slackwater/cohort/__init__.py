"""Virtual people in great numbers: what a rule for doses does to a HYPOTHESIS, never to anybody real."""
