"""The dataset metadata object: every key there, and right."""

import re
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from azureml import SourceDataset

KEYS = """Id Name Description DataTypeId FamilyId Size CreatedDate CreatedDateTicks Owner SourceOrigin ResourceUploadId
UploadedFromFilename ExperimentId PromotedFrom ClientVersion ServiceVersion IsLatest Category IsDeprecated Culture Batch
SchemaStatus VisualizeEndPoint SchemaEndPoint DownloadLocation""".split()
LOCATION_KEYS = """BaseUri Location AccessCredential Size EndpointType CredentialContainer FileType IsAuxiliary
Name""".split()
LOCATIONS = ["download_location", "visualize_end_point", "schema_end_point"]
TICKS_AT_1970 = 621_355_968_000_000_000


def properties_of(kind):
    return [name for name in dir(kind) if isinstance(getattr(kind, name), property)]


def test_every_property_of_the_client_can_be_read_of_every_dataset_listed(ws, add):
    add("mine")
    properties = properties_of(SourceDataset)
    assert len(properties) == 27
    for dataset in ws.datasets:
        for name in properties:
            getattr(dataset, name)
        for location in LOCATIONS:
            for name in properties_of(SourceDataset.Location):
                getattr(getattr(dataset, location), name)


@pytest.mark.parametrize("path", ["", "/{id}"])
def test_the_object_holds_every_key_of_the_contract(studio, add, path):
    dataset = add("mine")
    answer = studio.get("/api/workspaces/{ws}/datasources" + path.replace("{id}", dataset.dataset_id)).json()
    objects = answer if isinstance(answer, list) else [answer]
    assert objects
    for metadata in objects:
        assert set(KEYS) <= set(metadata)
        for location in ("DownloadLocation", "VisualizeEndPoint", "SchemaEndPoint"):
            assert set(LOCATION_KEYS) <= set(metadata[location])


def test_what_was_given_comes_back(ws, add):
    dataset = add("readings", b"a\n1\n", "GenericTSV", "Größen in µm\nsecond line")
    for seen in (dataset, ws.datasets["readings"]):
        assert seen.name == "readings"
        assert seen.data_type_id == "GenericTSV"
        assert seen.description == "Größen in µm\nsecond line"
        assert seen.size == 4
        assert seen.source_origin == "FromResourceUpload"
        assert seen.is_latest is True
        assert seen.is_deprecated is False
        assert seen.is_example is False
        assert isinstance(seen.owner, str) and seen.owner


def test_ids_are_made_of_workspace_family_and_version(ws, add):
    dataset = add("readings")
    assert re.fullmatch(r"[0-9a-f]{32}", dataset.family_id)
    assert dataset.dataset_id == f"{ws.workspace_id}.{dataset.family_id}.v1"
    dataset.update_from_raw_data(b"b\n")
    assert dataset.dataset_id == f"{ws.workspace_id}.{dataset.family_id}.v2"


def test_both_dates_are_the_moment_of_creation(add):
    before = datetime.now() - timedelta(milliseconds=1)
    dataset = add("readings")
    assert before <= dataset.created_date <= datetime.now()
    milliseconds = int(re.search(r"\d+", dataset._metadata["CreatedDate"]).group())
    assert isinstance(dataset.created_date_ticks, int)
    # A number of this size is exact to 128 in JavaScript.
    assert abs(dataset.created_date_ticks - TICKS_AT_1970 - milliseconds * 10_000) <= 128


def test_every_version_is_found_by_its_id_and_only_one_is_the_latest(ws, add):
    dataset = add("readings", b"one\n")
    first_id = dataset.dataset_id
    dataset.update_from_raw_data(b"two\n", description="second")
    versions = [
        SourceDataset(ws, ws._rest.get_dataset(ws.workspace_id, version_id))
        for version_id in (first_id, dataset.dataset_id)
    ]
    assert [version.read_as_binary() for version in versions] == [b"one\n", b"two\n"]
    assert [version.is_latest for version in versions] == [False, True]
    assert [version.family_id for version in versions] == [dataset.family_id] * 2


def test_a_sample_is_found_by_its_id_in_any_workspace(ws):
    sample = ws.datasets["Seattle Weather Dataset"]
    found = SourceDataset(ws, ws._rest.get_dataset(ws.workspace_id, sample.dataset_id))
    assert found.name == "Seattle Weather Dataset"
    assert found.read_as_binary() == sample.read_as_binary()


def test_the_download_location_is_a_short_lived_read_key_on_that_one_blob(add):
    dataset = add("readings", b"sealed\n")
    url = urlsplit(dataset.contents_url)
    query = parse_qs(url.query)
    assert query["sp"] == ["r"]
    assert query["sr"][0] in ("b", "bs")
    expiry = datetime.strptime(query["se"][0], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    assert expiry <= datetime.now(timezone.utc) + timedelta(minutes=15)
    container = f"{url.scheme}://{url.netloc}{url.path.rsplit('/', 2)[0]}"
    listing = requests.get(f"{container}?restype=container&comp=list&{url.query}", timeout=60)
    sibling = requests.get(dataset.contents_url.replace(url.path, url.path + "x"), timeout=60)
    overwrite = requests.put(
        dataset.contents_url, data=b"changed", headers={"x-ms-blob-type": "BlockBlob"}, timeout=60
    )
    removal = requests.delete(dataset.contents_url, timeout=60)
    assert [answer.status_code for answer in (listing, sibling, overwrite, removal)] == [403] * 4
    assert dataset.read_as_binary() == b"sealed\n"


def test_the_locations_say_where_the_content_is(add):
    dataset = add("readings", b"sealed\n")
    location = dataset.download_location
    assert location.base_uri + location.location + location.access_credential == dataset.contents_url
    assert location.size == 7
    assert "sig=" in location.access_credential
    assert "sig=" not in location.base_uri + location.location
