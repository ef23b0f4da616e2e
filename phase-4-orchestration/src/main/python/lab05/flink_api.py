"""Flink's REST API and its SQL gateway, as far as this lab submits jobs. Nothing is repeated here."""

import re
import time
from pathlib import Path

import requests

PATIENCE_SECONDS = 60


class FlinkError(Exception):
    """Flink refuses. The message has Flink's words."""


class JobManager:
    """Submits jars."""

    def __init__(self, address: str, user: str, password: str):
        """address is such as http://localhost:8081"""
        self._address = address
        self._auth = (user, password)

    def upload(self, jar: str) -> str:
        """Gives the id under which the jar can be run."""
        with open(jar, "rb") as file:
            body = {"jarfile": (Path(jar).name, file, "application/x-java-archive")}
            return self._post("/jars/upload", files=body)["filename"].rsplit("/", 1)[1]

    def run(self, jar_id: str, arguments: list[str]) -> str:
        """Starts the jar's job with these arguments, each as it is. Gives the job's id."""
        return self._post(f"/jars/{jar_id}/run", json={"programArgsList": arguments})["jobid"]

    def _post(self, path: str, **what) -> dict:
        return answer_of(requests.post(self._address + path, auth=self._auth, timeout=PATIENCE_SECONDS, **what))


class SqlGateway:
    """Submits scripts of SQL."""

    def __init__(self, address: str, user: str, password: str):
        """address is such as http://localhost:8083"""
        self._address = address
        self._auth = (user, password)

    def run(self, script: str, values: dict[str, str]) -> str:
        """Executes the statements of a script, of which the last one starts a job. Gives the job's id.

        Where the script says :name, the value of that name is filled in as a text of SQL, in quotes.
        """
        session = "/v1/sessions/" + self._call("POST", "/v1/sessions", json={})["sessionHandle"]
        try:
            job = ""
            for statement in statements(script):
                job = self._execute(session, filled_in(statement, values))
            return job
        finally:
            self._call("DELETE", session)

    def _execute(self, session: str, statement: str) -> str:
        begun = self._call("POST", session + "/statements", json={"statement": statement})
        result = f"{session}/operations/{begun['operationHandle']}/result/0"
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            answer = self._call("GET", result)
            if answer["resultType"] != "NOT_READY":
                return answer.get("jobID", "")
            time.sleep(0.05)
        raise FlinkError("The gateway has not executed the statement: " + statement)

    def _call(self, method: str, path: str, **what) -> dict:
        return answer_of(
            requests.request(method, self._address + path, auth=self._auth, timeout=PATIENCE_SECONDS, **what)
        )


def statements(script: str) -> list[str]:
    """Those of a script; a statement ends with a semicolon at the end of a line."""
    return [part.strip() for part in re.split(r";\s*(?:\n|$)", script) if part.strip()]


def filled_in(statement: str, values: dict[str, str]) -> str:
    return re.sub(r"(?<!\w):([a-z]+)\b", lambda name: quoted(values[name.group(1)]), statement)


def quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def answer_of(response: requests.Response) -> dict:
    answer = response.json()
    if response.status_code >= 400:
        raise FlinkError("\n".join(cause(error) for error in answer.get("errors", [response.reason])))
    return answer


def cause(error: str) -> str:
    """Of a Java stack trace the innermost exception."""
    causes = re.findall(r"^Caused by: (.*)$", error, re.MULTILINE)
    return causes[-1] if causes else error.strip()
