-- Events are kept by the server kit's collector (encore_events) from here on. What the shop kept itself moves there.

INSERT INTO encore_events (id, event, at, order_id, candidate_id, body)
SELECT event_id, type, at, order_id, candidate_id, body || jsonb_build_object(
  'id', event_id, 'event', type, 'at', at, 'order_id', order_id, 'candidate_id', candidate_id,
  'source', CASE WHEN event_id LIKE 'page:%' OR body->>'source' = 'page' OR type NOT IN ('accepted', 'undone', 'refunded')
    THEN 'page' ELSE 'server' END)
FROM offer_events
ON CONFLICT (id) DO NOTHING;

DROP TABLE offer_events;

-- What the report reads beside the events, one JSON document a row.
CREATE VIEW report_orders AS
SELECT jsonb_build_object('at', placed_at, 'order', jsonb_build_object('id', id, 'status', status, 'total', total,
  'currency', currency), 'customer', jsonb_build_object('id', md5(email))) AS body
FROM orders;

CREATE TABLE learned_models (
  id         text PRIMARY KEY,
  learned_at timestamptz NOT NULL,
  summary    text NOT NULL,
  body       jsonb NOT NULL
);

-- Offers that earn less than they should by the nightly report, with the counts it stood on.
CREATE TABLE paused_offers (
  candidate_id text PRIMARY KEY,
  paused_at    timestamptz NOT NULL,
  shown        bigint NOT NULL,
  accepted     bigint NOT NULL,
  because      text NOT NULL
);
