-- Lab 0.1: the table `orders` over the topic of orders.
--
-- Filled in when this script runs:
--   ${kafka.bootstrap}   the broker's address
--   ${shop.order}        the topic's name
--   ${group}             a consumer group for you alone

-- BEGIN SOLUTION
-- A table is a declaration and holds nothing: each query that reads it opens a reader of its own, which begins
-- where 'scan.startup.mode' says. Left out, the mode is 'group-offsets', and a group that has never read
-- has no offsets: the job fails.
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
  'format' = 'json'
);
-- END SOLUTION
