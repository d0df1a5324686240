-- SPDX-License-Identifier: MIT
--
-- What orders that no offer changed are worth: those held out, once their time to come back has passed.

SELECT COUNT(*) AS orders, SUM(latest_order.total) AS total
FROM record
JOIN latest_order ON latest_order.order_id = record.order_id
WHERE record.holdout = 1 AND record.mature = 1 AND latest_order.total IS NOT NULL;
