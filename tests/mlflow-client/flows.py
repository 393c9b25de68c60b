"""What a person's training code does, one call a line: {"call": …, "args": {…}} in, one line of JSON out."""

import json
import os
import sys
import tempfile
from urllib.parse import urlsplit

answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # What MLflow prints is no answer.

import mlflow
import mlflow.pyfunc
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository


class Doubling(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input: list[int], params=None) -> list[int]:
        return [2 * value for value in model_input]


def version_of(version):
    return {
        "version": str(version.version),
        "source": version.source,
        "run_id": version.run_id or None,
        "stage": version.current_stage,
        "aliases": list(version.aliases),
        "tags": dict(version.tags),
    }


def webhook_of(webhook):
    return {
        "id": webhook.webhook_id,
        "name": webhook.name,
        "events": [str(event) for event in webhook.events],
        "status": str(webhook.status),
    }


def client_version():
    return mlflow.__version__


def create_version(name, source, tags=None):
    client = MlflowClient()
    client.create_registered_model(name, description="Scores payments.")
    return version_of(client.create_model_version(name, source, tags=tags))


def log_model(name=None):
    with mlflow.start_run() as run:
        info = mlflow.pyfunc.log_model(name="model", python_model=Doubling(), registered_model_name=name)
    return {"run_id": run.info.run_id, "uri": info.model_uri, "version": str(info.registered_model_version)}


def register(uri, name):
    return version_of(mlflow.register_model(uri, name))


def keep_folder(path, name):
    """Uploads a folder to the registry's own files, and registers that address. No tracking server has any part in it."""
    registry = urlsplit(os.environ["MLFLOW_REGISTRY_URI"])
    os.environ["MLFLOW_TRACKING_TOKEN"] = registry.password
    base = f"{registry.scheme}://{registry.hostname}:{registry.port}{registry.path}"
    where = f"{base}/api/2.0/mlflow-artifacts/artifacts/{path}"
    with tempfile.TemporaryDirectory() as folder:
        mlflow.pyfunc.save_model(f"{folder}/model", python_model=Doubling())
        get_artifact_repository(where).log_artifacts(f"{folder}/model")
    return version_of(mlflow.register_model(where, name))


def set_alias(name, alias, version):
    MlflowClient().set_registered_model_alias(name, alias, version)


def predict(uri):
    return list(mlflow.pyfunc.load_model(uri).predict([1, 2, 3]))


def get_by_alias(name, alias):
    return version_of(MlflowClient().get_model_version_by_alias(name, alias))


def search(models, versions):
    client = MlflowClient()
    return {
        "models": [model.name for model in client.search_registered_models(models, order_by=["name ASC"])],
        "versions": [version_of(version) for version in client.search_model_versions(versions)],
    }


def tag(name, version, key, value):
    client = MlflowClient()
    client.set_model_version_tag(name, version, key, value)
    client.delete_model_version_tag(name, version, key)


def to_stage(name, version, stage):
    return version_of(MlflowClient().transition_model_version_stage(name, version, stage))


def delete_version(name, version):
    client = MlflowClient()
    client.delete_model_version(name, version)
    return dict(client.get_registered_model(name).aliases)


def create_webhook(name, url, events, secret):
    return webhook_of(MlflowClient().create_webhook(name, url, events, secret=secret))


def webhooks(disabled):
    client = MlflowClient()
    client.update_webhook(disabled, status="DISABLED")
    return [webhook_of(webhook) for webhook in client.list_webhooks()]


def try_webhook(webhook_id):
    result = MlflowClient().test_webhook(webhook_id)
    return {"success": result.success, "status": result.response_status, "body": result.response_body}


def delete_webhook(webhook_id):
    MlflowClient().delete_webhook(webhook_id)


for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"value": globals()[asked["call"]](**asked["args"])}
    except MlflowException as error:
        answer = {"error": f"{error.error_code}: {error.message}"}
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
