import { expect, test } from 'vitest';
import { nameProblem } from '#lib/datasets/dataset-name.ts';
import { outputName, proposeDatasetName, studioExperimentId } from './output-names.ts';

test.each([
  ['Census income', 'Convert to CSV', 'Census income - Convert to CSV'],
  ['a/b: v1.2', 'fit.model', 'a-b- v1.2 - fit.model'],
  ['say "when"?', 'node\u202e', "say 'when'- - node"],
])('of %j and node %j the dataset is proposed as %j', (name, nodeId, proposed) => {
  expect(proposeDatasetName({ name }, { nodeId })).toBe(proposed);
});

test('the longest experiment and node still make a good name', () => {
  const proposed = proposeDatasetName({ name: '🌊'.repeat(127) }, { nodeId: 'n'.repeat(255) });
  expect(nameProblem(proposed)).toBeUndefined();
});

test('an output is called by node and port, an experiment by workspace and id', () => {
  expect(outputName({ nodeId: 'Split', portName: 'Results dataset1' })).toBe('Split · Results dataset1');
  expect(studioExperimentId({ workspaceId: 'a', id: 'b' })).toBe('a.f-id.b');
});
