-- Lab 1.4: orders by the time at which they were placed, and sales per five minutes.
--
-- Filled in when this script runs:
--   ${kafka.bootstrap}               the broker's address
--   ${shop.order}                    the topic of orders
--   ${shop.analytics.aggregations}   the topic of results
--   ${group}                         a consumer group for you alone

-- Given, but for its time.
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
  -- A watermark follows each record. Without this line it does five times a second.
  'scan.watermark.emit.strategy' = 'on-event',
  'format' = 'json'
);

-- Given. In JSON a moment is written in UTC: {"window_end":"2026-01-01T10:05:00Z","orders":2,"cents":5400}
CREATE TABLE sales (
  window_end TIMESTAMP_LTZ(3),
  orders     BIGINT,
  cents      BIGINT
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = '${kafka.bootstrap}',
  'topic' = '${shop.analytics.aggregations}',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);
