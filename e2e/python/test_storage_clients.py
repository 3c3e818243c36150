"""Other libraries read a dataset by a SAS that the portal issued: no key of the account, no portal in between."""

import hashlib
import os
from urllib.parse import unquote, urlsplit

import pytest
from azure.core.credentials import AzureSasCredential
from azure.core.exceptions import ClientAuthenticationError, HttpResponseError
from azure.storage.blob import BlobClient
from remote_store import Store
from remote_store.backends import AzureBackend
from remote_store import PermissionDenied


@pytest.fixture
def content():
    return os.urandom(9 * 1024 * 1024)


@pytest.fixture
def key(add, api, content):
    dataset = add("readings", content, "Other")
    path = f"/datasets/{dataset.family_id}/versions/latest/read-key"
    return api.call("POST", path, {"purpose": "download"})


def place_of(url):
    """account URL, container, blob of a SAS URL on storage that is addressed by path."""
    parts = urlsplit(url)
    account, container, blob = parts.path.lstrip("/").split("/", 2)
    return f"{parts.scheme}://{parts.netloc}/{account}", container, unquote(blob)


def test_azure_storage_blob_reads_the_content_by_its_url(key, content):
    blob = BlobClient.from_blob_url(key["url"])
    properties = blob.get_blob_properties()
    assert properties.size == len(content) == key["size"]
    assert blob.download_blob(max_concurrency=4).readall() == content
    assert blob.download_blob(offset=5, length=7).readall() == content[5:12]


def test_what_was_read_has_the_checksum_the_portal_told(key):
    content = BlobClient.from_blob_url(key["url"]).download_blob().readall()
    if key["md5"] is not None:
        assert hashlib.md5(content).hexdigest() == key["md5"]


def test_azure_storage_blob_can_change_nothing(key, content):
    blob = BlobClient.from_blob_url(key["url"])
    plain = BlobClient.from_blob_url(key["url"].split("?")[0], credential=AzureSasCredential(urlsplit(key["url"]).query))
    for change in (
        lambda: plain.upload_blob(b"changed", overwrite=True),
        lambda: blob.delete_blob(),
        lambda: plain.create_snapshot(),
    ):
        with pytest.raises((HttpResponseError, ClientAuthenticationError, ValueError)):
            change()
    assert blob.download_blob().readall() == content


def test_remote_store_reads_the_content_by_the_key_as_a_sas_credential(key, content):
    """`AzureSasCredential` carries the whole query, the sealed snapshot in it; `sas_token=` would leave that out."""
    account_url, container, blob = place_of(key["url"])
    backend = AzureBackend(
        container, hns=False, account_url=account_url, credential=AzureSasCredential(urlsplit(key["url"]).query)
    )
    store = Store(backend)
    assert store.read_bytes(blob) == content
    with store.read(blob) as stream:
        assert hashlib.sha256(stream.read()).digest() == hashlib.sha256(content).digest()
    info = store.get_file_info(blob)
    assert info.size == len(content)
    assert store.exists(blob)


def test_remote_store_can_neither_list_nor_write_by_a_read_key(key, content):
    account_url, container, blob = place_of(key["url"])
    backend = AzureBackend(
        container, hns=False, account_url=account_url, credential=AzureSasCredential(urlsplit(key["url"]).query)
    )
    store = Store(backend)
    with pytest.raises(PermissionDenied):
        list(store.list_files("", recursive=True))
    with pytest.raises(PermissionDenied):
        store.write(blob, b"changed", overwrite=True)
    with pytest.raises(PermissionDenied):
        store.delete(blob)
    assert store.read_bytes(blob) == content
