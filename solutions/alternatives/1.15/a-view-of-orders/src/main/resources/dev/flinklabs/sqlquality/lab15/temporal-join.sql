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

CREATE TABLE products (
  product_id  STRING,
  price_cents BIGINT,
  source      MAP<STRING, STRING> METADATA FROM 'value.source.properties' VIRTUAL,
  changed_at  AS TO_TIMESTAMP_LTZ(CAST(source['ts_ms'] AS BIGINT), 3),
  WATERMARK FOR changed_at AS changed_at - INTERVAL '0.001' SECOND,
  PRIMARY KEY (product_id) NOT ENFORCED
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = '${kafka.bootstrap}',
  'topic' = '${shop.product}',
  'properties.group.id' = '${group}',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'debezium-json'
);

-- A view hands the row time on, as long as it is the very column.
CREATE VIEW placed AS
SELECT order_id, product_id, order_time FROM orders WHERE status = 'CREATED';

INSERT INTO priced_orders
SELECT placed.order_id, placed.product_id, products.price_cents
FROM placed
LEFT JOIN products FOR SYSTEM_TIME AS OF placed.order_time
ON placed.product_id = products.product_id;
