-- Lab 0.2: print the large orders that were cancelled.

CREATE TABLE orders (
  order_id     STRING,
  status       STRING,
  customer_id  STRING,
  product_id   STRING,
  quantity     INT,
  amount_cents BIGINT,
  event_time   BIGINT
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = '${kafka.bootstrap}',
  'topic' = '${shop.order}',
  'properties.group.id' = '${group}',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json'
);

-- BEGIN SOLUTION
-- The print connector shows each row with its kind of change. It wants no option; the columns are those that an INSERT
-- fills, by position and not by name.
CREATE TABLE cancelled_orders (
  order_id     STRING,
  customer_id  STRING,
  amount_cents BIGINT
) WITH (
  'connector' = 'print'
);

-- A filter and a projection look at one row at a time: nothing that was printed has to be taken back.
INSERT INTO cancelled_orders
SELECT order_id, customer_id, amount_cents
FROM orders
WHERE status = 'CANCELLED' AND amount_cents >= 5000;
-- END SOLUTION
