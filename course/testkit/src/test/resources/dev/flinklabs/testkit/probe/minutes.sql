CREATE TABLE sales (
  cents   BIGINT,
  sold_at BIGINT,
  t AS TO_TIMESTAMP_LTZ(sold_at, 3),
  WATERMARK FOR t AS t
) WITH (
  'connector' = 'kafka', 'topic' = '${sale}', 'format' = 'json',
  'properties.bootstrap.servers' = '${kafka.bootstrap}', 'properties.group.id' = '${group}',
  'scan.startup.mode' = 'earliest-offset', 'scan.watermark.emit.strategy' = 'on-event'
);

CREATE TABLE minutes (cents BIGINT) WITH (
  'connector' = 'kafka', 'topic' = '${minute}', 'format' = 'json',
  'properties.bootstrap.servers' = '${kafka.bootstrap}'
);

INSERT INTO minutes
SELECT SUM(cents)
FROM TABLE(TUMBLE(TABLE sales, DESCRIPTOR(t), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
