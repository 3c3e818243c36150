"""open, read_as_binary, read_as_text and to_dataframe, for each data type."""

import io
import zipfile

import pandas
import pytest
import requests
from azureml import DataTypeIds

from frames import frame_of
from portal import SAMPLES_WORKSPACE_ID

pytestmark = pytest.mark.frames

COLUMNS = {
    "name": ["plain", "with, comma", 'with "quotes"', "Größe 3 µm 😀", "two\nlines"],
    "count": [1, -2, 3, 0, 9_007_199_254_740_993],
    "share": [0.1, 1e-300, 2.5, 3.0, 0.3333333333333333],
    "maybe": [1.5, None, 3.5, None, 5.5],
}
frame = pandas.DataFrame(COLUMNS)
WITH_HEADER = [DataTypeIds.GenericCSV, DataTypeIds.GenericTSV]
WITHOUT_HEADER = [DataTypeIds.GenericCSVNoHeader, DataTypeIds.GenericTSVNoHeader]


@pytest.mark.parametrize("data_type_id", WITH_HEADER)
def test_a_dataframe_with_header_comes_back_cell_by_cell(ws, data_type_id):
    ws.datasets.add_from_dataframe(frame, data_type_id, "frame", "a description")
    pandas.testing.assert_frame_equal(frame_of(ws.datasets["frame"]), frame, check_exact=True)


@pytest.mark.parametrize("data_type_id", WITHOUT_HEADER)
def test_a_dataframe_without_header_comes_back_with_numbered_columns(ws, data_type_id):
    ws.datasets.add_from_dataframe(frame, data_type_id, "frame", "a description")
    read = frame_of(ws.datasets["frame"])
    assert list(read.columns) == [0, 1, 2, 3]
    read.columns = frame.columns
    pandas.testing.assert_frame_equal(read, frame, check_exact=True)


def test_plain_text_is_read_as_text_and_its_dataframe_is_a_trap_of_the_client(ws):
    lines = pandas.DataFrame({"line": ["first", "zweite Größe", "😀"]})
    ws.datasets.add_from_dataframe(lines, DataTypeIds.PlainText, "lines", "a description")
    dataset = ws.datasets["lines"]
    assert dataset.read_as_binary().decode() == "first\nzweite Größe\n😀\n"
    assert dataset.read_as_text() == "first\nzweite Größe\n😀\n"
    with pytest.raises(ValueError, match="delimiter|separator"):
        dataset.to_dataframe()


@pytest.mark.parametrize("data_type_id", ["PlainText"] + WITH_HEADER + WITHOUT_HEADER)
def test_each_type_is_read_the_same_in_all_ways(add, data_type_id):
    separator = b"\t" if "TSV" in data_type_id else b","
    content = b"\n".join(separator.join([b"%d" % row, b"r\xc3\xb6w"]) for row in range(5000)) + b"\n"
    dataset = add("rows", content, data_type_id)
    assert dataset.read_as_binary() == content
    assert dataset.read_as_text() == content.decode()
    with dataset.open() as stream:
        pieces = list(iter(lambda: stream.read(997), b""))
    assert b"".join(pieces) == content
    if data_type_id == "PlainText":
        return
    header = 0 if data_type_id in WITH_HEADER else None
    expected = pandas.read_csv(io.BytesIO(content), sep=separator.decode(), header=header)
    pandas.testing.assert_frame_equal(frame_of(dataset), expected)


def test_a_byte_order_mark_is_kept_in_the_bytes_and_left_out_of_the_frame(add):
    dataset = add("marked", b"\xef\xbb\xbfa,b\n1,2\n")
    assert dataset.read_as_binary() == b"\xef\xbb\xbfa,b\n1,2\n"
    assert list(frame_of(dataset).columns) == ["a", "b"]


@pytest.mark.parametrize("data_type_id", ["ARFF", "Zip", "JSON", "NDJSON", "Parquet", "Image", "Other"])
def test_other_types_are_raw_bytes_only(ws, add, data_type_id):
    content = bytes(range(256)) * 16 + data_type_id.encode()
    add("raw", content, data_type_id)
    dataset = ws.datasets["raw"]
    assert dataset.data_type_id == data_type_id
    assert not hasattr(dataset, "to_dataframe")
    assert dataset.read_as_binary() == content
    with dataset.open() as stream:
        assert stream.read() == content


def test_each_sample_is_read_as_the_portal_holds_it(ws, api):
    samples = [sample for sample in ws.example_datasets if sample.data_type_id != "Zip"]
    assert len(samples) > 10
    for sample in samples:
        path = f"/datasets/{sample.family_id}/versions/latest/read-key"
        key = api.call("POST", path, {"purpose": "download"}, workspace_id=SAMPLES_WORKSPACE_ID)
        content = sample.read_as_binary()
        assert len(content) == sample.size == key["size"]
        assert content == requests.get(key["url"], timeout=60).content
        if hasattr(sample, "to_dataframe") and sample.data_type_id != "PlainText":
            assert len(frame_of(sample)) > 0


def test_a_dataset_of_many_files_is_one_zip_of_them(ws, api):
    many = [sample for sample in ws.example_datasets if sample.data_type_id == "Zip"]
    assert many
    for sample in many:
        assert not hasattr(sample, "to_dataframe")
        with zipfile.ZipFile(io.BytesIO(sample.read_as_binary())) as archive:
            assert archive.testzip() is None
            unpacked = {name: archive.read(name) for name in archive.namelist()}
        seen = api.call("GET", f"/datasets/{sample.family_id}", workspace_id=SAMPLES_WORKSPACE_ID)
        paths = [file["path"] for file in seen["newest"]["files"]]
        assert len(paths) > 1
        assert sorted(unpacked) == sorted(paths)
        for path in paths:
            key = api.call(
                "POST", f"/datasets/{sample.family_id}/versions/latest/read-key",
                {"purpose": "download", "path": path}, workspace_id=SAMPLES_WORKSPACE_ID,
            )
            assert unpacked[path] == requests.get(key["url"], timeout=60).content


@pytest.mark.parametrize("accepted", ["gzip, deflate, br", "identity"])
def test_the_bytes_come_as_stored_and_without_a_token(ws, add, accepted):
    content = b"a,b\n" + b"1,2\n" * 100_000
    dataset = add("compressible", content)
    response = requests.get(
        dataset.contents_url, headers={"Accept-Encoding": accepted}, stream=True, timeout=60
    )
    assert response.status_code == 200
    assert "Content-Encoding" not in response.headers
    assert response.raw.read() == content


def test_a_stream_of_a_version_goes_on_giving_it_after_an_update(add):
    dataset = add("readings", b"first\n")
    address = dataset.contents_url
    dataset.update_from_raw_data(b"second\n")
    assert requests.get(address, timeout=60).content == b"first\n"
    assert dataset.read_as_binary() == b"second\n"
