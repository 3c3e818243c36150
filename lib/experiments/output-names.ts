import { proposeName } from '#lib/datasets/dataset-name.ts';
import type { Experiment, ExperimentOutput } from './experiment-schema.ts';

/** What people call an output: its node, then its port. */
export function outputName({ nodeId, portName }: Pick<ExperimentOutput, 'nodeId' | 'portName'>): string {
  return `${nodeId} · ${portName}`;
}

/** A good name for the dataset that an output is saved as: its experiment's, then its node's. */
export function proposeDatasetName(
  { name }: Pick<Experiment, 'name'>,
  { nodeId }: Pick<ExperimentOutput, 'nodeId'>,
): string {
  // Neither is a path or a file's name: no slash cuts it and no ending is dropped.
  return proposeName(`${name} - ${nodeId}`.replace(/[\\/]/g, '-').concat('.x'));
}

/** The experiment's id in the Studio (classic) API. */
export function studioExperimentId({ workspaceId, id }: Pick<Experiment, 'workspaceId' | 'id'>): string {
  return `${workspaceId}.f-id.${id}`;
}
