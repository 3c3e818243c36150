import { SluiceError } from '#lib/errors.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import type { ReadableVersion } from '#server/datasets/index.ts';

/** .NET ticks (100 ns since the year 1) of the Unix epoch. */
const epochTicks = 621_355_968_000_000_000n;

/** `/Date(ms)/`, as Microsoft's JSON wrote dates. */
export function jsonDate(date: Date): string {
  return `/Date(${date.getTime()})/`;
}

/** `{workspaceId}.{datasetId}.v{n}`. */
export function datasourceId(workspaceId: string, datasetId: string, n: number): string {
  return `${workspaceId}.${datasetId}.v${n}`;
}

/** What a datasource's id names. Throws `not_found` for what has not its form. */
export function readDatasourceId(id: string): { workspaceId: string; datasetId: string; n: number } {
  const [, workspaceId = '', datasetId = '', n] =
    /^([0-9a-f]{32})\.([0-9a-f]{32})\.v([1-9]\d{0,8})$/.exec(id) ?? [];
  if (n === undefined) throw unknownDatasource();
  return { workspaceId, datasetId, n: Number(n) };
}

export function unknownDatasource(): SluiceError {
  return new SluiceError('not_found', 'There is no such dataset in this workspace; list its datasets.');
}

/**
 * The metadata object of a version: every key that some property of the client reads, null where unknown (contract:
 * the Studio (classic) REST API). `CreatedDateTicks` is beyond what a JavaScript number holds exactly: a BigInt.
 */
export function toDatasource({ dataset, version, owner, file, key }: ReadableVersion) {
  const { workspaceId, id: datasetId } = dataset;
  const createdMs = version.createdAt.getTime();
  return {
    Id: datasourceId(workspaceId, datasetId, version.n),
    Name: dataset.name,
    Description: dataset.description,
    DataTypeId: version.fileCount > 1 ? 'Zip' : version.dataTypeId,
    FamilyId: datasetId,
    Size: version.size,
    CreatedDate: jsonDate(version.createdAt),
    CreatedDateTicks: BigInt(createdMs) * 10_000n + epochTicks,
    Owner: owner,
    SourceOrigin: version.origin === 'experiment' ? 'FromOutputPromotion' : 'FromResourceUpload',
    ResourceUploadId: null,
    UploadedFromFilename: version.fileCount === 1 ? file.path : null,
    ExperimentId: null,
    PromotedFrom: null,
    ClientVersion: null,
    ServiceVersion: version.n,
    IsLatest: version.n === dataset.version,
    Category: workspaceId === samplesWorkspaceId ? 'Samples' : null,
    IsDeprecated: false,
    Culture: null,
    Batch: null,
    SchemaStatus: 'NotSupported',
    VisualizeEndPoint: emptyLocation('VisualizeEndPoint'),
    SchemaEndPoint: emptyLocation('SchemaEndPoint'),
    DownloadLocation: { ...locationOf(key.url), Size: version.size, Name: file?.path ?? dataset.name },
  };
}

const blank = {
  Size: 0,
  EndpointType: null,
  CredentialContainer: null,
  FileType: null,
  IsAuxiliary: false,
};

/** What the portal does not keep (a schema, a picture) is nowhere. */
function emptyLocation(name: string) {
  return { ...blank, BaseUri: '', Location: '', AccessCredential: '', Name: name };
}

/** The client fetches `BaseUri + Location + AccessCredential`; parted as Studio did: account, path, SAS. */
function locationOf(address: string) {
  const url = new URL(address);
  return {
    ...blank,
    BaseUri: `${url.origin}/`,
    Location: url.pathname.slice(1),
    AccessCredential: url.search,
    EndpointType: 'AzureBlob',
  };
}

/** JSON with BigInts as plain numbers. Quotes within texts are escaped, so no text can look like a marked number. */
export function toJson(value: unknown): string {
  const marked = JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'bigint' ? `bigint:${field}` : field,
  );
  return marked.replace(/(?<="CreatedDateTicks":)"bigint:(\d+)"/g, '$1');
}

export function jsonResponse(json: string): Response {
  return new Response(json, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}
