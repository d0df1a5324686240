-- SPDX-License-Identifier: MIT
--
-- What the files held, and what of it could not be used: each kind of line with how many, and how many were there twice.

SELECT event, COUNT(*) AS lines, COUNT(*) - COUNT(DISTINCT id) AS repeated,
  SUM(CASE WHEN at_ms IS NULL OR order_id IS NULL THEN 1 ELSE 0 END) AS unusable,
  SUM(CASE WHEN currency IS NOT NULL AND currency <> :currency THEN 1 ELSE 0 END) AS other_currency,
  SUM(CASE WHEN server = 0 THEN 1 ELSE 0 END) AS from_pages
FROM (
  SELECT id, event, at_ms, order_id, currency, server FROM events
  UNION ALL
  SELECT id, 'published', at_ms, order_id, currency, 1 FROM published_raw
) AS line
GROUP BY event
ORDER BY event;
