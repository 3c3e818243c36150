import { SluiceError } from '#lib/errors.ts';
import type { ExperimentSummary } from '#lib/experiments/experiment-schema.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { listExperiments, readOutput } from '#server/experiments/index.ts';
import type { Context } from '#server/platform/context.ts';
import { jsonDate } from './datasource.ts';
import type { StudioContext } from './studio-route.ts';

const pageSize = 200;
const statusCodes = { running: 'Running', finished: 'Finished', failed: 'Failed' } as const;

/** `{workspaceId}.f-id.{experimentId}`; the client tells samples by the workspace id in front. */
function studioId({ workspaceId, id }: ExperimentSummary): string {
  return `${workspaceId}.f-id.${id}`;
}

/** Experiments of the workspace and of the samples, newest first within each. */
export async function listStudioExperiments(ctx: StudioContext): Promise<unknown[]> {
  const places = [ctx, ctx.within(samplesWorkspaceId)].filter((place) => place !== undefined);
  const lists = await Promise.all(places.map(all));
  return lists.flat().map(toStudioExperiment);
}

async function all(ctx: Context): Promise<ExperimentSummary[]> {
  const found: ExperimentSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await listExperiments(ctx, { state: 'listed', limit: pageSize, cursor });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

function toStudioExperiment(experiment: ExperimentSummary) {
  const { status, statusDetail, runCount } = experiment;
  const id = studioId(experiment);
  return {
    ExperimentId: id,
    Description: experiment.name,
    Creator: experiment.creator.displayName,
    JobId: null,
    VersionId: null,
    Etag: null,
    RunId: runCount > 0 ? `${id}.r${runCount}` : null,
    IsArchived: false,
    Status: {
      StatusCode: status ? statusCodes[status] : 'InDraft',
      StatusDetail: statusDetail || null,
      CreationTime: jsonDate(new Date(experiment.createdAt)),
    },
  };
}

/**
 * The bytes of the newest output of a node's port, streamed through: a redirect would make the client carry its token
 * to storage. Never compressed on the way, as the client hands the stream on undecoded.
 */
export async function readOutputData(
  ctx: StudioContext,
  _request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const { experimentId = '', nodeId = '', portName = '' } = params;
  const [, workspaceId = '', id = ''] = /^([0-9a-f]{32})\.f-id\.([0-9a-f]{32})$/.exec(experimentId) ?? [];
  const place = ctx.within(workspaceId);
  if (!place) throw new SluiceError('not_found', 'There is no such experiment in this workspace.');
  const { output, content } = await readOutput(place, { experimentId: id, nodeId, portName });
  return new Response(content, {
    headers: {
      'content-type': output.contentType.startsWith('text/')
        ? `${output.contentType}; charset=utf-8`
        : output.contentType,
      'cache-control': 'no-store, no-transform',
      'x-content-type-options': 'nosniff',
    },
  });
}
