SET 'table.local-time-zone' = 'UTC';

CREATE TEMPORARY TABLE orders (
  status       STRING,
  product_id   STRING,
  amount_cents BIGINT,
  event_time   BIGINT,
  happened     AS TO_TIMESTAMP_LTZ(event_time, 3),
  WATERMARK FOR happened AS happened
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = :bootstrap,
  'properties.group.id' = 'shop-reports',
  'topic' = :topic,
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'latest-offset',
  'format' = 'json'
);

CREATE TEMPORARY TABLE reports (
  report       STRING,
  window_start STRING,
  product_id   STRING,
  cents        BIGINT
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = :bootstrap,
  'topic' = :sink,
  'format' = 'json'
);

INSERT INTO reports
SELECT 'revenue', DATE_FORMAT(window_start, 'HH:mm'), product_id, SUM(amount_cents)
FROM TUMBLE(TABLE orders, DESCRIPTOR(happened), INTERVAL :minutes MINUTE)
WHERE status = 'CREATED'
GROUP BY window_start, window_end, product_id;
