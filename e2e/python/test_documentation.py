"""Every code sample of "Access datasets with Python using the Azure Machine Learning Python client library"
(Microsoft's documentation of Studio (classic)), in its order and as it stands there but for `endpoint=`.
Each test names the section that its sample is from."""

import pandas
import pytest
from azureml import DataTypeIds, Workspace
from azureml.errors import AzureMLConflictHttpError

from frames import frame_of
from portal import SAMPLES_WORKSPACE_ID
from refusals import names

pytestmark = pytest.mark.frames

CSV = b"age,income\n39,<=50K\n50,>50K\n"
frame = pandas.DataFrame({"age": [39, 50], "income": ["<=50K", ">50K"]})
frame2 = pandas.DataFrame({"age": [38, 53, 28], "income": ["<=50K", "<=50K", ">50K"]})


@pytest.fixture
def existing(add):
    return add("existing dataset", CSV, description="data up to jan 2015")


def printed(capsys):
    return capsys.readouterr().out.splitlines()


def test_workspace(portal, secondary_token):
    """Section "Workspace"."""
    ws = Workspace(
        workspace_id=portal.workspace_id, authorization_token=secondary_token, endpoint=portal.url
    )
    assert names(ws.user_datasets) == []
    assert "Seattle Weather Dataset" in names(ws.example_datasets)


def test_enumerate_all_datasets(ws, add, capsys):
    """Section "Enumerate datasets"."""
    add("my dataset name")
    for ds in ws.datasets:
        print(ds.name)
    lines = printed(capsys)
    assert "my dataset name" in lines
    assert "Seattle Weather Dataset" in lines


def test_enumerate_the_user_datasets(ws, add, capsys):
    """Section "Enumerate datasets"."""
    add("my dataset name")
    add("another one")
    for ds in ws.user_datasets:
        print(ds.name)
    assert printed(capsys) == ["another one", "my dataset name"]


def test_enumerate_the_example_datasets(ws, add, api, capsys):
    """Section "Enumerate datasets"."""
    add("my dataset name")
    for ds in ws.example_datasets:
        print(ds.name)
    samples = api.all("/datasets", workspace_id=SAMPLES_WORKSPACE_ID)
    assert sorted(printed(capsys)) == sorted(sample["name"] for sample in samples)


def test_access_by_name(ws, add):
    """Section "Enumerate datasets"."""
    added = add("my dataset name", CSV)
    ds = ws.datasets['my dataset name']
    assert ds.dataset_id == added.dataset_id
    assert ds.read_as_binary() == CSV


def test_access_by_index(ws, add):
    """Section "Enumerate datasets"."""
    add("my dataset name", CSV)
    ds = ws.datasets[0]
    assert ds.name == names(ws.datasets)[0]
    assert ws.user_datasets[0].read_as_binary() == CSV


def test_metadata(ws, add, capsys):
    """Section "Metadata". The document also prints `ds.id`, which no version of the client has: it is `dataset_id`."""
    add("my dataset name", CSV, description="my description")
    ds = ws.datasets["my dataset name"]
    print(ds.name)
    print(ds.description)
    print(ds.family_id)
    print(ds.data_type_id)
    print(ds.dataset_id)
    print(ds.created_date)
    print(ds.size)
    name, description, family_id, data_type_id, dataset_id, created_date, size = printed(capsys)
    assert (name, description, data_type_id) == ("my dataset name", "my description", "GenericCSV")
    assert dataset_id == f"{ws.workspace_id}.{family_id}.v1"
    assert pandas.Timestamp(created_date) == pandas.Timestamp(ds.created_date)
    assert int(size) == len(CSV)
    with pytest.raises(AttributeError):
        print(ds.id)


def test_read_contents_as_dataframe(add):
    """Section "Read contents"."""
    ds = add("my dataset name", CSV)
    read = frame_of(ds)
    pandas.testing.assert_frame_equal(read, frame)


def test_read_contents_as_text(add):
    """Section "Read contents"."""
    ds = add("my dataset name", "größe\n3 µm\n".encode())
    text_data = ds.read_as_text()
    assert text_data == "größe\n3 µm\n"


def test_read_contents_as_binary(add):
    """Section "Read contents"."""
    ds = add("my dataset name", CSV)
    binary_data = ds.read_as_binary()
    assert binary_data == CSV


def test_open_a_stream_to_the_contents(add):
    """Section "Read contents"."""
    content = bytes(range(256)) * 8
    ds = add("my dataset name", content, "ARFF")
    with ds.open() as file:
        binary_data_chunk = file.read(1000)
    assert binary_data_chunk == content[:1000]


def test_create_from_dataframe(ws):
    """Section "Create a new dataset"."""
    dataset = ws.datasets.add_from_dataframe(
        dataframe=frame,
        data_type_id=DataTypeIds.GenericCSV,
        name='my new dataset',
        description='my description'
    )
    assert dataset.read_as_binary() == CSV
    listed = ws.datasets["my new dataset"]
    assert (listed.dataset_id, listed.description) == (dataset.dataset_id, "my description")


def test_create_from_serialized_data(ws):
    """Section "Create a new dataset"."""
    raw_data = CSV
    dataset = ws.datasets.add_from_raw_data(
        raw_data=raw_data,
        data_type_id=DataTypeIds.GenericCSV,
        name='my new dataset',
        description='my description'
    )
    assert dataset.data_type_id == "GenericCSV"
    assert ws.datasets["my new dataset"].read_as_binary() == CSV


