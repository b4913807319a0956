"""Model calls in the ledger: durable before they are acknowledged, found again by the next try of their cell."""

import sqlite3
import zlib

from goldthread.experiments.ledger.writer import Writer
from goldthread.experiments.work import Work
from goldthread.redaction import redact
from goldthread.schemas.call import CallRecord


def keep(connection: sqlite3.Connection, cell: int, record: CallRecord) -> None:
    """Keep a finished call of a cell; that of a late try too, since it was paid for."""
    connection.execute(
        "INSERT INTO calls (cell, key, record) VALUES (?, ?, ?) ON CONFLICT (cell, key) DO NOTHING",
        (cell, record.key, zlib.compress(record.model_dump_json().encode(), 1)),
    )


class LedgerCalls:
    """See `CallLog`: the calls of one piece of work."""

    def __init__(self, writer: Writer, work: Work, cell: int) -> None:
        self._writer = writer
        self._cell = cell
        self._records = {record.key: record for record in work.calls}

    def get(self, key: str) -> CallRecord | None:
        """See `CallLog`."""
        return self._records.get(key)

    async def append(self, record: CallRecord) -> None:
        """See `CallLog`."""
        reply = record.reply.model_copy(update={"text": redact(record.reply.text)})
        record = record.model_copy(update={"reply": reply})
        await self._writer.write(lambda connection: keep(connection, self._cell, record))
        self._records[record.key] = record
