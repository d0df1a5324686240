-- SPDX-License-Identifier: MIT
--
-- The funnel as pages reported it, step by step and by device: each order's offer once, whatever was sent twice. Times
-- are in the middle, in milliseconds from shown to accepted.

SELECT step, device, COUNT(*) AS shown, SUM(viewed) AS viewed, SUM(accepted) AS accepted, SUM(declined) AS declined,
  SUM(expired) AS expired, SUM(failed) AS failed, SUM(undone) AS undone,
  CAST(FLOOR(PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(accepted_ms - shown_ms AS DOUBLE PRECISION)) + 0.5)
    AS BIGINT) AS time_to_accept_ms
FROM (
  SELECT order_id, candidate_id, step, COALESCE(MAX(device), 'unknown') AS device,
    MAX(CASE WHEN event = 'viewed' THEN 1 ELSE 0 END) AS viewed,
    MAX(CASE WHEN event = 'accepted' THEN 1 ELSE 0 END) AS accepted,
    MAX(CASE WHEN event = 'declined' THEN 1 ELSE 0 END) AS declined,
    MAX(CASE WHEN event = 'expired' THEN 1 ELSE 0 END) AS expired,
    MAX(CASE WHEN event = 'failed' THEN 1 ELSE 0 END) AS failed,
    MAX(CASE WHEN event = 'undone' THEN 1 ELSE 0 END) AS undone,
    MIN(CASE WHEN event = 'shown' THEN at_ms END) AS shown_ms,
    MIN(CASE WHEN event = 'accepted' THEN at_ms END) AS accepted_ms
  FROM events
  WHERE server = 0 AND candidate_id IS NOT NULL AND order_id IS NOT NULL
    AND event IN ('shown', 'viewed', 'accepted', 'declined', 'expired', 'failed', 'undone')
    AND (currency IS NULL OR currency = :currency)
  GROUP BY order_id, candidate_id, step
) AS card
WHERE shown_ms IS NOT NULL
GROUP BY step, device
ORDER BY step, device;
