-- What the offers learn from: the event table, and companions by co-purchase lift.

CREATE TABLE offer_events (
  event_id     text PRIMARY KEY,
  type         text NOT NULL,
  order_id     text NOT NULL,
  candidate_id text,
  at           timestamptz NOT NULL,
  body         jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX offer_events_by_candidate ON offer_events (candidate_id, type);
CREATE INDEX offer_events_by_order ON offer_events (order_id);

CREATE TABLE companions (
  product_id     text NOT NULL REFERENCES products,
  companion_id   text NOT NULL REFERENCES products,
  orders_both    bigint NOT NULL,
  confidence_bps bigint NOT NULL,   -- share of the product's orders that hold the companion
  lift_bps       bigint NOT NULL,   -- 10000: bought together as often as chance would have it
  PRIMARY KEY (product_id, companion_id)
);
