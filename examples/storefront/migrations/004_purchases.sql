-- What an accepted offer took from stock, so that giving it back happens once.

CREATE TABLE stock_taken (
  purchase_id text NOT NULL,
  variant_id  text NOT NULL REFERENCES variants,
  quantity    bigint NOT NULL CHECK (quantity > 0),
  taken_at    timestamptz NOT NULL,
  PRIMARY KEY (purchase_id, variant_id)
);

-- Renewals agreed to by accepting a subscription.
CREATE TABLE subscriptions (
  purchase_id     text PRIMARY KEY,
  order_id        text NOT NULL REFERENCES orders,
  line_id         text NOT NULL REFERENCES order_lines,
  interval_unit   text NOT NULL,
  interval_count  bigint NOT NULL,
  recurring_price bigint NOT NULL,
  first_renewal   text NOT NULL,
  ended_at        timestamptz
);
