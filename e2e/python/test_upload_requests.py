"""The upload's three requests, one by one: chunks again, out of order, missing, too large; ids; addresses."""

import json
import os

import pytest
import requests
from azureml.errors import AzureMLHttpError

from portal import CHUNK_SIZE, TOKEN_HEADER
from refusals import assert_refusal, assert_sentence, names

pytestmark = pytest.mark.once

UPLOAD = "/api/resourceuploads/workspaces/{ws}/?userStorage=true&dataTypeId=GenericCSV"


def begin_with(studio, *chunks):
    upload_id = studio.begin_upload()
    for index, chunk in enumerate(chunks):
        response = studio.send_chunk(upload_id, len(chunks), index, chunk)
        assert response.status_code == 200, response.text
    return upload_id


def test_the_client_follows_no_redirect_on_its_way(ws, monkeypatch):
    answers = []
    send = requests.Session.send

    def record(session, request, **options):
        response = send(session, request, **options)
        answers.append((request.method, response.status_code, len(response.history)))
        return response

    monkeypatch.setattr(requests.Session, "send", record)
    ws.datasets.add_from_raw_data(b"x" * (CHUNK_SIZE + 1), "ARFF", "direct", "a description")
    assert answers == [("POST", 200, 0)] * 4 + [("GET", 200, 0)]


def test_both_upload_paths_answer_at_their_trailing_slash(studio):
    begun = studio.request("POST", UPLOAD, data=b"")
    assert begun.status_code == 200
    chunk = studio.send_chunk(begun.json()["Id"], 1, 0, b"x")
    assert chunk.status_code == 200
    chunk.json()


def test_the_answer_to_the_last_request_is_the_id_as_a_json_string(ws, studio):
    response = studio.create(begin_with(studio, b"x\n"), "readings")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/json")
    assert response.json() == ws.datasets["readings"].dataset_id


def test_chunks_sent_twice_are_one_block(ws, studio):
    upload_id = studio.begin_upload()
    for index, chunk in [(0, b"first"), (0, b"first"), (1, b"second"), (0, b"first"), (1, b"second")]:
        assert studio.send_chunk(upload_id, 2, index, chunk).status_code == 200
    assert studio.create(upload_id, "readings").status_code == 200
    assert ws.datasets["readings"].read_as_binary() == b"firstsecond"


def test_chunks_may_come_in_any_order(ws, studio):
    upload_id = studio.begin_upload()
    for index in (11, 2, 0, 1, 10, 3, 9, 4, 8, 5, 7, 6):
        assert studio.send_chunk(upload_id, 12, index, b"%d," % index).status_code == 200
    assert studio.create(upload_id, "readings").status_code == 200
    assert ws.datasets["readings"].read_as_binary() == b"0,1,2,3,4,5,6,7,8,9,10,11,"


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_missing_block_is_refused_and_nothing_is_listed(ws, studio, missing):
    upload_id = studio.begin_upload()
    for index in {0, 1, 2} - {missing}:
        assert studio.send_chunk(upload_id, 3, index, b"x").status_code == 200
    assert_refusal(studio.create(upload_id, "readings"), 400)
    assert names(ws.user_datasets) == []


def test_a_missing_block_may_be_sent_after_the_refusal(ws, studio):
    upload_id = studio.begin_upload()
    assert studio.send_chunk(upload_id, 2, 1, b"second").status_code == 200
    assert_refusal(studio.create(upload_id, "readings"), 400)
    assert studio.send_chunk(upload_id, 2, 0, b"first").status_code == 200
    assert studio.create(upload_id, "readings").status_code == 200
    assert ws.datasets["readings"].read_as_binary() == b"firstsecond"


def test_two_block_counts_in_one_upload_are_refused(ws, studio):
    upload_id = begin_with(studio, b"a", b"b")
    second = studio.send_chunk(upload_id, 3, 1, b"b")
    created = studio.create(upload_id, "readings")
    assert_refusal(second if second.status_code != 200 else created, 400)


@pytest.mark.parametrize(
    "count, index",
    [(1, 1), (2, 5), (0, 0), (-1, 0), (2, -1), ("x", 0), (2, "x"), ("", ""), (50_001, 0), (1.5, 0), ("1e3", 1)],
)
def test_a_count_and_an_index_that_cannot_be_are_refused(studio, count, index):
    assert_refusal(studio.send_chunk(studio.begin_upload(), count, index, b"x"), 400, 413)


@pytest.mark.parametrize("leave_out", ["numberOfBlocks", "blockId", "uploadId"])
def test_a_chunk_without_one_of_its_parameters_is_refused(studio, leave_out):
    given = {"numberOfBlocks": 1, "blockId": 0, "uploadId": studio.begin_upload(), "dataTypeId": "ARFF"}
    query = "&".join(f"{name}={value}" for name, value in given.items() if name != leave_out)
    response = studio.request("POST", "/api/blobuploads/workspaces/{ws}/?" + query, data=b"x")
    assert_refusal(response, 400, 404)


