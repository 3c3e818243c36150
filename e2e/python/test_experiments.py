"""Experiments as a training script publishes them over /api/v1, read by the client as intermediate datasets."""

import hashlib
import os
from datetime import datetime, timedelta
from urllib.parse import quote

import pandas
import pytest
from azure.storage.blob import BlobClient
from azureml import DataTypeIds, Experiment

from portal import SAMPLES_WORKSPACE_ID
from refusals import assert_refusal

CSV = b"age,income\n39,<=50K\n50,>50K\n"
EXPERIMENT_PROPERTIES = [name for name in dir(Experiment) if isinstance(getattr(Experiment, name), property)]
STATUS_PROPERTIES = [
    name for name in dir(Experiment.Status) if isinstance(getattr(Experiment.Status, name), property)
]


class Publisher:
    """What a training script does: an experiment, a run, outputs straight to storage."""

    def __init__(self, api, name, description=""):
        self.api = api
        self.id = api.call("POST", "/experiments", {"name": name, "description": description})["id"]
        self.run = None

    def start_run(self):
        self.run = self.api.call("POST", f"/experiments/{self.id}/runs")["n"]
        return self

    def output(self, node_id, port_name, content, data_type_id="GenericCSV"):
        run = f"/experiments/{self.id}/runs/{self.run}"
        reserved = self.api.call("POST", f"{run}/outputs", {
            "nodeId": node_id, "portName": port_name, "dataTypeId": data_type_id,
            "fileName": "output.csv", "size": len(content), "contentType": "text/csv",
        })
        stored = BlobClient.from_blob_url(reserved["key"]["url"]).upload_blob(content)
        md5 = hashlib.md5(content).hexdigest()
        return self.api.call("POST", f"{run}/uploads/{reserved['id']}/confirm", {"etag": stored["etag"], "md5": md5})

    def finish(self, status="finished", detail="done"):
        path = f"/experiments/{self.id}/runs/{self.run}"
        self.api.call("PATCH", path, {"status": status, "detail": detail})


@pytest.fixture
def publish(api):
    def publish_experiment(name="Adult Census", description=""):
        return Publisher(api, name, description)

    yield publish_experiment
    for experiment in api.all("/experiments"):
        api.call("DELETE", f"/experiments/{experiment['id']}")


def studio_id(ws, publisher):
    return f"{ws.workspace_id}.f-id.{publisher.id}"


def test_own_experiments_and_the_sample_are_listed_and_told_apart(ws, publish):
    own = publish().start_run()
    assert [experiment.experiment_id for experiment in ws.user_experiments] == [studio_id(ws, own)]
    samples = list(ws.example_experiments)
    assert len(samples) >= 1
    assert all(sample.experiment_id.startswith(SAMPLES_WORKSPACE_ID + ".") for sample in samples)
    assert len(ws.experiments) == len(samples) + 1
    assert ws.experiments[studio_id(ws, own)].is_example is False
    assert ws.experiments[0].experiment_id == list(ws.experiments)[0].experiment_id
    with pytest.raises(IndexError):
        ws.experiments["no such experiment"]


def test_every_property_of_every_experiment_can_be_read(ws, publish):
    publish("without a run")
    publish("with a run").start_run()
    assert len(EXPERIMENT_PROPERTIES) == 10
    assert len(STATUS_PROPERTIES) == 3
    assert len(ws.experiments) >= 3
    for experiment in ws.experiments:
        for name in EXPERIMENT_PROPERTIES:
            getattr(experiment, name)
        for name in STATUS_PROPERTIES:
            getattr(experiment.status, name)


def test_an_experiment_says_what_it_is_and_how_it_stands(ws, publish):
    before = datetime.now() - timedelta(milliseconds=1)
    publisher = publish("Census: a 'first' try")
    experiment = lambda: ws.experiments[studio_id(ws, publisher)]
    assert experiment().description == "Census: a 'first' try"
    assert before <= experiment().status.creation_time <= datetime.now()
    assert experiment().is_archived is False
    assert isinstance(experiment().creator, str) and experiment().creator
    codes = []
    publisher.start_run()
    codes.append(experiment().status.status_code)
    publisher.finish("finished", "all is well")
    codes.append(experiment().status.status_code)
    assert experiment().status.status_detail == "all is well"
    publisher.start_run().finish("failed", "out of memory")
    codes.append(experiment().status.status_code)
    assert codes == ["Running", "Finished", "Failed"]
    assert experiment().status.status_detail == "out of memory"


def test_an_intermediate_dataset_is_read_in_all_ways(ws, publish):
    publisher = publish().start_run()
    publisher.output("node-1", "Results dataset", CSV)
    publisher.finish()
    dataset = ws.experiments[studio_id(ws, publisher)].get_intermediate_dataset(
        node_id="node-1", port_name="Results dataset", data_type_id=DataTypeIds.GenericCSV
    )
    assert dataset.read_as_binary() == CSV
    assert dataset.read_as_text() == CSV.decode()
    with dataset.open() as stream:
        assert stream.read(9) == CSV[:9]
    expected = pandas.DataFrame({"age": [39, 50], "income": ["<=50K", ">50K"]})
    pandas.testing.assert_frame_equal(dataset.to_dataframe(), expected)


