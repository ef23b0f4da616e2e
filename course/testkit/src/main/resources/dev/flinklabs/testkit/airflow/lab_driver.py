"""Parses DAGs and runs them, all in this process: Airflow takes longest to begin.

It is told what to do on its standard input, a JSON object a line, and answers with one on its
standard output. Whatever else is printed goes to the standard error. It ends when its standard
input does.
"""

import json
import os
import queue
import sys
import threading
import traceback

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
requests: queue.Queue = queue.Queue()


def listen():
    for line in sys.stdin:
        requests.put(json.loads(line))
    os._exit(0)


threading.Thread(target=listen, daemon=True).start()

import airflow  # noqa: E402,F401  It has to come before what it loads by its settings.
from airflow.dag_processing.dagbag import DagBag  # noqa: E402
from airflow.listeners import hookimpl  # noqa: E402
from airflow.sdk.listener import get_listener_manager  # noqa: E402
from lab_store import Store  # noqa: E402

bag = None
folder = ""
errors: dict[str, str] = {}


class Failures:
    @hookimpl
    def on_task_instance_failed(self, previous_state, task_instance, error):
        errors[task_instance.task_id] = told(error)


get_listener_manager().add_listener(Failures())


def told(error) -> str:
    """The exception's type and words, and the last line of the DAG's folder that it came through."""
    if not isinstance(error, BaseException):
        return str(error)
    words = "".join(traceback.format_exception_only(error)).strip()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(folder):
            return f"{words} ({os.path.basename(frame.filename)}, line {frame.lineno})"
    return words


def give(request):
    Store.variables = request["variables"]
    Store.connections = request["connections"]
    Store.asked = []


def parse(request):
    global bag, folder
    give(request)
    folder = request["folder"]
    if folder not in sys.path:
        sys.path.insert(0, folder)
    bag = DagBag(folder)
    return {
        "errors": dict(bag.import_errors),
        "dags": {name: list(dag.task_ids) for name, dag in bag.dags.items()},
        "asked": Store.asked,
    }


def run(request):
    give(request)
    errors.clear()
    dag_run = bag.dags[request["dag"]].test()
    return {
        "state": str(dag_run.state),
        "tasks": {
            one.task_id: {"state": str(one.state), "error": errors.get(one.task_id, "")}
            for one in dag_run.get_task_instances()
        },
    }


while True:
    asked = requests.get()
    try:
        answer = {"parse": parse, "run": run}[asked["do"]](asked)
    except BaseException as e:  # Whatever a DAG does is told, and ends nothing here.
        traceback.print_exc()
        answer = {"failure": told(e)}
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
