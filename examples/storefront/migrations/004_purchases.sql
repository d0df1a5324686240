-- What an accepted offer holds of the stock. A hold is taken once and given back once; one that was given back
-- stays here, so that a process that lags behind cannot take under it again.
CREATE TABLE stock_holds (
  hold     text PRIMARY KEY,
  items    jsonb NOT NULL,
  state    text NOT NULL CHECK (state IN ('taken', 'returned')),
  moved_at timestamptz NOT NULL
);

-- Purchases that were taken back. Written before the line is looked for, so that one added late is refused.
CREATE TABLE purchases_undone (
  purchase_id text PRIMARY KEY,
  undone_at   timestamptz NOT NULL
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
