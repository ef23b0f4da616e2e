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


CREATE TEMPORARY VIEW large_cancelled AS
SELECT * FROM orders WHERE status = 'CANCELLED' AND NOT (amount_cents < 5000);

CREATE TABLE cancelled_orders WITH ('connector' = 'print') AS
SELECT order_id, customer_id, amount_cents FROM large_cancelled;
