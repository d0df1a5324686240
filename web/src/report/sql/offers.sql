-- SPDX-License-Identifier: MIT
--
-- Each offer: how often it stood on a page, was seen, bought and sent back, and what a show of it earned. The sums for
-- the verdict are of shows whose time to come back has passed, clustered by visitor.

SELECT candidate_id, SUM(n) AS shown, SUM(viewed) AS viewed, SUM(accepted) AS accepted, SUM(refunded) AS refunded,
  SUM(charged) AS charged, SUM(declined) AS declined,
  SUM(CASE WHEN mature = 1 THEN 1 ELSE 0 END) AS clusters,
  SUM(CASE WHEN mature = 1 THEN n ELSE 0 END) AS n,
  SUM(CASE WHEN mature = 1 THEN n * n ELSE 0 END) AS nn,
  SUM(CASE WHEN mature = 1 THEN earned ELSE 0 END) AS earned,
  SUM(CASE WHEN mature = 1 THEN earned * earned ELSE 0 END) AS earned_earned,
  SUM(CASE WHEN mature = 1 THEN n * earned ELSE 0 END) AS n_earned
FROM (
  SELECT impression.candidate_id, impression.visitor_id, impression.mature, CAST(COUNT(*) AS BIGINT) AS n,
    CAST(SUM(CASE WHEN viewed.order_id IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS viewed,
    CAST(SUM(CASE WHEN declined.order_id IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS declined,
    CAST(SUM(CASE WHEN purchase_outcome.order_id IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS accepted,
    CAST(SUM(COALESCE(purchase_outcome.refunded, 0)) AS BIGINT) AS refunded,
    CAST(SUM(COALESCE(purchase_outcome.charged, 0)) AS BIGINT) AS charged,
    CAST(SUM(COALESCE(purchase_outcome.earned, 0)) AS BIGINT) AS earned
  FROM impression
  LEFT JOIN purchase_outcome
    ON purchase_outcome.order_id = impression.order_id AND purchase_outcome.candidate_id = impression.candidate_id
  LEFT JOIN (
    SELECT order_id, candidate_id FROM events WHERE event = 'viewed' GROUP BY order_id, candidate_id
  ) AS viewed ON viewed.order_id = impression.order_id AND viewed.candidate_id = impression.candidate_id
  LEFT JOIN (
    SELECT order_id, candidate_id FROM events WHERE event = 'declined' GROUP BY order_id, candidate_id
  ) AS declined ON declined.order_id = impression.order_id AND declined.candidate_id = impression.candidate_id
  GROUP BY impression.candidate_id, impression.visitor_id, impression.mature
) AS visitor
GROUP BY candidate_id
ORDER BY SUM(earned) DESC, candidate_id;
