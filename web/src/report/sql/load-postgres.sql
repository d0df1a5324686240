-- SPDX-License-Identifier: MIT
--
-- The tables that every question reads, from tables that hold one JSON document a row: `raw_events`, `raw_orders` and
-- `raw_refunds` (body jsonb). PostgreSQL alone: the questions themselves are portable.

CREATE TEMP TABLE events AS
SELECT body->>'id' AS id, body->>'event' AS event,
  CAST(FLOOR(EXTRACT(EPOCH FROM CAST(body->>'at' AS TIMESTAMPTZ)) * 1000) AS BIGINT) AS at_ms,
  CASE WHEN body->>'source' = 'server' THEN 1 ELSE 0 END AS server,
  body->>'order_id' AS order_id, body->>'visitor_id' AS visitor_id, body->>'candidate_id' AS candidate_id,
  COALESCE(CAST(body->>'slot' AS INTEGER), 0) AS slot, COALESCE(CAST(body->>'step' AS INTEGER), 1) AS step,
  CAST(body->>'charged' AS BIGINT) AS charged, CAST(body->'quote'->>'total' AS BIGINT) AS total,
  CAST(body->'quote'->>'tax' AS BIGINT) AS tax, CAST(body->>'amount' AS BIGINT) AS amount,
  body->>'purchase_id' AS purchase_id, body->>'product_id' AS product_id, body->>'device' AS device, body->>'why' AS why,
  body->>'problem' AS problem, body->>'currency' AS currency
FROM raw_events
WHERE body->>'event' <> 'published';

CREATE TEMP TABLE published_raw AS
SELECT ROW_NUMBER() OVER () AS k, body->>'id' AS id,
  CAST(FLOOR(EXTRACT(EPOCH FROM CAST(body->>'at' AS TIMESTAMPTZ)) * 1000) AS BIGINT) AS at_ms,
  body->>'order_id' AS order_id, body->>'visitor_id' AS visitor_id, body->>'policy_id' AS policy_id,
  CASE WHEN CAST(body->>'holdout' AS BOOLEAN) THEN 1 ELSE 0 END AS holdout,
  COALESCE(CAST(body->>'holdout_bps' AS INTEGER), 0) AS holdout_bps, body->>'currency' AS currency,
  body->'slots' AS slots, body->'considered' AS considered, body->'left_out' AS left_out,
  body->'experiments' AS experiments
FROM raw_events
WHERE body->>'event' = 'published';

CREATE TEMP TABLE offers_raw AS
SELECT k, position, offer->>'candidate_id' AS candidate_id, offer->>'product_id' AS product_id,
  COALESCE(CAST(offer->>'step' AS INTEGER), 1) AS step, CAST(offer->>'subtotal' AS BIGINT) AS subtotal,
  CAST(offer->>'total' AS BIGINT) AS total, CAST(offer->>'take_rate_ppm' AS BIGINT) AS take_rate_ppm,
  CAST(offer->>'contribution' AS BIGINT) AS contribution
FROM published_raw
CROSS JOIN LATERAL jsonb_array_elements(COALESCE(slots, '[]') || jsonb_path_query_array(
  COALESCE(considered, '[]'), '$[*] ? (@.step > 1)')) WITH ORDINALITY AS entry(offer, position);

CREATE TEMP TABLE left_out_raw AS
SELECT k, entry->>'candidate_id' AS candidate_id, reason, CAST(entry->>'withheld' AS BIGINT) AS withheld
FROM published_raw
CROSS JOIN LATERAL jsonb_array_elements(COALESCE(left_out, '[]')) AS entry
CROSS JOIN LATERAL jsonb_array_elements_text(entry->'reasons') AS reason;

CREATE TEMP TABLE arms_raw AS
SELECT k, arm->>'experiment' AS experiment, CAST(arm->>'variation' AS INTEGER) AS variation,
  (SELECT STRING_AGG(weight, '|' ORDER BY nth)
   FROM jsonb_array_elements_text(arm->'weights_bps') WITH ORDINALITY AS list(weight, nth)) AS weights
FROM published_raw
CROSS JOIN LATERAL jsonb_array_elements(COALESCE(experiments, '[]')) AS arm;

CREATE TEMP TABLE orders AS
SELECT CAST(FLOOR(EXTRACT(EPOCH FROM CAST(body->>'at' AS TIMESTAMPTZ)) * 1000) AS BIGINT) AS at_ms,
  body->'order'->>'id' AS order_id, body->'order'->>'status' AS status,
  CAST(body->'order'->>'total' AS BIGINT) AS total, body->'order'->>'currency' AS currency,
  body->'customer'->>'id' AS customer_id,
  -- Of orders whose lines all have their costs, in the shop's money where the order says so.
  (SELECT CASE WHEN COUNT(*) > 0 AND COUNT(*) = COUNT(line->>'unit_cost') THEN CAST(SUM(
      COALESCE(CAST(line->>'paid' AS BIGINT),
        CAST(FLOOR(CAST(line->>'unit_price' AS BIGINT) * CAST(line->>'quantity' AS DOUBLE PRECISION) + 0.5) AS BIGINT))
      - CASE WHEN CAST(body->'order'->>'tax_included' AS BOOLEAN)
          THEN COALESCE(CAST(line->>'tax' AS BIGINT), 0) ELSE 0 END
      - CAST(ROUND(CAST(line->>'unit_cost' AS BIGINT) * CAST(line->>'quantity' AS DOUBLE PRECISION) * rate) AS BIGINT)
    ) AS BIGINT) END
   FROM jsonb_array_elements(CASE WHEN jsonb_typeof(body->'order'->'lines') = 'array'
     THEN body->'order'->'lines' ELSE '[]' END) AS line) AS margin
FROM (
  SELECT body,
    CASE WHEN COALESCE(body->'order'->>'shop_currency', body->'order'->>'currency', '')
        = COALESCE(body->'order'->>'currency', '') THEN 1
      ELSE CAST(body->'order'->>'rate' AS DOUBLE PRECISION)
        * POWER(10, COALESCE(theirs.digits, 2) - COALESCE(own.digits, 2)) END AS rate
  FROM raw_orders
  LEFT JOIN currency_digits AS theirs ON theirs.code = body->'order'->>'currency'
  LEFT JOIN currency_digits AS own ON own.code = body->'order'->>'shop_currency'
) AS priced;

CREATE TEMP TABLE refunds AS
SELECT body->>'id' AS id,
  CAST(FLOOR(EXTRACT(EPOCH FROM CAST(body->>'at' AS TIMESTAMPTZ)) * 1000) AS BIGINT) AS at_ms,
  body->>'order_id' AS order_id, body->>'line_id' AS line_id, body->>'purchase_id' AS purchase_id,
  body->>'product_id' AS product_id, CAST(body->>'amount' AS BIGINT) AS amount, body->>'kind' AS kind,
  body->>'currency' AS currency
FROM raw_refunds;
