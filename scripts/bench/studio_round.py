"""One round of `npm run bench studio`: the real client and azure-storage-blob move the same bytes to the same storage.

Prints what it measured as one line of JSON: MiB/s, and MiB of memory that the portal's server took meanwhile.
"""

import json
import os
import sys
import time

import requests
from azure.storage.blob import BlobClient
from azureml import Workspace

MIB = 1024 * 1024
URL = os.environ["SLUICE_URL"]
WORKSPACE_ID = os.environ["SLUICE_WORKSPACE_ID"]
TOKEN = os.environ["SLUICE_TOKEN"]
SERVER = f"/proc/{os.environ['SLUICE_SERVER_PID']}"

content = os.urandom(int(os.environ["SLUICE_BENCH_MIB"]) * MIB)
workspace = Workspace(workspace_id=WORKSPACE_ID, authorization_token=TOKEN, endpoint=URL)
measured = {}


def call(method, path, body=None):
    response = requests.request(
        method,
        f"{URL}/api/v1/workspaces/{WORKSPACE_ID}{path}",
        headers={"Authorization": f"Bearer {TOKEN}"},
        json=body,
        timeout=60,
    )
    response.raise_for_status()
    return response.json()


def timed(name, move):
    """What `move` answers; its speed goes to what was measured."""
    begun = time.perf_counter()
    moved = move()
    measured[name] = len(content) / MIB / (time.perf_counter() - begun)
    return moved


def kept(read):
    if read != content:
        sys.exit("other bytes came back than were sent")


def memory(name, move):
    """What `move` answers; the growth of the server's peak memory meanwhile goes to what was measured."""
    if not os.path.exists(SERVER):
        return move()
    with open(f"{SERVER}/clear_refs", "w") as refs:
        refs.write("5")  # The peak begins anew at what is resident now.
    before = resident("VmRSS")
    moved = move()
    measured[name] = max(0.0, resident("VmHWM") - before)
    return moved


def resident(field):
    with open(f"{SERVER}/status") as status:
        kib = next(line.split()[1] for line in status if line.startswith(f"{field}:"))
    return int(kib) / 1024


def through_the_portal():
    def add():
        return workspace.datasets.add_from_raw_data(content, "PlainText", "by azureml", "bench")

    dataset = memory("server's growth, upload", lambda: timed("add_from_raw_data", add))
    kept(timed("read_as_binary", dataset.read_as_binary))


def straight_to_storage():
    file = {"dataTypeId": "Other", "fileName": "by-azure-storage-blob.bin", "size": len(content)}
    upload = call("POST", "/uploads", {"name": "by azure-storage-blob", **file})
    blob = BlobClient.from_blob_url(upload["key"]["url"])
    etag = timed("upload_blob", lambda: blob.upload_blob(content))["etag"]
    dataset = call("POST", f"/uploads/{upload['id']}/confirm", {"etag": etag})["dataset"]
    key = call("POST", f"/datasets/{dataset['id']}/versions/latest/read-key", {"purpose": "download"})
    kept(timed("download_blob", lambda: BlobClient.from_blob_url(key["url"]).download_blob().readall()))


def output_of_an_experiment():
    """The one read whose bytes pass through the server."""
    experiment_id = call("POST", "/experiments", {"name": "bench"})["id"]
    run = f"/experiments/{experiment_id}/runs/{call('POST', f'/experiments/{experiment_id}/runs')['n']}"
    file = {"dataTypeId": "PlainText", "fileName": "output.txt", "size": len(content)}
    upload = call("POST", f"{run}/outputs", {"nodeId": "node", "portName": "port", **file})
    etag = BlobClient.from_blob_url(upload["key"]["url"]).upload_blob(content)["etag"]
    call("POST", f"{run}/uploads/{upload['id']}/confirm", {"etag": etag})
    experiment = next(one for one in workspace.experiments if one.experiment_id.endswith(experiment_id))
    output = experiment.get_intermediate_dataset("node", "port", "PlainText")
    kept(timed("intermediate dataset's read_as_binary", output.read_as_binary))
    kept(memory("server's growth, slow reader", lambda: slowly(output)))


def slowly(output):
    """Reads at some 50 MiB/s: a server that does not wait for its reader keeps the rest in memory."""
    parts = []
    with output.open() as stream:
        while part := stream.read(MIB):
            parts.append(part)
            time.sleep(0.02)
    return b"".join(parts)


# The first request pays for what is opened once.
workspace.datasets.add_from_raw_data(content[: 4 * MIB], "PlainText", "first", "bench")
order = [through_the_portal, straight_to_storage]
# Neither of the two always finds the storage as the other left it.
for measure in order if int(os.environ["SLUICE_BENCH_ROUND"]) % 2 else order[::-1]:
    measure()
output_of_an_experiment()
print(json.dumps(measured))
