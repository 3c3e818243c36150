import type { OwnTarget } from './access-target.ts';
import { codecOf, isUnusual } from './dialect.ts';
import { readCsvOptions } from './frame-readers.ts';
import { pythonString } from './quoting.ts';

/** The way of Studio (classic). `token` is an expression of Python. */
export function azuremlCode(target: OwnTarget, token: string): string {
  return `${importsOf(target)}

ws = Workspace(
    workspace_id=${pythonString(target.workspaceId)},
    authorization_token=${token},
    endpoint=${pythonString(target.portalUrl)}
)
${datasetOf(target)}
${readingOf(target)}
`;
}

function datasetOf(target: OwnTarget): string {
  if (target.kind === 'dataset')
    return `ds = ws.${target.isSample ? 'example_datasets' : 'datasets'}[${pythonString(target.name)}]`;
  return `experiment = ws.experiments[${pythonString(target.studioExperimentId)}]
ds = experiment.get_intermediate_dataset(
    node_id=${pythonString(target.nodeId)},
    port_name=${pythonString(target.portName)},
    data_type_id=${pythonString(target.dataTypeId)}
)`;
}

/** An output's `to_dataframe()` reads all bytes first; a dataset's hands pandas a stream, which the newer refuse. */
function importsOf(target: OwnTarget): string {
  if (target.dataTypeId === 'PlainText') return 'from azureml import Workspace';
  if (isUnusual(target))
    return `from io import BytesIO

import pandas as pd
from azureml import Workspace`;
  if (target.kind === 'output') return 'from azureml import Workspace';
  return `from io import BytesIO

from azureml import Workspace
from azureml.serialization import deserialize_dataframe`;
}

function readingOf(target: OwnTarget): string {
  if (target.dataTypeId === 'PlainText')
    return `# The client's to_dataframe() of plain text fails with pandas 1.4 and later.
text = ds.read_as_binary().decode(${pythonString(codecOf(target) ?? 'utf-8-sig')})`;
  if (isUnusual(target))
    return `# ds.to_dataframe() cannot be told how the file is written; pandas can.
frame = pd.read_csv(BytesIO(ds.read_as_binary())${readCsvOptions(target)})`;
  if (target.kind === 'output') return 'frame = ds.to_dataframe()';
  return `# The same as ds.to_dataframe(), which fails with pandas 3.1 and later.
frame = deserialize_dataframe(BytesIO(ds.read_as_binary()), ds.data_type_id)`;
}
