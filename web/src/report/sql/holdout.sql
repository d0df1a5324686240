-- SPDX-License-Identifier: MIT
--
-- How many visitors the holdout took, and how many it was meant to take: the check of the sample's ratio.

SELECT holdout, holdout_bps, COUNT(*) AS visitors
FROM (
  SELECT visitor_id, MAX(holdout) AS holdout, MIN(holdout_bps) AS holdout_bps FROM record GROUP BY visitor_id
) AS visitor
GROUP BY holdout, holdout_bps
ORDER BY holdout_bps, holdout;
