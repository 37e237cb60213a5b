"""The safety engine: ``step(state, event)`` answers with the next state and what was decided."""
