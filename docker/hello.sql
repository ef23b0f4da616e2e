SET 'sql-client.execution.result-mode' = 'TABLEAU';
SET 'table.dml-sync' = 'true';

CREATE TABLE hello (word STRING) WITH (
  'connector' = 'kafka',
  'topic' = 'hello',
  'properties.bootstrap.servers' = 'kafka:9092',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'latest-offset',
  'format' = 'json'
);

INSERT INTO hello VALUES ('it has come through');

SELECT word FROM hello;
