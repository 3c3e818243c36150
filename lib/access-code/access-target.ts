import { fillPath } from '#lib/api/client.ts';
import { routes } from '#lib/api/routes.ts';
import type { DataTypeId } from '#lib/datasets/data-types.ts';
import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { leadingFile, typeOfFile } from '#lib/datasets/leading-file.ts';
import type { ExperimentOutput } from '#lib/experiments/experiment-schema.ts';
import { outputName, studioExperimentId } from '#lib/experiments/output-names.ts';
import { shareDownloadPath } from '#lib/paths.ts';
import { lastName } from '#lib/transfers/file-path.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import type { Written } from './dialect.ts';

/** One of many files, the one that the Data tab shows. */
interface LeadingFile {
  path: string;
  dataTypeId: DataTypeId;
}

interface Target extends Written {
  /** Origin of the portal, without a slash at the end. */
  portalUrl: string;
  /** What people call it. */
  name: string;
  /** The file's own name; code that saves the bytes saves them under it. */
  fileName: string;
  /** Path at the portal that redirects to the bytes in storage. */
  contentPath: string;
  /** More than one file: the bytes are a zip that the portal makes, not a blob. */
  manyFiles: boolean;
  /** Of many files the one that code for tables reads; `dialect` is then this one's. */
  leading?: LeadingFile | undefined;
  /** A newer version or run stands before this one; the `azureml` client reads the newest alone. */
  superseded: boolean;
}

interface MembersTarget extends Target {
  /** The caller's own workspace, also for samples: its token is what the code uses. */
  workspaceId: string;
}

export interface DatasetTarget extends MembersTarget {
  kind: 'dataset';
  /** Of the samples: an own dataset may have the same name. */
  isSample: boolean;
}

export interface OutputTarget extends MembersTarget {
  kind: 'output';
  /** The experiment's id in the Studio API. */
  studioExperimentId: string;
  nodeId: string;
  portName: string;
}

/** What a share link leads to; whoever has the link needs no token. */
export interface ShareTarget extends Target {
  kind: 'share';
  /** The link asks for one; code takes it from the environment variable `SLUICE_PASSWORD`. */
  hasPassword: boolean;
}

/** What a member's code reads: a version of a dataset, or an output of an experiment's run. */
export type OwnTarget = DatasetTarget | OutputTarget;

/** What a piece of access code reads. */
export type AccessTarget = OwnTarget | ShareTarget;

type Place = Pick<MembersTarget, 'portalUrl' | 'workspaceId'>;

/** A version of a dataset; the newest is addressed as `latest`, so that the code goes on reading the newest. */
export function datasetTarget(place: Place, dataset: Dataset, version: DatasetVersion): DatasetTarget {
  const superseded = version.n !== dataset.version;
  const manyFiles = version.fileCount > 1;
  return {
    ...place,
    kind: 'dataset',
    isSample: dataset.workspaceId === samplesWorkspaceId,
    name: dataset.name,
    dataTypeId: manyFiles ? 'Zip' : version.dataTypeId,
    fileName: manyFiles ? `${dataset.name}.zip` : lastName(version.files[0]?.path ?? dataset.name),
    contentPath: fillPath(routes.downloadVersion.path, {
      workspaceId: dataset.workspaceId,
      datasetId: dataset.id,
      n: superseded ? version.n : 'latest',
    }),
    manyFiles,
    leading: manyFiles ? leadingOf(version) : undefined,
    superseded,
  };
}

/** It is read as what the Data tab shows it as. */
function leadingOf({
  files,
  dataTypeId,
}: Pick<SharedVersion, 'files' | 'dataTypeId'>): LeadingFile | undefined {
  const file = leadingFile(files, dataTypeId);
  return file && { path: file.path, dataTypeId: typeOfFile({ fileCount: files.length, dataTypeId }, file) };
}

/** What code for tables reads: of many files the leading one, else the target itself. */
export function tableTarget<T extends AccessTarget>(target: T): T {
  if (!target.leading) return target;
  const { path, dataTypeId } = target.leading;
  const contentPath = `${target.contentPath}?path=${encodeURIComponent(path)}`;
  return { ...target, dataTypeId, fileName: lastName(path), contentPath };
}

interface OutputPlace extends Place {
  /** `workspaceId` of the experiment itself: the samples' for a sample. */
  home: string;
  experimentId: string;
  run: number;
  /** A later run has an output of the same node and port. */
  superseded: boolean;
}

/** An output of run `run`. */
export function outputTarget(
  { portalUrl, workspaceId, home, experimentId, run, superseded }: OutputPlace,
  output: ExperimentOutput,
): OutputTarget {
  return {
    portalUrl,
    workspaceId,
    kind: 'output',
    name: outputName(output),
    dataTypeId: output.dataTypeId,
    fileName: output.fileName,
    contentPath: fillPath(routes.downloadOutput.path, {
      workspaceId: home,
      experimentId,
      run,
      outputId: output.id,
    }),
    manyFiles: false,
    superseded,
    studioExperimentId: studioExperimentId({ workspaceId: home, id: experimentId }),
    nodeId: output.nodeId,
    portName: output.portName,
  };
}

interface SharedVersion {
  name: string;
  dataTypeId: DataTypeId;
  files: readonly { path: string }[];
}

/** What the link of `code` leads to, by the one address that redirects to the bytes. */
export function shareTarget(
  { portalUrl, code, hasPassword }: { portalUrl: string; code: string; hasPassword: boolean },
  { name, dataTypeId, files }: SharedVersion,
): ShareTarget {
  const [first] = files;
  const manyFiles = files.length > 1;
  return {
    kind: 'share',
    portalUrl,
    name,
    dataTypeId: manyFiles ? 'Zip' : dataTypeId,
    fileName: manyFiles || !first ? `${name}.zip` : lastName(first.path),
    contentPath: shareDownloadPath(code),
    manyFiles,
    leading: manyFiles ? leadingOf({ files, dataTypeId }) : undefined,
    superseded: false,
    hasPassword,
  };
}
