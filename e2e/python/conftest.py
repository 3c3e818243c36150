from importlib.metadata import version

import pandas
import pytest

from portal import OwnApi, Portal, StudioDoor


def pytest_report_header():
    return f"azureml {version('azureml')}, pandas {pandas.__version__}"


@pytest.fixture(scope="session")
def portal():
    return Portal.from_environment()


@pytest.fixture(scope="session")
def studio(portal):
    return StudioDoor(portal)


@pytest.fixture(scope="session")
def api(portal):
    return OwnApi(portal)


@pytest.fixture
def ws(portal):
    return portal.workspace()


@pytest.fixture
def secondary_token(api):
    """As it is now: a test regenerates it."""
    return api.as_owner("POST", "/tokens/secondary/reveal", {})["token"]


@pytest.fixture(autouse=True)
def empty_workspace(api):
    """Each test begins with a workspace of its own: nothing but the samples is in it."""
    yield
    for dataset in api.all("/datasets"):
        api.call("DELETE", f"/datasets/{dataset['id']}")


@pytest.fixture
def add(ws):
    """Adds a dataset of raw bytes and answers it."""

    def add_dataset(name, content=b"a,b\n1,2\n", data_type_id="GenericCSV", description="a description"):
        return ws.datasets.add_from_raw_data(content, data_type_id, name, description)

    return add_dataset
