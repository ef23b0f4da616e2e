CREATE TABLE orders (order_id STRING) WITH ('connector' = 'datagen', 'rows-per-second' = '1');

CREATE TABLE receipts (order_id STRING) WITH ('connector' = 'print');

INSERT INTO receipts SELECT nothing FROM orders;
