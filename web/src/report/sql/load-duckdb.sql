-- SPDX-License-Identifier: MIT
--
-- Brings files of events, orders and refunds into the tables that every question reads. DuckDB alone: the questions
-- themselves are portable. `raw_events`, `raw_orders` and `raw_refunds` are what duckdb.ts reads from the files.

CREATE TEMP TABLE events AS
SELECT id, event, epoch_ms(TRY_CAST("at" AS TIMESTAMP)) AS at_ms,
  CASE WHEN source = 'server' OR event = 'published' THEN 1 ELSE 0 END AS server,
  order_id, visitor_id, candidate_id, COALESCE(slot, 0) AS slot, COALESCE(step, 1) AS step,
  charged, quote.total AS total, quote.tax AS tax, amount, purchase_id, product_id, device, why, problem, currency
FROM raw_events
WHERE event <> 'published';

CREATE TEMP TABLE published_raw AS
SELECT row_number() OVER () AS k, id, epoch_ms(TRY_CAST("at" AS TIMESTAMP)) AS at_ms, order_id, visitor_id, policy_id,
  CASE WHEN holdout THEN 1 ELSE 0 END AS holdout, COALESCE(holdout_bps, 0) AS holdout_bps, currency,
  COALESCE(slots, []) AS slots, left_out, experiments,
  list_filter(COALESCE(considered, []), lambda offer: COALESCE(offer.step, 1) > 1) AS successors
FROM raw_events
WHERE event = 'published';

CREATE TEMP TABLE offers_raw AS
SELECT k, position, offer.candidate_id, offer.product_id, COALESCE(offer.step, 1) AS step, offer.subtotal, offer.total,
  offer.take_rate_ppm, offer.contribution
FROM (
  SELECT k, unnest(list_concat(slots, successors)) AS offer,
    generate_subscripts(list_concat(slots, successors), 1) AS position
  FROM published_raw
);

CREATE TEMP TABLE left_out_raw AS
SELECT k, entry.candidate_id, unnest(entry.reasons) AS reason, entry.withheld
FROM (SELECT k, unnest(left_out) AS entry FROM published_raw);

CREATE TEMP TABLE arms_raw AS
SELECT k, arm.experiment, arm.variation, array_to_string(arm.weights_bps, '|') AS weights
FROM (SELECT k, unnest(experiments) AS arm FROM published_raw);

CREATE TEMP TABLE orders AS
SELECT epoch_ms(TRY_CAST("at" AS TIMESTAMP)) AS at_ms, "order".id AS order_id, "order".status AS status,
  "order".total AS total, "order".currency AS currency, customer.id AS customer_id,
  -- Of orders whose lines all have their costs, in the shop's money where the order says so.
  CASE WHEN len("order".lines) > 0 AND len(list_filter("order".lines, lambda line: line.unit_cost IS NULL)) = 0
    THEN CAST(list_sum(list_transform("order".lines, lambda line:
      COALESCE(line.paid, CAST(FLOOR(line.unit_price * line.quantity + 0.5) AS BIGINT))
      - CASE WHEN "order".tax_included THEN COALESCE(line.tax, 0) ELSE 0 END
      - CAST(ROUND_EVEN(line.unit_cost * line.quantity * rate, 0) AS BIGINT))) AS BIGINT) END AS margin
FROM (
  SELECT raw_orders.*,
    CASE WHEN "order".shop_currency IS NULL OR "order".shop_currency = "order".currency THEN 1
      ELSE TRY_CAST("order".rate AS DOUBLE) * POW(10, COALESCE(theirs.digits, 2) - COALESCE(own.digits, 2)) END AS rate
  FROM raw_orders
  LEFT JOIN currency_digits AS theirs ON theirs.code = "order".currency
  LEFT JOIN currency_digits AS own ON own.code = "order".shop_currency
);

CREATE TEMP TABLE refunds AS
SELECT id, epoch_ms(TRY_CAST("at" AS TIMESTAMP)) AS at_ms, order_id, line_id, purchase_id, product_id, amount, kind, currency
FROM raw_refunds;
