-- Catalog shop
-- dialect: duckdb
-- description: Orders of a small shop.\nAmounts are in euros.
-- note: Made for tests.

-- Domain sales
-- description: What is sold

-- Domain people
-- note: ask before use

-- domain: people
-- description: One row per customer
CREATE TABLE customer (
  id INTEGER NOT NULL,
  name VARCHAR(80), -- First | last, "as said"
  country CHAR(2),
  -- samples: DE, FR, no
  PRIMARY KEY (id)
);

-- domain: sales
-- description: One row per order
-- note: Cancelled orders stay.
CREATE TABLE "order" (
  id INTEGER NOT NULL, -- Number: counts up
  "bill to" INTEGER, -- Who pays
  ship_to INTEGER, -- Who receives
  -- note: often empty before 2020
  total DECIMAL(9,2),
  PRIMARY KEY (id),
  FOREIGN KEY ("bill to") REFERENCES customer (id), -- bill customer
  FOREIGN KEY (ship_to) REFERENCES customer (id) -- ship customer
);

-- domain: sales
-- kind: view
CREATE TABLE big_order (
  id UNKNOWN,
  place STRUCT(lat DOUBLE, lon DOUBLE),
  FOREIGN KEY (id, place) REFERENCES gone (a, b)
);

-- end
