-- SPDX-License-Identifier: MIT
--
-- Each experiment's variations, by intention to treat: margin for each order whose time to come back has passed,
-- clustered by visitor; `visitors` of any age, for the check of the sample's ratio.

SELECT experiment, variation, MAX(weights) AS weights, COUNT(*) AS visitors,
  SUM(CASE WHEN n > 0 THEN 1 ELSE 0 END) AS clusters, SUM(n) AS n, SUM(n * n) AS nn,
  SUM(earned) AS earned, SUM(earned * earned) AS earned_earned, SUM(n * earned) AS n_earned
FROM (
  SELECT arms_raw.experiment, arms_raw.variation, MAX(arms_raw.weights) AS weights, order_outcome.visitor_id,
    CAST(SUM(order_outcome.mature) AS BIGINT) AS n,
    CAST(SUM(order_outcome.mature * order_outcome.earned) AS BIGINT) AS earned
  FROM arms_raw
  JOIN order_outcome ON order_outcome.k = arms_raw.k
  WHERE order_outcome.holdout = 0
  GROUP BY arms_raw.experiment, arms_raw.variation, order_outcome.visitor_id
) AS visitor
GROUP BY experiment, variation
ORDER BY experiment, variation;
