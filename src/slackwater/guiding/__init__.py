"""The pure round: the plan, the engine and its monitor, used alike by real sessions and by replays."""
