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
SELECT amount_cents AS cents, order_id AS o, customer_id AS c
FROM orders
WHERE amount_cents > 4999 AND status IN ('CANCELLED');

CREATE TEMPORARY TABLE cancelled_orders (a STRING, b STRING, c BIGINT) WITH ('connector' = 'print');

EXECUTE STATEMENT SET
BEGIN
  INSERT INTO cancelled_orders SELECT o, c, cents FROM large_cancelled;
END;
