# SPDX-License-Identifier: MIT
"""A complete small shop on the Python client: one paid order, its thank-you page, and the webhooks.

    python3 shop.py PORT DATABASE

Environment: ENCORE_URL, ENCORE_SECRET, ENCORE_WEBHOOK_SECRET. A real shop replaces the four tables by its own and
`charge` by its payment provider; everything else stays as it is.
"""

import datetime
import json
import os
import sys
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import encore

PORT, DATABASE = int(sys.argv[1]), sys.argv[2]
client = encore.Encore(os.environ["ENCORE_URL"], os.environ["ENCORE_SECRET"], os.environ["ENCORE_WEBHOOK_SECRET"])

TABLES = """
CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY, buyer TEXT NOT NULL, placed_at TEXT NOT NULL, total INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS order_lines (
  purchase_id TEXT PRIMARY KEY, order_id TEXT NOT NULL, title TEXT NOT NULL, amount INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS charges (key TEXT PRIMARY KEY, id TEXT NOT NULL, order_id TEXT NOT NULL, amount INTEGER NOT NULL, refunded INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS cancelled_keys (key TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS stock (variant_id TEXT PRIMARY KEY, pieces INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS holds (hold TEXT PRIMARY KEY, items TEXT NOT NULL, returned INTEGER NOT NULL DEFAULT 0);
"""


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def timestamp(moment):
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def order_row(database, order_id):
    return database.execute("SELECT id, buyer, placed_at, total FROM orders WHERE id = ?", (order_id,)).fetchone()


def private_sheet(database, order_id):
    """The order and its offers, with costs: for `encore serve` only, never for a page."""
    row = order_row(database, order_id)
    if row is None:
        return None
    placed = datetime.datetime.fromisoformat(row[2].replace("Z", "+00:00"))
    (pieces,) = database.execute("SELECT pieces FROM stock WHERE variant_id = 'mem-64'").fetchone()
    return {
        "version": 1,
        "id": f"sheet-{order_id}",
        "issued_at": timestamp(now()),
        "locale": "en-IE",
        "currency": "EUR",
        "surface": "thank_you",
        "order": {
            "id": order_id,
            "placed_at": row[2],
            "status": "paid",
            "subtotal": 64900,
            "total": row[3],
            "tax_included": True,
            "billing_country": "IE",
            "lines": [{"id": "l1", "product_id": "camera", "title": "Camera", "quantity": 1, "unit_price": 64900}],
            "payment": {"kind": "card", "one_click": True, "label": "Visa ending in 42"},
            "fulfilment": {"hold_until": timestamp(placed + datetime.timedelta(hours=2))},
        },
        "policy": {"id": "python-shop-1", "undo_seconds": 600, "min_relevance": "none"},
        "candidates": [
            {
                "id": "memory-card",
                "kind": "cross_sell",
                "pairs_with": ["camera"],
                "product": {
                    "id": "memory-card",
                    "title": "Memory card 64 GB",
                    "variants": [{"id": "mem-64", "price": 1900, "unit_cost": 700, "stock": pieces}],
                },
                "accept": {"mode": "one_click"},
            }
        ],
        "endpoints": {name: f"/encore/{name}" for name in ("accept", "status", "undo", "quote", "next", "time", "events")},
    }


# One function for each webhook: data in, the port's answer out.


def owns(database, data):
    cookie = data["headers"].get("cookie", "")
    row = order_row(database, data["order_id"])
    return row is not None and f"buyer={row[1]}" in cookie.split("; ")


def order(database, data):
    row = order_row(database, data["order_id"])
    if row is None:
        return None
    line = {"id": "l1", "product_id": "camera", "variant_id": None, "quantity": 1, "paid": 64900, "fulfilled_quantity": 0}
    return {
        "id": row[0],
        "currency": "EUR",
        "total": row[3],
        "released": False,
        "one_click": True,
        "hold_until_ms": None,
        "lines": [line],
    }


def charge(database, data):
    """Charges the saved card. A real provider is called with data["key"] as its idempotency key."""
    if database.execute("SELECT 1 FROM cancelled_keys WHERE key = ?", (data["key"],)).fetchone():
        return {"outcome": "declined", "code": "cancelled"}
    database.execute(
        "INSERT INTO charges (key, id, order_id, amount) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (data["key"], f"ch_{data['key']}", data["order_id"], data["amount"]),
    )
    return {"outcome": "approved", "charge_id": f"ch_{data['key']}"}


def lookup(database, data):
    row = database.execute("SELECT id FROM charges WHERE key = ?", (data["key"],)).fetchone()
    return {"outcome": "approved", "charge_id": row[0]} if row else {"outcome": "none"}


def cancel(database, data):
    row = database.execute("SELECT id FROM charges WHERE key = ?", (data["key"],)).fetchone()
    if row:
        return {"outcome": "approved", "charge_id": row[0]}
    database.execute("INSERT INTO cancelled_keys VALUES (?) ON CONFLICT DO NOTHING", (data["key"],))
    return {"outcome": "cancelled"}


def refund(database, data):
    database.execute("UPDATE charges SET refunded = ? WHERE id = ?", (data["amount"], data["charge_id"]))
    return True


def add_line(database, data):
    amount, title = data["line"]["quote"]["total"], data["line"]["title"]
    row = database.execute("SELECT removed FROM order_lines WHERE purchase_id = ?", (data["purchase_id"],)).fetchone()
    if row and row[0]:
        return {"refused": "removed"}
    if row is None:
        database.execute(
            "INSERT INTO order_lines (purchase_id, order_id, title, amount) VALUES (?, ?, ?, ?)",
            (data["purchase_id"], data["order_id"], title, amount),
        )
        database.execute("UPDATE orders SET total = total + ? WHERE id = ?", (amount, data["order_id"]))
    return {"line_id": f"line-{data['purchase_id'][:8]}", "order_total": order_row(database, data["order_id"])[3]}


