-- SPDX-License-Identifier: MIT
--
-- What became of each order and each offer, by intention to treat: the first publish of an order says which arm it is
-- in and what was chosen, whatever the page did afterwards. Portable: DuckDB and PostgreSQL give the same rows.
--
-- :currency   the one currency of the report
-- :now_ms     the moment the report is made for
-- :window_ms  how long goods may come back; an order counts in full once this has passed
-- :return_cost  what handling one return costs, in minor units

CREATE TEMP TABLE record AS
SELECT k, order_id, COALESCE(visitor_id, order_id) AS visitor_id, holdout, holdout_bps, at_ms,
  CASE WHEN at_ms + :window_ms <= :now_ms THEN 1 ELSE 0 END AS mature
FROM (
  SELECT k, order_id, visitor_id, holdout, holdout_bps, at_ms,
    ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY at_ms, id) AS nth
  FROM published_raw
  WHERE currency = :currency AND order_id IS NOT NULL AND at_ms IS NOT NULL
) AS ordered
WHERE nth = 1;

-- An offer of the chosen set, or a successor of one, with the terms it was chosen on.
CREATE TEMP TABLE chosen AS
SELECT record.order_id, visitor_id, holdout, mature, record.at_ms, position, candidate_id, product_id, step, subtotal,
  total, take_rate_ppm, COALESCE(contribution, 0) AS contribution,
  ROW_NUMBER() OVER (PARTITION BY record.order_id, candidate_id ORDER BY step, position) AS nth
FROM offers_raw
JOIN record ON record.k = offers_raw.k;

-- The server knows what was bought. Where it reports nothing, the page's word is all there is.
CREATE TEMP TABLE purchase AS
SELECT bought.order_id, bought.candidate_id, bought.at_ms, bought.charged, bought.purchase_id,
  COALESCE(chosen.product_id, bought.product_id) AS product_id,
  CASE WHEN undone.order_id IS NULL THEN 0 ELSE 1 END AS undone,
  CASE
    WHEN bought.charged IS NULL OR chosen.total IS NULL OR chosen.total <= 0 THEN COALESCE(chosen.contribution, 0)
    ELSE CAST(FLOOR(CAST(chosen.contribution AS DOUBLE PRECISION) * bought.charged / chosen.total + 0.5) AS BIGINT)
  END AS margin
FROM (
  SELECT order_id, candidate_id, MIN(at_ms) AS at_ms, MAX(COALESCE(charged, total)) AS charged,
    MAX(purchase_id) AS purchase_id, MAX(product_id) AS product_id
  FROM events
  WHERE event = 'accepted' AND order_id IS NOT NULL AND candidate_id IS NOT NULL
    AND (currency IS NULL OR currency = :currency)
    AND server >= (SELECT COALESCE(MAX(server), 0) FROM events WHERE event = 'accepted')
  GROUP BY order_id, candidate_id
) AS bought
LEFT JOIN chosen ON chosen.order_id = bought.order_id AND chosen.candidate_id = bought.candidate_id AND chosen.nth = 1
LEFT JOIN (
  SELECT order_id, candidate_id FROM events WHERE event = 'undone' GROUP BY order_id, candidate_id
) AS undone ON undone.order_id = bought.order_id AND undone.candidate_id = bought.candidate_id;

-- Money that went back for a purchase. Returned goods are in the shop again, so the margin is lost and the handling;
-- money alone is lost in full.
CREATE TEMP TABLE refund AS
SELECT id, order_id, MAX(line_id) AS line_id, MAX(purchase_id) AS purchase_id, MAX(product_id) AS product_id,
  MAX(amount) AS amount, MAX(kind) AS kind, MAX(candidate_id) AS candidate_id
FROM (
  SELECT id, order_id, line_id, purchase_id, product_id, amount, kind, CAST(NULL AS TEXT) AS candidate_id
  FROM refunds
  WHERE currency = :currency
  UNION ALL
  SELECT events.id, events.order_id, NULL, COALESCE(events.purchase_id, purchase.purchase_id),
    COALESCE(events.product_id, purchase.product_id), events.amount, 'refunded', events.candidate_id
  FROM events
  LEFT JOIN purchase ON purchase.order_id = events.order_id AND purchase.candidate_id = events.candidate_id
  WHERE events.event = 'refunded' AND events.currency = :currency
) AS every_refund
GROUP BY id, order_id;

