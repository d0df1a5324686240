-- The shop: catalogue in stock, carts, orders and their lines. Amounts are minor units of the order's currency.

CREATE TABLE products (
  id     text PRIMARY KEY,
  trade  text NOT NULL,
  family text NOT NULL,
  title  text NOT NULL
);

CREATE TABLE variants (
  id         text PRIMARY KEY,
  product_id text NOT NULL REFERENCES products,
  price      bigint NOT NULL CHECK (price >= 0),
  stock      bigint CHECK (stock >= 0)            -- null: not tracked
);

CREATE TABLE carts (
  id         text PRIMARY KEY,
  created_at timestamptz NOT NULL
);

CREATE TABLE cart_lines (
  cart_id    text NOT NULL REFERENCES carts ON DELETE CASCADE,
  variant_id text NOT NULL REFERENCES variants,
  quantity   bigint NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  added_at   timestamptz NOT NULL,
  PRIMARY KEY (cart_id, variant_id)
);

CREATE SEQUENCE order_numbers START 10001;

CREATE TABLE orders (
  id         text PRIMARY KEY,
  number     text NOT NULL UNIQUE,
  cart_id    text UNIQUE,                         -- one order per cart: a second press of the pay button finds the first
  placed_at  timestamptz NOT NULL,
  status     text NOT NULL CHECK (status IN ('open', 'paid', 'cancelled', 'returned', 'partially_returned')),
  email      text NOT NULL,
  first_name text NOT NULL,
  address    jsonb NOT NULL DEFAULT '{}',
  country    text NOT NULL,
  currency   text NOT NULL,
  subtotal   bigint NOT NULL,
  shipping   bigint NOT NULL,
  tax        bigint NOT NULL,
  total      bigint NOT NULL,
  payment    jsonb NOT NULL DEFAULT '{}',         -- {payment_method, label, attempt}: never a card number
  hold_until timestamptz,
  pass       text,                                -- digest of the secret in the confirmation's link
  historic   boolean NOT NULL DEFAULT false
);
CREATE INDEX orders_by_email ON orders (email);
CREATE INDEX orders_by_time ON orders (placed_at);

CREATE TABLE order_lines (
  id           text PRIMARY KEY,
  order_id     text NOT NULL REFERENCES orders,
  position     bigint NOT NULL,
  product_id   text NOT NULL REFERENCES products,
  variant_id   text NOT NULL REFERENCES variants,
  title        text NOT NULL,
  quantity     bigint NOT NULL CHECK (quantity > 0),
  unit_price   bigint NOT NULL,
  paid         bigint NOT NULL,
  tax          bigint NOT NULL,
  candidate_id text,                              -- set on a line that an accepted offer added
  purchase_id  text UNIQUE,                       -- adding the same purchase twice is refused here
  terms        jsonb NOT NULL DEFAULT '{}',       -- what the line carries: renewal, cover, consent, the line it replaced
  removed_at   timestamptz
);
CREATE INDEX order_lines_by_order ON order_lines (order_id);
CREATE INDEX order_lines_by_product ON order_lines (product_id, order_id);

-- A browser that paid holds one of these secrets in an HttpOnly cookie; only its digest is kept.
CREATE TABLE order_sessions (
  order_id   text NOT NULL REFERENCES orders,
  digest     text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, digest)
);

-- What must outlive a restart and stays on the server: the key that signs offers, the one that makes pseudonyms.
CREATE TABLE secrets (
  name  text PRIMARY KEY,
  value text NOT NULL
);
