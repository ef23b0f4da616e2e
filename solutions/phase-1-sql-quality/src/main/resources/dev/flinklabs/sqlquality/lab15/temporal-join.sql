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

-- BEGIN SOLUTION
-- A key and a row time make a versioned table of it: for each product, which row it had at which moment. The time is that of
-- the database's commit, from the envelope around the row; the row itself need not know when it was changed, and a delete leaves
-- no row at all.
CREATE TABLE products (
  product_id  STRING,
  price_cents BIGINT,
  changed_at  TIMESTAMP_LTZ(3) METADATA FROM 'value.source.timestamp' VIRTUAL,
  -- The log of a database is in order, so nothing older comes after a change; but of the same time there may be more: an
  -- update is two rows, and all that one transaction has changed has one time.
  WATERMARK FOR changed_at AS changed_at - INTERVAL '0.001' SECOND,
  PRIMARY KEY (product_id) NOT ENFORCED
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = '${kafka.bootstrap}',
  'topic' = '${shop.product}',
  'properties.group.id' = '${group}',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.emit.strategy' = 'on-event',
  'format' = 'debezium-json'
);

-- LEFT, so that an order without a price is told too. An order is answered when both watermarks have passed it, once.
INSERT INTO priced_orders
SELECT o.order_id, o.product_id, p.price_cents
FROM orders AS o
LEFT JOIN products FOR SYSTEM_TIME AS OF o.order_time AS p
ON o.product_id = p.product_id
WHERE o.status = 'CREATED';
-- END SOLUTION
