CREATE TABLE sales (
  product STRING,
  cents   BIGINT,
  sold_at BIGINT,
  t AS TO_TIMESTAMP_LTZ(sold_at, 3),
  WATERMARK FOR t AS t
) WITH (
  'connector' = 'kafka', 'topic' = '${sales}', 'format' = 'json',
  'properties.bootstrap.servers' = '${kafka.bootstrap}', 'properties.group.id' = '${group}',
  'scan.startup.mode' = 'earliest-offset', 'scan.watermark.emit.strategy' = 'on-event'
);

CREATE TABLE revenue (product STRING, cents BIGINT) WITH (
  'connector' = 'kafka', 'topic' = '${revenue}', 'format' = 'json',
  'properties.bootstrap.servers' = '${kafka.bootstrap}'
);

INSERT INTO revenue
SELECT product, SUM(pence)
FROM TABLE(TUMBLE(TABLE sales, DESCRIPTOR(t), INTERVAL '1' MINUTE))
GROUP BY product, window_start, window_end;
