"""The person's tolerance as a probability, and the next dose with its reasons. Proposes; the engine decides."""
