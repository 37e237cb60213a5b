"""The threat-response story as equations: a virtual person. A hypothesis, labelled so, fitted to nobody."""
