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

-- The envelope as it is, append-only; a delete is a row without a price.
CREATE TABLE product_changes (
  `before` ROW<product_id STRING>,
  `after`  ROW<product_id STRING, price_cents BIGINT>,
  source   ROW<ts_ms BIGINT>,
  product_id AS COALESCE(`after`.product_id, `before`.product_id),
  changed_at AS TO_TIMESTAMP_LTZ(source.ts_ms, 3),
  WATERMARK FOR changed_at AS changed_at - INTERVAL '0.001' SECOND
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = '${kafka.bootstrap}',
  'topic' = '${shop.product}',
  'properties.group.id' = '${group}',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json'
);

-- The newest row of each product, by time: Flink takes such a view for a versioned table.
CREATE VIEW products AS
SELECT product_id, price_cents, changed_at
FROM (
  SELECT product_id, `after`.price_cents AS price_cents, changed_at,
    ROW_NUMBER() OVER (PARTITION BY product_id ORDER BY changed_at DESC) AS newest
  FROM product_changes
)
WHERE newest = 1;

INSERT INTO priced_orders
SELECT o.order_id, o.product_id, p.price_cents
FROM orders AS o
LEFT JOIN products FOR SYSTEM_TIME AS OF o.order_time AS p
ON o.product_id = p.product_id
WHERE o.status = 'CREATED';
