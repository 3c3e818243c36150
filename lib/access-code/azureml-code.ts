import type { AccessTarget } from './access-target.ts';
import { pythonString } from './quoting.ts';

/** The way of Studio (classic). `token` is an expression of Python. */
export function azuremlCode(target: AccessTarget, token: string): string {
  return `from azureml import Workspace

ws = Workspace(
    workspace_id=${pythonString(target.workspaceId)},
    authorization_token=${token},
    endpoint=${pythonString(target.portalUrl)}
)
${datasetOf(target)}
${readingOf(target)}
`;
}

function datasetOf(target: AccessTarget): string {
  if (target.kind === 'dataset') return `ds = ws.datasets[${pythonString(target.name)}]`;
  return `experiment = ws.experiments[${pythonString(target.studioExperimentId)}]
ds = experiment.get_intermediate_dataset(
    node_id=${pythonString(target.nodeId)},
    port_name=${pythonString(target.portName)},
    data_type_id=${pythonString(target.dataTypeId)}
)`;
}

function readingOf({ dataTypeId }: AccessTarget): string {
  if (dataTypeId !== 'PlainText') return 'frame = ds.to_dataframe()';
  return `# The client's to_dataframe() of plain text fails with pandas 1.4 and later.
text = ds.read_as_binary().decode('utf-8-sig')`;
}
