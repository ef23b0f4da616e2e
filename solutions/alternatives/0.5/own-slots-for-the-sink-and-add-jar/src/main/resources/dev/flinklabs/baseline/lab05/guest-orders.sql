-- The script brings its connector along itself.
ADD JAR '${kafka.connector}';

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
