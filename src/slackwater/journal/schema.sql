-- A Slackwater journal, layout 1. In clear: random person ids, numbers and neutral names. All else is sealed.
CREATE TABLE person (
    person BLOB PRIMARY KEY CHECK (length(person) = 16),
    public_key BLOB NOT NULL,
    private_key BLOB NOT NULL,
    marked INTEGER NOT NULL,
    mark BLOB NOT NULL,
    merged INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE wrap (
    person BLOB NOT NULL REFERENCES person,
    way TEXT NOT NULL,
    version INTEGER NOT NULL,
    parameters TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (person, way)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    person BLOB NOT NULL REFERENCES person,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (person, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE waiting (
    person BLOB NOT NULL REFERENCES person,
    number INTEGER NOT NULL CHECK (number > 0),
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (person, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER a_record_never_changes BEFORE UPDATE ON record
BEGIN
    SELECT RAISE(ABORT, 'a record never changes');
END;
