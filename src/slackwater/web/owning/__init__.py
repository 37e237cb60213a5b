"""What a person owns here: what is kept of them, taking it out, bringing it in, and who else lives here."""
