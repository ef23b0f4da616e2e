-- Lab 0.5: the orders that guests have placed so far, for a report that runs every night.
--
-- Filled in when this script runs:
--   ${kafka.bootstrap}   the broker's address
--   ${shop.order}        the topic of orders
--   ${guest.orders}      the topic of guests' orders
--   ${group}             a consumer group for you alone
--   ${kafka.connector}   where the jar of the Kafka connector lies, as a URL

CREATE TABLE orders (
  order_id     STRING,
  customer_id  STRING,
  amount_cents BIGINT
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = '${kafka.bootstrap}',
  'topic' = '${shop.order}',
  'properties.group.id' = '${group}',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'latest-offset',
  'format' = 'json'
);

CREATE TABLE guest_orders (
  order_id     STRING,
  amount_cents BIGINT
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = '${kafka.bootstrap}',
  'topic' = '${guest.orders}',
  'format' = 'json'
);

INSERT INTO guest_orders
SELECT order_id, amount_cents
FROM orders
WHERE customer_id IS NULL;
