-- Lab 0.5: orders of 1000.00 and more go to the desk that checks them, while they are placed.
--
-- Filled in when this script runs:
--   ${kafka.bootstrap}   the broker's address
--   ${shop.order}        the topic of orders
--   ${large.orders}      the topic of large orders
--   ${group}             a consumer group for you alone
--
-- Kafka's clients wait a minute for a broker, if not told otherwise; the timeouts make it three seconds.

CREATE TABLE orders (
  order_id     STRING,
  amount_cents BIGINT
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = 'localhost:909',
  'properties.request.timeout.ms' = '3000',
  'properties.default.api.timeout.ms' = '3000',
  'topic' = '${shop.order}',
  'properties.group.id' = '${group}',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json'
);

CREATE TABLE large_orders (
  order_id     STRING,
  amount_cents BIGINT
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = 'localhost:909',
  'properties.max.block.ms' = '3000',
  'topic' = '${large.orders}',
  'format' = 'json'
);

INSERT INTO large_orders
SELECT order_id, amount_cents
FROM orders
WHERE amount_cents >= 100000;
