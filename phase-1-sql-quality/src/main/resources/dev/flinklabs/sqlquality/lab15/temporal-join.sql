-- Lab 1.15: each order with the price that its product had when it was placed.
--
-- Filled in when this script runs:
--   ${kafka.bootstrap}   the broker's address
--   ${shop.order}        the topic of orders
--   ${shop.product}      the topic of changes to products, as Debezium writes them
--   ${priced.orders}     the topic of results
--   ${group}             a consumer group for you alone

-- Given.
CREATE TABLE orders (
  order_id   STRING,
  status     STRING,
  product_id STRING,
  event_time BIGINT,
  order_time AS TO_TIMESTAMP_LTZ(event_time, 3),
  WATERMARK FOR order_time AS order_time - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = '${kafka.bootstrap}',
  'topic' = '${shop.order}',
  'properties.group.id' = '${group}',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.emit.strategy' = 'on-event',
  'format' = 'json'
);

-- Given. A topic keeps what was written to it: nothing in it can be corrected.
CREATE TABLE priced_orders (
  order_id    STRING,
  product_id  STRING,
  price_cents BIGINT
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = '${kafka.bootstrap}',
  'topic' = '${priced.orders}',
  'format' = 'json'
);
