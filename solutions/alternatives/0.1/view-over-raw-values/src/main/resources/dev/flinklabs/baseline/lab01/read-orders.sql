-- The bytes as they are, and a view that takes them apart.
CREATE TABLE order_values (
  v STRING
) WITH (
  'connector' = 'kafka',
  'properties.bootstrap.servers' = '${kafka.bootstrap}',
  'topic' = '${shop.order}',
  'properties.group.id' = '${group}',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'raw'
);

CREATE VIEW orders AS
SELECT
  JSON_VALUE(v, '$.order_id') AS order_id,
  JSON_VALUE(v, '$.status') AS status,
  JSON_VALUE(v, '$.customer_id') AS customer_id,
  JSON_VALUE(v, '$.product_id') AS product_id,
  CAST(JSON_VALUE(v, '$.quantity') AS INT) AS quantity,
  CAST(JSON_VALUE(v, '$.amount_cents') AS BIGINT) AS amount_cents,
  CAST(JSON_VALUE(v, '$.event_time') AS BIGINT) AS event_time
FROM order_values;
