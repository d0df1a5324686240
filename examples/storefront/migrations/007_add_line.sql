-- Adds the line of a purchase, or answers the one it added before; takes the place of the line it replaces. In one
-- round trip: as a transaction of single statements it was five, and an accept waits for each of them.
-- `wanted` is a row of order_lines without its position; `at`, and how long after the hold has ended a line is still
-- let in, come from the shop's clock. Refused: 'removed', 'order_released', 'line_changed'.

CREATE FUNCTION add_line(wanted jsonb, at timestamptz, grace interval,
  OUT refused text, OUT line_id text, OUT order_total bigint) LANGUAGE plpgsql AS $$
DECLARE
  terms jsonb := wanted -> 'terms';
  about text := coalesce(terms #>> '{replaces,line_id}', terms #>> '{covers,line_id}');
  units bigint := coalesce(terms #>> '{replaces,quantity}', wanted ->> 'quantity');
  renewal jsonb := terms -> 'subscription';
  placed orders;
  there order_lines;
  share bigint;
BEGIN
  -- The order's row is the lock: two purchases of one order change it one after the other, and each statement below
  -- sees what the one before has written.
  SELECT * INTO placed FROM orders o WHERE o.id = wanted ->> 'order_id' FOR UPDATE;
  -- Asked first: a line is also removed when a later upgrade takes all its units.
  IF EXISTS (SELECT FROM purchases_undone u WHERE u.purchase_id = wanted ->> 'purchase_id') THEN
    refused := 'removed';
    RETURN;
  END IF;
  SELECT l.id INTO line_id FROM order_lines l WHERE l.purchase_id = wanted ->> 'purchase_id';
  IF FOUND THEN
    order_total := placed.total;
    RETURN;
  END IF;
  IF placed.status <> 'paid' OR placed.hold_until IS NULL OR at >= placed.hold_until + grace THEN
    refused := 'order_released';
    RETURN;
  END IF;
  IF about IS NOT NULL THEN
    SELECT * INTO there FROM order_lines l WHERE l.id = about AND l.order_id = placed.id AND l.removed_at IS NULL;
    IF NOT FOUND OR there.quantity < units THEN
      refused := 'line_changed';
      RETURN;
    END IF;
  END IF;
  IF terms ? 'replaces' THEN
    share := there.paid * units / there.quantity; -- rounded down; all of it for all units
    terms := jsonb_set(terms, '{replaces,paid}', to_jsonb(share));
    -- Units leave their line, which goes with the last of them; their share of what was paid goes along.
    IF units = there.quantity THEN
      UPDATE order_lines l SET removed_at = at WHERE l.id = about;
    ELSE
      UPDATE order_lines l SET quantity = l.quantity - units, paid = l.paid - share WHERE l.id = about;
    END IF;
  END IF;
  INSERT INTO order_lines SELECT (jsonb_populate_record(NULL::order_lines, wanted || jsonb_build_object(
      'terms', terms, 'position', (SELECT count(*) + 1 FROM order_lines l WHERE l.order_id = placed.id)))).*
    RETURNING id INTO line_id;
  UPDATE orders o SET
      subtotal = o.subtotal + (terms #>> '{quote,subtotal}')::bigint,
      shipping = o.shipping + (terms #>> '{quote,shipping}')::bigint,
      tax = o.tax + (terms #>> '{quote,tax}')::bigint,
      total = o.total + (terms #>> '{quote,total}')::bigint
    WHERE o.id = placed.id RETURNING o.total INTO order_total;
  IF renewal IS NOT NULL THEN
    INSERT INTO subscriptions VALUES (wanted ->> 'purchase_id', placed.id, line_id, renewal #>> '{interval,unit}',
      (renewal #>> '{interval,count}')::bigint, (renewal ->> 'recurring_charge')::bigint,
      renewal ->> 'first_renewal_at');
  END IF;
END $$;
