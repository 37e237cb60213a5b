"""Bodies made from equations, whose truth is known exactly. Pure numpy; one seed gives one body."""
