-- Tables and rows the service needs; loaded once into an empty database.
CREATE TABLE customers (
  id serial PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  active boolean NOT NULL DEFAULT true
);

CREATE TABLE orders (
  id serial PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers (id),
  status text NOT NULL DEFAULT 'open',
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE order_items (
  order_id integer NOT NULL REFERENCES orders (id),
  sku text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  price_cents integer NOT NULL,
  PRIMARY KEY (order_id, sku)
);

CREATE TABLE payments (
  id serial PRIMARY KEY,
  order_id integer NOT NULL REFERENCES orders (id),
  status text NOT NULL DEFAULT 'authorized',
  amount_cents integer NOT NULL
);

CREATE TABLE daily_revenue (
  day date PRIMARY KEY,
  cents bigint NOT NULL
);

CREATE TABLE archived_orders (LIKE orders INCLUDING DEFAULTS);

INSERT INTO customers (name, email)
SELECT 'Customer ' || n, 'customer' || n || '@example.com' FROM generate_series(1, 50) AS n;

INSERT INTO orders (customer_id)
SELECT 1 + n % 50 FROM generate_series(1, 200) AS n;

INSERT INTO order_items (order_id, sku, quantity, price_cents)
SELECT 1 + n % 200, 'SKU-' || n, 1 + n % 3, 500 + n FROM generate_series(1, 600) AS n;

INSERT INTO payments (order_id, amount_cents)
SELECT n, 2500 FROM generate_series(1, 200) AS n;
