# SPDX-License-Identifier: MIT
"""Client of `encore serve` for Python 3.9 and newer, with the standard library alone.

Three things a shop needs: the page sheet of an order (`Encore.publish`), printed safely into its thank-you page; the
proof that a webhook comes from its own `encore serve` (`Encore.verify`); and an answer to each webhook that is recorded
with what it did, so that a repeated call repeats the answer (`answer_once`).
"""

import base64
import hashlib
import hmac
import json
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request

TOLERANCE_SECONDS = 300
"""A webhook signed earlier or later than this may be a replay and is refused."""


class SheetRefused(Exception):
    """The sheet has issues: each names code, path, and what to do."""

    def __init__(self, issues):
        super().__init__("; ".join(f"{issue['path']}: {issue['message']}" for issue in issues))
        self.issues = issues


class Encore:
    """One `encore serve`. `url` is its address for the backend, `secret` and `webhook_secret` are of its configuration."""

    def __init__(self, url, secret, webhook_secret, timeout_seconds=5):
        self._url = url.rstrip("/")
        self._secret = secret
        self._key = base64.b64decode(webhook_secret.removeprefix("whsec_"))
        self._timeout = timeout_seconds

    def publish(self, sheet, buyer_present=True):
        """Returns {"sheet", "script", …} for a private sheet (a dict). `script` goes into <encore-offers> as it is.

        Raises SheetRefused for a sheet with issues, and OSError where `encore serve` cannot be reached: the page is
        then printed without offers.
        """
        query = "" if buyer_present else "?buyer_present=false"
        request = urllib.request.Request(
            f"{self._url}/publish{query}",
            data=json.dumps(sheet).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self._secret}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as reply:
                return json.load(reply)
        except urllib.error.HTTPError as error:
            if error.code == 422:
                raise SheetRefused(json.load(error)["issues"]) from None
            raise

    def verify(self, headers, body, now=None):
        """Whether a webhook is genuine and fresh. `headers` by lower-case name, `body` as bytes."""
        message_id = headers.get("webhook-id", "")
        timestamp = headers.get("webhook-timestamp", "")
        if not message_id or not timestamp.isascii() or not timestamp.isdigit():
            return False
        if abs((now if now is not None else time.time()) - int(timestamp)) > TOLERANCE_SECONDS:
            return False
        signed = f"{message_id}.{timestamp}.".encode() + body
        expected = "v1," + base64.b64encode(hmac.new(self._key, signed, hashlib.sha256).digest()).decode()
        given = headers.get("webhook-signature", "").split(" ")
        return any(hmac.compare_digest(one.encode(), expected.encode()) for one in given)


#: Reads: they change nothing, so nothing is recorded of them.
READS = {"owns", "order", "lookup", "live", "sheet"}


def answer_once(database, message_id, message, handlers):
    """Answers a verified webhook: `handlers[type](database, data)`, once for each id.

    Effect and answer are written in one transaction, so a process that dies in between has done neither, and a repeated
    call gets the answer of the first. `database` is a sqlite3 connection with isolation_level None and the table
    `webhook_answers (id TEXT PRIMARY KEY, answer TEXT NOT NULL)`.
    """
    kind, data = message["type"], message["data"]
    handler = handlers[kind]
    if kind in READS:
        return handler(database, data)
    database.execute("BEGIN IMMEDIATE")
    try:
        row = database.execute("SELECT answer FROM webhook_answers WHERE id = ?", (message_id,)).fetchone()
        if row is not None:
            database.execute("ROLLBACK")
            return json.loads(row[0])
        answer = handler(database, data)
        # What is not known yet may be known at the next call; only definite answers are kept.
        unknown = isinstance(answer, dict) and answer.get("outcome") == "unknown"
        if not unknown and not (kind == "refund" and answer is False):
            database.execute("INSERT INTO webhook_answers VALUES (?, ?)", (message_id, json.dumps(answer)))
        database.execute("COMMIT")
        return answer
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def connect(path):
    """A connection that waits for others instead of failing, with the table of answers."""
    database = sqlite3.connect(path, timeout=10, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE IF NOT EXISTS webhook_answers (id TEXT PRIMARY KEY, answer TEXT NOT NULL)")
    return database
