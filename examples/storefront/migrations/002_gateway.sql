-- The payment gateway's own books. The shop reads them through the gateway module only.

CREATE TABLE gateway_methods (
  id        text PRIMARY KEY,
  brand     text NOT NULL,
  last4     text NOT NULL,
  behaviour text NOT NULL
);

-- One row per idempotency key: what was asked, and what became of it.
CREATE TABLE gateway_requests (
  key         text PRIMARY KEY,
  operation   text NOT NULL CHECK (operation IN ('charge', 'refund')),
  fingerprint text NOT NULL,
  outcome     jsonb NOT NULL,
  created_at  timestamptz NOT NULL
);

CREATE TABLE gateway_charges (
  id          text PRIMARY KEY,
  key         text NOT NULL UNIQUE REFERENCES gateway_requests,
  order_id    text NOT NULL,
  amount      bigint NOT NULL CHECK (amount > 0),
  currency    text NOT NULL,
  method_id   text NOT NULL REFERENCES gateway_methods,
  captured_at timestamptz NOT NULL
);
CREATE INDEX gateway_charges_by_order ON gateway_charges (order_id);

CREATE TABLE gateway_refunds (
  id          text PRIMARY KEY,
  key         text NOT NULL UNIQUE REFERENCES gateway_requests,
  charge_id   text NOT NULL REFERENCES gateway_charges,
  amount      bigint NOT NULL CHECK (amount > 0),
  reason      text NOT NULL,
  refunded_at timestamptz NOT NULL
);

-- A bank's question to the card holder. The answer decides the charge; asking again changes nothing.
CREATE TABLE gateway_challenges (
  id         text PRIMARY KEY,
  key        text NOT NULL UNIQUE REFERENCES gateway_requests,
  order_id   text NOT NULL,
  amount     bigint NOT NULL,
  currency   text NOT NULL,
  method_id  text NOT NULL REFERENCES gateway_methods,
  return_url text NOT NULL,
  state      text NOT NULL CHECK (state IN ('open', 'approved', 'refused')),
  created_at timestamptz NOT NULL
);
