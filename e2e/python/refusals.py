"""What every refusal of the Studio API has in common."""

import re


def assert_refusal(response, *statuses):
    """The status, and a body that the client can show its user: one plain sentence, no internals."""
    assert response.status_code in statuses, f"{response.status_code} {response.text[:300]}"
    assert response.headers["Content-Type"].startswith("text/plain")
    assert_sentence(response.text)


def assert_sentence(text):
    assert re.fullmatch(r"[A-Za-z][^\r\n]{10,398}\.", text), text
    assert not re.search(r"\bat \S+:\d+|Error:|undefined|\[object|sig=|<html", text), text


def names(datasets):
    return [dataset.name for dataset in datasets]
