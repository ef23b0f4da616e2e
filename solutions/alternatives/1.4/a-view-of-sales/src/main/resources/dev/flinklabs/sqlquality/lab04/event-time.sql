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
  -- 3 is the unit of the number: event_time counts milliseconds. What comes of it is a moment, the same one wherever
  -- the session is; only how it is shown depends on the session's zone.
  order_time AS TO_TIMESTAMP_LTZ(event_time, 3),
  -- When an order of 10:05:30 has come, none from before 10:05:00 is expected any more.
  WATERMARK FOR order_time AS order_time - INTERVAL '30' SECOND,
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

CREATE VIEW placed AS
SELECT * FROM orders WHERE status = 'CREATED';

INSERT INTO sales
SELECT window_end, COUNT(order_id), SUM(amount_cents)
FROM HOP(DATA => TABLE placed, TIMECOL => DESCRIPTOR(order_time), SLIDE => INTERVAL '5' MINUTE, SIZE => INTERVAL '5' MINUTE)
GROUP BY window_start, window_end;