@pytest.mark.parametrize("data_type_id", ["GenericTSV", "GenericCSVNoHeader", "GenericTSVNoHeader"])
def test_the_other_formats_become_frames_too(ws, publish, data_type_id):
    separator = "\t" if "TSV" in data_type_id else ","
    lines = [f"{row}{separator}r{row}" for row in range(3)]
    if not data_type_id.endswith("NoHeader"):
        lines.insert(0, f"n{separator}name")
    publisher = publish().start_run()
    publisher.output("node", "port", ("\n".join(lines) + "\n").encode(), data_type_id)
    experiment = ws.experiments[studio_id(ws, publisher)]
    frame = experiment.get_intermediate_dataset("node", "port", data_type_id).to_dataframe()
    assert frame.values.tolist() == [[0, "r0"], [1, "r1"], [2, "r2"]]


@pytest.mark.parametrize(
    "node_id, port_name",
    [
        ("7a5f5d4b-3c2e-41a2-9d64-0c1f6b8e55aa-1234", "Results dataset"),
        ("node", "Größe 😀"),
        ("node", "it's & more"),
        ("node", "100 %25"),
        ("a.b", "c.d"),
    ],
)
def test_nodes_and_ports_of_all_names_are_found(ws, publish, node_id, port_name):
    publisher = publish().start_run()
    content = f"{node_id} {port_name}\n".encode()
    publisher.output(node_id, port_name, content, "PlainText")
    experiment = ws.experiments[studio_id(ws, publisher)]
    # What has a meaning in an address is the caller's to encode: the client only joins.
    joined = quote(port_name, safe=" '&") if "%" in port_name else port_name
    assert experiment.get_intermediate_dataset(node_id, joined, "PlainText").read_as_binary() == content


def test_the_newest_run_that_has_the_port_is_read(ws, publish):
    publisher = publish().start_run()
    publisher.output("a", "port", b"first a\n", "PlainText")
    publisher.output("b", "port", b"first b\n", "PlainText")
    publisher.finish()
    publisher.start_run()
    publisher.output("a", "port", b"second a\n", "PlainText")
    experiment = ws.experiments[studio_id(ws, publisher)]
    read = lambda node: experiment.get_intermediate_dataset(node, "port", "PlainText").read_as_text()
    assert (read("a"), read("b")) == ("second a\n", "first b\n")


def test_an_output_is_streamed_and_not_redirected(ws, studio, publish):
    content = os.urandom(8 * 1024 * 1024)
    publisher = publish().start_run()
    publisher.output("node", "Results dataset", content, "Dataset")
    path = f"/api/workspaces/{{ws}}/experiments/{studio_id(ws, publisher)}/outputdata/node/Results%20dataset"
    response = studio.get(path)
    assert response.status_code == 200
    assert "Location" not in response.headers
    assert "Content-Encoding" not in response.headers
    assert len(response.content) == len(content)
    assert hashlib.sha256(response.content).digest() == hashlib.sha256(content).digest()


def test_an_output_of_no_bytes_is_read_as_nothing(ws, publish):
    publisher = publish().start_run()
    publisher.output("node", "port", b"", "PlainText")
    experiment = ws.experiments[studio_id(ws, publisher)]
    assert experiment.get_intermediate_dataset("node", "port", "PlainText").read_as_binary() == b""


def test_unknown_experiments_nodes_and_ports_are_not_found(ws, studio, publish):
    publisher = publish().start_run()
    publisher.output("node", "port", CSV)
    known = studio_id(ws, publisher)
    for experiment_id, node, port in [
        (f"{ws.workspace_id}.f-id.{'0' * 32}", "node", "port"),
        (f"{'0' * 32}.f-id.{publisher.id}", "node", "port"),
        ("x", "node", "port"),
        (known, "other", "port"),
        (known, "node", "other"),
        (known, "node", "Port"),
    ]:
        path = f"/api/workspaces/{{ws}}/experiments/{experiment_id}/outputdata/{node}/{port}"
        assert_refusal(studio.get(path), 404)


def test_a_deleted_experiment_is_listed_and_read_no_longer(ws, studio, api, publish):
    publisher = publish().start_run()
    publisher.output("node", "port", CSV)
    api.call("DELETE", f"/experiments/{publisher.id}")
    assert list(ws.user_experiments) == []
    path = f"/api/workspaces/{{ws}}/experiments/{studio_id(ws, publisher)}/outputdata/node/port"
    assert_refusal(studio.get(path), 404)


def test_the_sample_experiment_has_a_converted_output_and_one_in_the_internal_format(ws, api):
    """As the documentation has it: a dataset, Split, Convert to CSV."""
    listed = api.all("/experiments", workspace_id=SAMPLES_WORKSPACE_ID)
    assert len(listed) == len(ws.example_experiments) >= 1
    detail = api.call("GET", f"/experiments/{listed[0]['id']}", workspace_id=SAMPLES_WORKSPACE_ID)
    experiment = ws.example_experiments[f"{SAMPLES_WORKSPACE_ID}.f-id.{listed[0]['id']}"]
    assert experiment.is_example
    assert experiment.status.status_code == "Finished"
    outputs = detail["runs"][0]["outputs"]
    kinds = {output["dataTypeId"] for output in outputs}
    assert {"GenericCSV", "Dataset"} <= kinds
    for output in outputs:
        dataset = experiment.get_intermediate_dataset(
            output["nodeId"], output["portName"], output["dataTypeId"]
        )
        content = dataset.read_as_binary()
        assert len(content) == output["size"] > 0
        assert hashlib.md5(content).hexdigest() == output["md5"]
        assert hasattr(dataset, "to_dataframe") == (output["dataTypeId"] == "GenericCSV")
        if output["dataTypeId"] == "GenericCSV":
            assert len(dataset.to_dataframe()) > 10
