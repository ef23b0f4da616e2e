SET 'pipeline.name' = 'large orders';

CREATE TABLE orders (order_id STRING, status STRING, amount_cents BIGINT) WITH (
  'connector' = 'kafka', 'topic' = '${shop.order}', 'format' = 'json',
  'properties.bootstrap.servers' = '${kafka.bootstrap}', 'properties.group.id' = '${group}',
  'scan.startup.mode' = 'earliest-offset'
);

CREATE VIEW large_orders AS SELECT * FROM orders WHERE amount_cents >= 5000;

CREATE TABLE printed WITH ('connector' = 'print') AS SELECT order_id FROM large_orders;
