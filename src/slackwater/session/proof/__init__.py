"""How the engine is checked: every reachable step, a monitor beside it, and mutants that must be caught."""
