"""Names of all kinds go there and back unchanged, and find their dataset."""

import unicodedata

import pytest
from azureml.errors import AzureMLConflictHttpError

from refusals import names

NAMES = [
    "it's", "`tick`", "$HOME ${x} $(y)", "100 % & more + #1; a=b", "(brackets) [and] {braces}", "comma, semi;", "~tilde^",
    "Größe in µm", "Ελληνικά", "数据集", "😀 family 👩‍👩‍👧", "e\u0301 decomposed", "é composed", "CON", "a.b..c", ".hidden",
    "-dash", "two  spaces", "NUL", "true", "123", "null", "%41%2F", "&amp;", "__proto__",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_round_trips(ws, add, name):
    content = name.encode()
    added = add(name, content, "PlainText", f"about {name}")
    found = ws.datasets[name]
    assert (found.name, found.description) == (name, f"about {name}")
    assert found.dataset_id == added.dataset_id
    assert found.read_as_binary() == content
    with found.open() as stream:
        assert stream.read() == content


@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
def test_two_spellings_of_one_text_are_one_name(ws, add, forms):
    first, second = (unicodedata.normalize(form, "Café Größe") for form in forms)
    assert first != second
    add(first, b"first\n")
    with pytest.raises(AzureMLConflictHttpError):
        add(second, b"second\n")
    assert names(ws.user_datasets) == [first]
    assert ws.datasets[first].read_as_binary() == b"first\n"


def test_a_dataset_may_take_the_other_spelling_of_its_own_name(ws, add):
    composed, decomposed = (unicodedata.normalize(form, "Café") for form in ("NFC", "NFD"))
    dataset = add(composed)
    dataset.update_from_raw_data(b"two\n", name=decomposed)
    assert names(ws.user_datasets) == [decomposed]


@pytest.mark.parametrize("description", ["'\"\\$`", "😀\r\n\ttabs", "<script>alert(1)</script>", "x" * 100_000])
def test_a_description_round_trips(ws, add, description):
    add("described", description=description)
    assert ws.datasets["described"].description == description