CREATE TEMP TABLE purchase_refund AS
SELECT purchase.order_id, purchase.candidate_id, refund.id, refund.amount,
  CASE
    WHEN refund.kind = 'refunded' THEN refund.amount
    WHEN purchase.charged IS NULL OR purchase.charged <= 0 THEN purchase.margin + :return_cost
    ELSE CAST(FLOOR(CAST(purchase.margin AS DOUBLE PRECISION) * refund.amount / purchase.charged + 0.5) AS BIGINT)
      + :return_cost
  END AS loss
FROM purchase
JOIN refund ON refund.order_id = purchase.order_id
WHERE purchase.undone = 0
  AND (refund.purchase_id = purchase.purchase_id
    OR (refund.purchase_id IS NULL AND refund.line_id IS NULL AND refund.product_id = purchase.product_id));

CREATE TEMP TABLE purchase_outcome AS
SELECT purchase.order_id, purchase.candidate_id, purchase.at_ms, purchase.charged,
  purchase.margin - COALESCE(lost.loss, 0) AS earned,
  CASE WHEN lost.order_id IS NULL THEN 0 ELSE 1 END AS refunded
FROM purchase
LEFT JOIN (
  SELECT order_id, candidate_id, SUM(loss) AS loss FROM purchase_refund GROUP BY order_id, candidate_id
) AS lost ON lost.order_id = purchase.order_id AND lost.candidate_id = purchase.candidate_id
WHERE purchase.undone = 0;

-- Money that went back for what the order held before any offer. A server's own refund names its offer: one for a
-- purchase that was undone, or that never stood, is no return of the original order.
CREATE TEMP TABLE original_refund AS
SELECT refund.order_id, SUM(refund.amount) AS amount
FROM refund
LEFT JOIN purchase_refund ON purchase_refund.id = refund.id AND purchase_refund.order_id = refund.order_id
WHERE purchase_refund.id IS NULL AND refund.candidate_id IS NULL
GROUP BY refund.order_id;

CREATE TEMP TABLE latest_order AS
SELECT order_id, at_ms, status, total, customer_id, margin
FROM (
  SELECT order_id, MIN(at_ms) OVER (PARTITION BY order_id) AS at_ms, status, total, customer_id, margin,
    ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY at_ms DESC) AS nth
  FROM orders
  WHERE currency = :currency
) AS ordered
WHERE nth = 1;

CREATE TEMP TABLE order_outcome AS
SELECT record.k, record.order_id, record.visitor_id, record.holdout, record.mature,
  CASE WHEN offered.order_id IS NULL THEN 0 ELSE 1 END AS triggered,
  COALESCE(CAST(bought.earned AS BIGINT), 0) AS earned,
  COALESCE(CAST(bought.charged AS BIGINT), 0) AS charged,
  CASE WHEN bought.order_id IS NULL THEN 0 ELSE 1 END AS attached,
  CASE WHEN latest_order.status = 'cancelled' THEN 1 ELSE 0 END AS cancelled,
  CASE WHEN original_refund.order_id IS NULL THEN 0 ELSE 1 END AS original_returned
FROM record
LEFT JOIN (SELECT order_id FROM chosen WHERE step <= 1 GROUP BY order_id) AS offered ON offered.order_id = record.order_id
LEFT JOIN (
  SELECT order_id, SUM(earned) AS earned, SUM(charged) AS charged FROM purchase_outcome GROUP BY order_id
) AS bought ON bought.order_id = record.order_id
LEFT JOIN latest_order ON latest_order.order_id = record.order_id
LEFT JOIN original_refund ON original_refund.order_id = record.order_id;

-- An offer that stood on a page: published for the order and not held out, or reported by the page, or bought.
CREATE TEMP TABLE impression AS
SELECT order_id, candidate_id, MIN(visitor_id) AS visitor_id, MIN(mature) AS mature
FROM (
  SELECT order_id, candidate_id, visitor_id, mature FROM chosen WHERE holdout = 0 AND step <= 1
  UNION ALL
  SELECT events.order_id, events.candidate_id, COALESCE(record.visitor_id, events.order_id),
    COALESCE(record.mature, CASE WHEN events.at_ms + :window_ms <= :now_ms THEN 1 ELSE 0 END)
  FROM events
  LEFT JOIN record ON record.order_id = events.order_id
  WHERE events.event IN ('shown', 'accepted') AND events.candidate_id IS NOT NULL AND events.order_id IS NOT NULL
    AND (events.currency IS NULL OR events.currency = :currency)
) AS stood
GROUP BY order_id, candidate_id;
