-- SPDX-License-Identifier: MIT
--
-- What customers brought in the :repeat_ms after the first order of theirs that was published, by the arm of that
-- order: the margin of their later orders, where all lines have their costs. A customer without later orders counts
-- with nothing. One customer is one unit.

SELECT holdout, COUNT(*) AS clusters, COUNT(*) AS n, COUNT(*) AS nn, SUM(margin) AS margin,
  SUM(margin * margin) AS margin_margin, SUM(margin) AS n_margin, SUM(orders) AS orders
FROM (
  SELECT first_order.customer_id, MAX(first_order.holdout) AS holdout,
    CAST(COALESCE(SUM(later.margin), 0) AS BIGINT) AS margin, CAST(COUNT(later.order_id) AS BIGINT) AS orders
  FROM (
    SELECT latest_order.customer_id, record.order_id, record.holdout, record.at_ms,
      ROW_NUMBER() OVER (PARTITION BY latest_order.customer_id ORDER BY record.at_ms, record.order_id) AS nth
    FROM record
    JOIN latest_order ON latest_order.order_id = record.order_id
    WHERE latest_order.customer_id IS NOT NULL
  ) AS first_order
  LEFT JOIN (
    SELECT customer_id, order_id, at_ms, margin FROM latest_order WHERE margin IS NOT NULL AND status <> 'cancelled'
  ) AS later
    ON later.customer_id = first_order.customer_id AND later.order_id <> first_order.order_id
    AND later.at_ms > first_order.at_ms AND later.at_ms <= first_order.at_ms + :repeat_ms
  WHERE first_order.nth = 1 AND first_order.at_ms + :repeat_ms <= :now_ms
  GROUP BY first_order.customer_id
) AS customer
GROUP BY holdout
ORDER BY holdout;