@pytest.mark.parametrize(
    "data_type_id, serialized",
    [
        (DataTypeIds.PlainText, b"39<=50K\n50>50K\n"),
        (DataTypeIds.GenericCSV, b"age,income\n39,<=50K\n50,>50K\n"),
        (DataTypeIds.GenericTSV, b"age\tincome\n39\t<=50K\n50\t>50K\n"),
        (DataTypeIds.GenericCSVNoHeader, b"39,<=50K\n50,>50K\n"),
        (DataTypeIds.GenericTSVNoHeader, b"39\t<=50K\n50\t>50K\n"),
    ],
)
def test_formats_that_a_dataframe_is_serialized_to(ws, data_type_id, serialized):
    """Section "Create a new dataset", the list of formats. PlainText joins the cells of a row: only text will do."""
    dataset = ws.datasets.add_from_dataframe(frame.astype(str), data_type_id, "my new dataset", "my description")
    assert dataset.data_type_id == data_type_id
    assert dataset.read_as_binary() == serialized


def test_a_name_that_matches_an_existing_dataset_is_a_conflict(ws, existing):
    """Section "Update an existing dataset"."""
    with pytest.raises(AzureMLConflictHttpError):
        ws.datasets.add_from_dataframe(frame2, DataTypeIds.GenericCSV, "existing dataset", "another")
    assert ws.datasets["existing dataset"].read_as_binary() == CSV


def test_reference_to_an_existing_dataset(ws, existing, capsys):
    """Section "Update an existing dataset"."""
    dataset = ws.datasets['existing dataset']

    print(dataset.data_type_id) # 'GenericCSV'
    print(dataset.name)         # 'existing dataset'
    print(dataset.description)  # 'data up to jan 2015'
    assert printed(capsys) == ["GenericCSV", "existing dataset", "data up to jan 2015"]


def test_update_replaces_the_contents(ws, existing, capsys):
    """Section "Update an existing dataset"."""
    dataset = ws.datasets['existing dataset']

    dataset.update_from_dataframe(frame2)

    print(dataset.data_type_id) # 'GenericCSV'
    print(dataset.name)         # 'existing dataset'
    print(dataset.description)  # 'data up to jan 2015'
    assert printed(capsys) == ["GenericCSV", "existing dataset", "data up to jan 2015"]
    pandas.testing.assert_frame_equal(frame_of(ws.datasets["existing dataset"]), frame2)
    assert len(ws.user_datasets) == 1


def test_update_to_a_different_format(ws, existing, capsys):
    """Section "Update an existing dataset"."""
    dataset = ws.datasets['existing dataset']

    dataset.update_from_dataframe(
        dataframe=frame2,
        data_type_id=DataTypeIds.GenericTSV,
    )

    print(dataset.data_type_id) # 'GenericTSV'
    print(dataset.name)         # 'existing dataset'
    print(dataset.description)  # 'data up to jan 2015'
    assert printed(capsys) == ["GenericTSV", "existing dataset", "data up to jan 2015"]
    read = ws.datasets["existing dataset"]
    assert read.read_as_text().splitlines()[0] == "age\tincome"
    pandas.testing.assert_frame_equal(frame_of(read), frame2)


def test_update_with_a_new_description(ws, existing, capsys):
    """Section "Update an existing dataset"."""
    dataset = ws.datasets['existing dataset']

    dataset.update_from_dataframe(
        dataframe=frame2,
        description='data up to feb 2015',
    )

    print(dataset.data_type_id) # 'GenericCSV'
    print(dataset.name)         # 'existing dataset'
    print(dataset.description)  # 'data up to feb 2015'
    assert printed(capsys) == ["GenericCSV", "existing dataset", "data up to feb 2015"]
    assert ws.datasets["existing dataset"].description == "data up to feb 2015"


def test_update_with_a_new_name(ws, existing, capsys):
    """Section "Update an existing dataset"."""
    dataset = ws.datasets['existing dataset']

    dataset.update_from_dataframe(
        dataframe=frame2,
        name='existing dataset v2',
        description='data up to feb 2015',
    )

    print(dataset.data_type_id)                    # 'GenericCSV'
    print(dataset.name)                            # 'existing dataset v2'
    print(dataset.description)                     # 'data up to feb 2015'

    print(ws.datasets['existing dataset v2'].name) # 'existing dataset v2'
    assert printed(capsys) == [
        "GenericCSV", "existing dataset v2", "data up to feb 2015", "existing dataset v2",
    ]
    with pytest.raises(IndexError):
        print(ws.datasets['existing dataset'].name)    # IndexError
    pandas.testing.assert_frame_equal(frame_of(ws.datasets["existing dataset v2"]), frame2)


def test_update_from_serialized_data(ws, existing):
    """Section "Update an existing dataset", its last paragraph."""
    dataset = ws.datasets["existing dataset"]
    dataset.update_from_raw_data(raw_data=b"age\n1\n")
    assert (dataset.data_type_id, dataset.name, dataset.description) == (
        "GenericCSV", "existing dataset", "data up to jan 2015",
    )
    assert ws.datasets["existing dataset"].read_as_binary() == b"age\n1\n"
