-- SPDX-License-Identifier: MIT
--
-- Why shoppers declined, where they were asked and answered: once for each order and offer.

SELECT candidate_id, why, COUNT(*) AS answers
FROM (SELECT order_id, candidate_id, MAX(why) AS why FROM events
  WHERE event = 'declined' AND why IS NOT NULL GROUP BY order_id, candidate_id) AS answered
GROUP BY candidate_id, why
ORDER BY candidate_id, why;
