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

CREATE TABLE revenue (product STRING, cents BIGINT) WITH ('connector' = 'print');

EXECUTE STATEMENT SET BEGIN
  INSERT INTO revenue SELECT product, cents FROM sales;
END;
