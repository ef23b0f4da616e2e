-- A group that has never read has no offsets; Kafka's own reset policy then says where to begin.
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
  'scan.startup.mode' = 'group-offsets',
  'properties.auto.offset.reset' = 'earliest',
  'value.format' = 'json'
);