def test_a_chunk_of_two_mib_is_taken_and_one_byte_more_is_not(ws, studio):
    content = os.urandom(CHUNK_SIZE)
    upload_id = begin_with(studio, content)
    assert_refusal(studio.send_chunk(upload_id, 1, 0, content + b"x"), 400, 413)
    assert studio.create(upload_id, "readings").status_code == 200
    assert ws.datasets["readings"].read_as_binary() == content


def test_a_chunk_that_does_not_say_its_length_is_measured(studio):
    pieces = (b"x" * 65_536 for _ in range(CHUNK_SIZE // 65_536 + 1))
    assert_refusal(studio.send_chunk(studio.begin_upload(), 1, 0, pieces), 400, 413)


@pytest.mark.parametrize(
    "content_type, content",
    [
        ("application/json;charset=UTF8", b'{"no": json'),
        ("application/json;charset=UTF8", b"\x1f\x8b\x08\x00 no gzip"),
        ("text/plain", b"\xff\xfe\x00"),
        ("application/x-www-form-urlencoded", b"a=b&c=%41"),
        ("multipart/form-data", b"--boundary"),
        ("nonsense", b"\x00"),
        (None, b"bare"),
    ],
)
def test_a_chunk_is_raw_bytes_whatever_its_content_type_says(ws, studio, content_type, content):
    upload_id = studio.begin_upload()
    response = studio.send_chunk(upload_id, 1, 0, content, headers={"Content-Type": content_type})
    assert response.status_code == 200, response.text
    assert studio.create(upload_id, "readings").status_code == 200
    assert ws.datasets["readings"].read_as_binary() == content


@pytest.mark.parametrize("upload_id", ["0" * 32, "no-upload", "", "../..", "x" * 500])
def test_an_unknown_upload_is_refused_and_nothing_is_listed(ws, studio, upload_id):
    assert_refusal(studio.send_chunk(upload_id, 1, 0, b"x"), 400, 404)
    assert_refusal(studio.create(upload_id, "readings"), 400, 404)
    assert names(ws.user_datasets) == []


def test_an_upload_is_used_once(ws, studio):
    upload_id = begin_with(studio, b"once\n")
    assert studio.create(upload_id, "first").status_code == 200
    assert_refusal(studio.create(upload_id, "second"), 400, 404)
    assert_refusal(studio.send_chunk(upload_id, 1, 0, b"more"), 400, 404)
    assert names(ws.user_datasets) == ["first"]
    assert ws.datasets["first"].read_as_binary() == b"once\n"


def test_an_upload_whose_name_was_refused_takes_another(ws, studio):
    upload_id = begin_with(studio, b"kept\n")
    assert_refusal(studio.create(upload_id, "bad/name"), 400)
    assert studio.create(upload_id, "good name").status_code == 200
    assert ws.datasets["good name"].read_as_binary() == b"kept\n"


def test_nothing_is_listed_before_the_last_request(ws, studio):
    begin_with(studio, b"staged\n")
    assert names(ws.user_datasets) == []


@pytest.mark.parametrize(
    "body",
    [
        "", "{", "null", "[]", '"text"', "{}", '{"DataSource": null}', '{"DataSource": {}, "UploadId": "x"}',
        json.dumps({"DataSource": {"Name": 7, "DataTypeId": "GenericCSV"}, "UploadId": "0" * 32}),
        json.dumps({"DataSource": {"Name": "a", "DataTypeId": "GenericCSV", "FamilyId": None}}),
        '{"__proto__": {"Name": "a"}}', "[" * 10_000,
    ],
)
def test_a_body_that_is_none_is_refused(ws, studio, body):
    assert_refusal(studio.post_datasource(body), 400)
    assert names(ws.user_datasets) == []


def test_a_type_that_does_not_exist_is_refused(ws, studio):
    with pytest.raises(AzureMLHttpError) as refusal:
        ws.datasets.add_from_raw_data(b"x", "NoSuchType", "readings", "a description")
    assert refusal.value.status_code == 400
    assert_sentence(str(refusal.value))
    assert_refusal(studio.create(begin_with(studio, b"x"), "readings", data_type_id="NoSuchType"), 400)
    assert names(ws.user_datasets) == []


def test_an_upload_needs_no_origin_and_no_session_id(studio, portal):
    response = requests.post(
        portal.url + UPLOAD.replace("{ws}", portal.workspace_id),
        headers={TOKEN_HEADER: portal.primary_token},
        timeout=60,
    )
    assert response.status_code == 200
