-- SPDX-License-Identifier: MIT
--
-- Whether the choice can be trusted: shows in ten equal parts by what was predicted, against what was bought. A take
-- rate holds for an offer shown alone; beside another one it is what the choice itself reckons with: odds thinned by
-- :dilution (of 1), shared with the other's.

SELECT tenth, COUNT(*) AS shown, SUM(bought) AS accepted, SUM(predicted_ppm) AS predicted_ppm
FROM (
  SELECT bought, predicted_ppm, NTILE(10) OVER (ORDER BY predicted_ppm, order_id, candidate_id) AS tenth
  FROM (
    SELECT offer.order_id, offer.candidate_id,
      CASE WHEN purchase.order_id IS NULL THEN 0 ELSE 1 END AS bought,
      CAST(FLOOR(1000000 * offer.odds / (1 + offer.every_odds) + 0.5) AS BIGINT) AS predicted_ppm
    FROM (
      SELECT order_id, candidate_id, odds, SUM(odds) OVER (PARTITION BY order_id) AS every_odds
      FROM (
        SELECT order_id, candidate_id,
          CAST(take_rate_ppm AS DOUBLE PRECISION) / (1000000 - take_rate_ppm)
            * CASE WHEN COUNT(*) OVER (PARTITION BY order_id) > 1 THEN 1 - :dilution ELSE 1 END AS odds
        FROM chosen
        WHERE holdout = 0 AND step <= 1 AND take_rate_ppm IS NOT NULL AND take_rate_ppm < 1000000
      ) AS single
    ) AS offer
    LEFT JOIN purchase ON purchase.order_id = offer.order_id AND purchase.candidate_id = offer.candidate_id
  ) AS shown
) AS ranked
GROUP BY tenth
ORDER BY tenth;
