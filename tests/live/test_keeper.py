"""The way to the disk: nobody waits, and nothing is acknowledged too soon."""

from slackwater.journal.facts import TimePassed
from slackwater.journal.journal import Journal
from slackwater.journal.writer import Writer


def test_a_writer_that_is_quicker_than_whoever_puts_is_no_trouble() -> None:
    writer = Writer(Journal.keep_nothing())
    puts = [writer.put("a-session", [TimePassed(1)]) for _ in range(500)]
    assert [put.result(5) for put in puts] == sorted(put.result(5) for put in puts)
    writer.close()
