-- SPDX-License-Identifier: MIT
--
-- Why offers were not shown, by the margin that each reason withheld. An offer with several reasons counts for each.

SELECT reason, COUNT(*) AS offers, COUNT(DISTINCT order_id) AS orders, COALESCE(SUM(withheld), 0) AS withheld
FROM (
  SELECT record.order_id, left_out_raw.candidate_id, left_out_raw.reason, MAX(left_out_raw.withheld) AS withheld
  FROM left_out_raw
  JOIN record ON record.k = left_out_raw.k
  GROUP BY record.order_id, left_out_raw.candidate_id, left_out_raw.reason
) AS once
GROUP BY reason
ORDER BY COALESCE(SUM(withheld), 0) DESC, COUNT(*) DESC, reason;
