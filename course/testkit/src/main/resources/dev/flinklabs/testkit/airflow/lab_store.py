"""The Variables and Connections of Airflow, as a test gives them; and what was asked for."""

import json

from airflow.secrets import BaseSecretsBackend


class Store(BaseSecretsBackend):
    variables: dict[str, str] = {}
    connections: dict[str, dict] = {}
    asked: list[str] = []

    def __init__(self, **settings):
        super().__init__()

    def get_variable(self, key, team_name=None):
        Store.asked.append(f"Variable {key}")
        return Store.variables.get(key)

    def get_conn_value(self, conn_id, team_name=None):
        Store.asked.append(f"Connection {conn_id}")
        connection = Store.connections.get(conn_id)
        return None if connection is None else json.dumps(connection)
