"""Classic operators, and everything read by the function that needs it; one task after the other."""

from datetime import datetime
from pathlib import Path

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG, BaseHook, Variable

from flink_api import JobManager, SqlGateway


def kafka():
    connection = BaseHook.get_connection("kafka")
    return connection.host + ":" + str(connection.port)


def client(kind, name):
    connection = BaseHook.get_connection(name)
    address = "http://" + connection.host + ":" + str(connection.port)
    return kind(address, connection.login, connection.password)


def jar():
    manager = client(JobManager, "flink")
    return manager.run(
        manager.upload(Variable.get("report_jar")),
        [
            "--sink",
            Variable.get("report_sink"),
            "--minutes",
            Variable.get("report_minutes"),
            "--topic",
            Variable.get("report_topic"),
            "--bootstrap",
            kafka(),
        ],
    )


def sql():
    script = Path(__file__).with_name("revenue.sql").read_text()
    names = {"topic": "report_topic", "sink": "report_sink", "minutes": "report_minutes"}
    values = {name: Variable.get(variable) for name, variable in names.items()}
    client(SqlGateway, "flink_sql").run(script, {**values, "bootstrap": kafka()})


dag = DAG(dag_id="shop_reports", schedule=None, start_date=datetime(2026, 1, 1), catchup=False)
first = PythonOperator(task_id="jar", python_callable=jar, dag=dag)
second = PythonOperator(task_id="sql", python_callable=sql, dag=dag, trigger_rule="all_done")
watcher = PythonOperator(task_id="both", python_callable=print, dag=dag)
first >> second
[first, second] >> watcher
