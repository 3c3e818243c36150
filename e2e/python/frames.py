"""Frames of datasets, whichever pandas there is."""

from io import BytesIO

import pandas
import pytest
from azureml.serialization import deserialize_dataframe

# From 3.1 on, pandas wraps any stream in a TextIOWrapper; urllib3 closes its stream at the end of the answer, and the
# wrapper then refuses to tell that it is the end. No answer of a server is read otherwise.
PANDAS_READS_OPEN_ANSWERS = tuple(int(part) for part in pandas.__version__.split(".")[:2]) < (3, 1)


def frame_of(dataset):
    """`to_dataframe()`. Where pandas refuses the client's stream: that it does, and the frame from the bytes read."""
    if PANDAS_READS_OPEN_ANSWERS:
        return dataset.to_dataframe()
    with pytest.raises(ValueError, match="closed file"):
        dataset.to_dataframe()
    return deserialize_dataframe(BytesIO(dataset.read_as_binary()), dataset.data_type_id)