def remove_line(database, data):
    row = database.execute(
        "SELECT amount, removed FROM order_lines WHERE purchase_id = ?", (data["purchase_id"],)
    ).fetchone()
    if row is None:
        # Recorded as removed, so that a process that lags behind cannot add it any more.
        database.execute(
            "INSERT INTO order_lines VALUES (?, ?, '', 0, 1)", (data["purchase_id"], data["order_id"])
        )
    elif not row[1]:
        database.execute("UPDATE order_lines SET removed = 1 WHERE purchase_id = ?", (data["purchase_id"],))
        database.execute("UPDATE orders SET total = total - ? WHERE id = ?", (row[0], data["order_id"]))
    return {"order_total": order_row(database, data["order_id"])[3]}


def take(database, data):
    row = database.execute("SELECT returned FROM holds WHERE hold = ?", (data["hold"],)).fetchone()
    if row:
        return not row[0]
    for item in data["items"]:
        changed = database.execute(
            "UPDATE stock SET pieces = pieces - :quantity WHERE variant_id = :variant_id AND pieces >= :quantity",
            {"quantity": item["quantity"], "variant_id": item["variant_id"]},
        ).rowcount
        if changed == 0:
            # All or none: what was taken before in this call is put back by hand, and the refusal is recorded.
            for taken in data["items"][: data["items"].index(item)]:
                database.execute(
                    "UPDATE stock SET pieces = pieces + ? WHERE variant_id = ?", (taken["quantity"], taken["variant_id"])
                )
            return False
    database.execute("INSERT INTO holds (hold, items) VALUES (?, ?)", (data["hold"], json.dumps(data["items"])))
    return True


def give_back(database, data):
    row = database.execute("SELECT items, returned FROM holds WHERE hold = ?", (data["hold"],)).fetchone()
    if row is None:
        database.execute("INSERT INTO holds VALUES (?, '[]', 1)", (data["hold"],))
    elif not row[1]:
        for item in json.loads(row[0]):
            database.execute(
                "UPDATE stock SET pieces = pieces + ? WHERE variant_id = ?", (item["quantity"], item["variant_id"])
            )
        database.execute("UPDATE holds SET returned = 1 WHERE hold = ?", (data["hold"],))
    return None


HANDLERS = {
    "owns": owns,
    "order": order,
    "charge": charge,
    "lookup": lookup,
    "cancel": cancel,
    "refund": refund,
    "add_line": add_line,
    "remove_line": remove_line,
    "take": take,
    "give_back": give_back,
    "live": lambda database, data: None,
    "sheet": lambda database, data: private_sheet(database, data["order_id"]),
}


class Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Addresses may hold what a shopper would not want logged."""

    def reply(self, status, body, content_type="application/json"):
        data = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        if content_type.startswith("text/html"):
            self.send_header("Cache-Control", "private, no-store")
        self.end_headers()
        self.wfile.write(data)

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def forward(self, method):
        """The shopper's routes under the shop's own origin; a real shop lets its web server do this."""
        body = self.body() if method == "POST" else None
        kept = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        request = urllib.request.Request(os.environ["ENCORE_URL"] + self.path, data=body, headers=kept, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                self.reply(answer.status, answer.read(), answer.headers["Content-Type"] or "application/json")
        except urllib.error.HTTPError as error:
            self.reply(error.code, error.read(), error.headers["Content-Type"] or "application/json")
        except OSError:
            self.reply(503, '{"type":"unavailable"}', "application/problem+json")

    def do_GET(self):
        if self.path.startswith("/encore/"):
            return self.forward("GET")
        order_id = self.path.removeprefix("/orders/")
        database = encore.connect(DATABASE)
        row = order_row(database, order_id)
        if row is None:
            return self.reply(404, "no such order", "text/plain")
        try:
            buyer = f"buyer={row[1]}" in (self.headers.get("Cookie") or "").split("; ")
            offers = client.publish(private_sheet(database, order_id), buyer_present=buyer)["script"]
        except (OSError, encore.SheetRefused) as error:
            print(f"no offers for {order_id}: {error}", file=sys.stderr)
            offers = ""
        page = f"<!doctype html><title>Thank you</title><h1>Thank you</h1><encore-offers>{offers}</encore-offers>"
        return self.reply(200, page, "text/html; charset=utf-8")

    def do_POST(self):
        if self.path.startswith("/encore/"):
            return self.forward("POST")
        body = self.body()
        headers = {name.lower(): value for name, value in self.headers.items()}
        if self.path != "/encore-webhook" or not client.verify(headers, body):
            return self.reply(401, '{"error":"not a webhook of ours"}')
        message = json.loads(body)
        if message["type"] not in HANDLERS:
            return self.reply(404, '{"error":"unknown type"}')
        database = encore.connect(DATABASE)
        try:
            answer = encore.answer_once(database, headers["webhook-id"], message, HANDLERS)
        finally:
            database.close()
        return self.reply(200, json.dumps(answer))


if __name__ == "__main__":
    setup = encore.connect(DATABASE)
    setup.executescript(TABLES)
    setup.execute("INSERT INTO stock VALUES ('mem-64', 50) ON CONFLICT DO NOTHING")
    for number in range(1, 21):
        setup.execute(
            "INSERT INTO orders VALUES (?, ?, ?, 64900) ON CONFLICT DO NOTHING",
            (f"o{number}", f"secret-of-o{number}", timestamp(now())),
        )
    setup.close()
    server = ThreadingHTTPServer(("127.0.0.1", PORT), Shop)
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
