import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { listNames, readVersion, readVersions } from '#server/datasets/index.ts';
import type { Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { jsonResponse, readDatasourceId, toDatasource, toJson, unknownDatasource } from './datasource.ts';
import type { StudioContext } from './studio-route.ts';

const atOnce = 500;

interface Listed {
  id: string;
  name: string;
  isSample: boolean;
  ctx: Context<BlobStore>;
}

/**
 * The newest version of each dataset, the workspace's own and the samples, by name (code point order). Written
 * out some hundreds at a time: a workspace of 100,000 datasets is never in memory as a whole.
 */
export async function listDatasources(ctx: StudioContext): Promise<Response> {
  const places = [ctx, ctx.within(samplesWorkspaceId)].filter((place) => place !== undefined);
  const lists = await Promise.all(
    places.map(async (place) => {
      const isSample = place.actor.workspaceId === samplesWorkspaceId;
      return (await listNames(place)).map((item) => ({ ...item, isSample, ctx: place }));
    }),
  );
  const listed = lists.flat().sort(byName);
  const source = written(listed);
  // The first batch before the answer begins: what fails at once is still a clear error.
  const first = await source.next();
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => void (first.value && controller.enqueue(first.value)),
    pull: async (controller) => {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await source.return(undefined)),
  });
  return new Response(stream, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}

async function* written(listed: readonly Listed[]): AsyncGenerator<Uint8Array, undefined> {
  const encoder = new TextEncoder();
  let separator = '[';
  for (let start = 0; start < listed.length; start += atOnce) {
    const batch = listed.slice(start, start + atOnce);
    const byId = new Map<string, string>();
    for (const place of new Set(batch.map((item) => item.ctx))) {
      const ids = batch.filter((item) => item.ctx === place).map(({ id }) => id);
      for (const version of await readVersions(place, ids))
        byId.set(version.dataset.id, toJson(toDatasource(version)));
    }
    const texts = batch.flatMap(({ id }) => byId.get(id) ?? []);
    if (texts.length === 0) continue;
    yield encoder.encode(`${separator}${texts.join(',')}`);
    separator = ',';
  }
  yield encoder.encode(separator === '[' ? '[]' : ']');
  return undefined;
}

/**
 * Names are unique within a workspace; where a sample bears the name of an own dataset, the own one comes first: the
 * client takes the first that has the name.
 */
function byName(one: Listed, other: Listed): number {
  const byText = Buffer.compare(Buffer.from(one.name), Buffer.from(other.name));
  return byText || Number(one.isSample) - Number(other.isSample);
}

/** One version by its id, of the workspace or of the samples. */
export async function getDatasource(
  ctx: StudioContext,
  _request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const { workspaceId, datasetId, n } = readDatasourceId(params.datasourceId ?? '');
  const place = ctx.within(workspaceId);
  if (!place) throw unknownDatasource();
  return jsonResponse(toJson(toDatasource(await readVersion(place, { datasetId, n }))));
}
