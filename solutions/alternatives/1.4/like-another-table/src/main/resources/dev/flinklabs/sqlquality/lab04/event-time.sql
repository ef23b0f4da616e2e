-- Lab 1.4: orders by the time at which they were placed, and sales per five minutes.
--
-- Filled in when this script runs:
--   ${kafka.bootstrap}               the broker's address
--   ${shop.order}                    the topic of orders
--   ${shop.analytics.aggregations}   the topic of results
--   ${group}                         a consumer group for you alone

CREATE TABLE order_events (
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

-- The same topic, once with its bare fields and once with time.
CREATE TABLE orders (
  order_time AS CAST(TO_TIMESTAMP_LTZ(event_time, 3) AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR order_time AS order_time - INTERVAL '30' SECOND
) LIKE order_events;

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

INSERT INTO sales
SELECT window_end, SUM(CASE WHEN status = 'CREATED' THEN 1 ELSE 0 END), SUM(amount_cents) FILTER (WHERE status = 'CREATED')
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(order_time), INTERVAL '5' MINUTE))
GROUP BY window_start, window_end
HAVING COUNT(*) FILTER (WHERE status = 'CREATED') > 0;
