import { expect, test } from 'vitest';
import { dataTypeIds } from '#lib/datasets/data-types.ts';
import { accessCode } from './access-code.ts';
import { accessTabs } from './access-tabs.ts';
import { localName } from './local-name.ts';
import { makeDatasetTarget, makeOutputTarget, place } from './testing/targets.ts';

const secret = `sluice_${'x'.repeat(36)}`;

test('the azureml code of a dataset is that of Studio (classic) with the endpoint', () => {
  expect(accessCode(makeDatasetTarget(), 'azureml', { token: secret })).toEqual({
    language: 'python',
    code: `# pip install azureml
from io import BytesIO

from azureml import Workspace
from azureml.serialization import deserialize_dataframe

ws = Workspace(
    workspace_id='${place.workspaceId}',
    authorization_token='${secret}',
    endpoint='https://data.example.org'
)
ds = ws.datasets['Rain']
# The same as ds.to_dataframe(), which fails with pandas 3.1 and later.
frame = deserialize_dataframe(BytesIO(ds.read_as_binary()), ds.data_type_id)
`,
  });
});

test('the azureml code of an output asks its experiment by node, port and type', () => {
  const target = makeOutputTarget();
  expect(
    accessCode(target, 'azureml').code,
  ).toContain(`experiment = ws.experiments['${target.studioExperimentId}']
ds = experiment.get_intermediate_dataset(
    node_id='convert-1',
    port_name='Results dataset',
    data_type_id='GenericCSV'
)
frame = ds.to_dataframe()
`);
});

test('without a token the place for it is left open', () => {
  expect(accessCode(makeDatasetTarget(), 'azureml').code).toContain(
    "authorization_token='<authorization token>'",
  );
});

const others = accessTabs.flatMap(({ id }) => (id === 'azureml' ? [] : [id]));

test.each(others)('%s reads the token from the environment, for every type', (tab) => {
  for (const dataTypeId of dataTypeIds) {
    const { code } = accessCode(makeDatasetTarget({ dataTypeId }), tab, { token: secret });
    expect(code).toContain('SLUICE_TOKEN');
    expect(code).not.toContain(secret);
    expect(code).toMatch(/https:\/\/data\.example\.org\/api\/v1\/[\w/]+\/content['"]/);
    expect(code).not.toMatch(/undefined|\[object/);
  }
});

test.each([
  ['GenericTSV', 'pandas', "sep='\\t')"],
  ['GenericCSVNoHeader', 'pandas', ', header=None)'],
  ['GenericTSVNoHeader', 'polars', "separator='\\t', has_header=False"],
  ['GenericTSVNoHeader', 'duckdb', "sep='\\t', header=False"],
  ['GenericCSV', 'duckdb', "sep=',', header=True"],
  ['GenericTSVNoHeader', 'r', 'read.delim(path, header = FALSE'],
  ['GenericCSV', 'r', 'read.csv(path, check.names = FALSE, fileEncoding = "UTF-8-BOM")'],
] as const)('%s in %s is read with %j', (dataTypeId, tab, arguments_) => {
  expect(accessCode(makeDatasetTarget({ dataTypeId }), tab).code).toContain(arguments_);
});

test('a file that would hide itself or look like an option is saved under another name', () => {
  expect(['.bashrc', '-rf', 'rain.csv'].map(localName)).toEqual(['_.bashrc', '_-rf', 'rain.csv']);
  const target = makeDatasetTarget({ fileName: '-o' });
  expect(accessCode(target, 'curl').code).toContain("-o '_-o'");
  expect(accessCode(target, 'azcopy').code).toContain("'./_-o'");
  expect(accessCode(target, 'node').code).toContain("createWriteStream('_-o')");
});

test('the azureml code of a sample reads the sample, though an own dataset has the same name', () => {
  const sample = { ...makeDatasetTarget(), isSample: true };
  expect(accessCode(sample, 'azureml', {}).code).toContain("ds = ws.example_datasets['Rain']");
});
