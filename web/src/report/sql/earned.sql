-- SPDX-License-Identifier: MIT
--
-- What the offers earned: sums by arm, clustered by the unit that the arm was drawn for. `n` orders, `y` margin, and so
-- on of a visitor; squares and products of them give the variance of a ratio.

SELECT holdout, mature, triggered,
  COUNT(*) AS clusters, SUM(n) AS n, SUM(n * n) AS nn,
  SUM(earned) AS earned, SUM(earned * earned) AS earned_earned, SUM(n * earned) AS n_earned,
  SUM(charged) AS charged, SUM(charged * charged) AS charged_charged, SUM(n * charged) AS n_charged,
  SUM(attached) AS attached, SUM(attached * attached) AS attached_attached, SUM(n * attached) AS n_attached,
  SUM(cancelled) AS cancelled, SUM(cancelled * cancelled) AS cancelled_cancelled, SUM(n * cancelled) AS n_cancelled,
  SUM(returned) AS returned, SUM(returned * returned) AS returned_returned, SUM(n * returned) AS n_returned
FROM (
  SELECT visitor_id, holdout, mature, triggered, CAST(COUNT(*) AS BIGINT) AS n,
    CAST(SUM(earned) AS BIGINT) AS earned, CAST(SUM(charged) AS BIGINT) AS charged,
    CAST(SUM(attached) AS BIGINT) AS attached, CAST(SUM(cancelled) AS BIGINT) AS cancelled,
    CAST(SUM(original_returned) AS BIGINT) AS returned
  FROM (
    SELECT visitor_id, holdout, mature, 0 AS triggered, earned, charged, attached, cancelled, original_returned
    FROM order_outcome
    UNION ALL
    SELECT visitor_id, holdout, mature, 1, earned, charged, attached, cancelled, original_returned
    FROM order_outcome
    WHERE triggered = 1
  ) AS both_readings
  GROUP BY visitor_id, holdout, mature, triggered
) AS visitor
GROUP BY holdout, mature, triggered
ORDER BY triggered, mature, holdout;
