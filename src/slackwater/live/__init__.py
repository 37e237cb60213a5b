"""One session in real time: the clock, what the person says, sensors, guiding and the journal, joined."""
