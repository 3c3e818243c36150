import { createHash } from 'node:crypto';
import type { CreateDataRequest, CreatedDataRequest } from '#lib/shares/data-request-schema.ts';
import type { CreatedShare, CreateShare, ShareView } from '#lib/shares/share-schema.ts';
import {
  confirmSubmission,
  createDataRequest,
  createShare,
  openDataRequest,
  reserveSubmission,
} from '#server/shares/index.ts';
import { callApi } from './api-routes.ts';
import type { Member } from './test-portal.ts';
import { commitContent, uploadDataset } from './upload.ts';

/** A moment so many hours from now, as the API takes it. */
export function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

/** The code at the end of a link's address. */
export function codeOf({ url }: { url: string }): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}

/** A link to a dataset made for it. */
export async function shareDataset(
  member: Member,
  input: Partial<CreateShare> = {},
  content = 'a\n1\n',
): Promise<CreatedShare & { code: string }> {
  const datasetId = input.datasetId ?? (await uploadDataset(member, content, { name: nameOf() })).id;
  const share = await createShare(member.ctx, { n: null, expiresAt: inHours(24), ...input, datasetId });
  return { ...share, code: codeOf(share) };
}

let serial = 0;
const nameOf = () => `Shared ${++serial}`;

/** A link to receive data; `input` is what differs from a small one. */
export async function requestData(
  { ctx }: Member,
  input: Partial<CreateDataRequest> = {},
): Promise<CreatedDataRequest & { code: string }> {
  const wanted = { title: 'Gauges', expiresAt: inHours(24), maxBytesPerFile: 1000, maxFiles: 3 };
  const request = await createDataRequest(ctx, { ...wanted, ...input });
  return { ...request, code: codeOf(request) };
}

/** Somebody nobody knows, with the portal's parts. */
export function visitorOf({ ctx }: Member) {
  return { ...ctx, actor: { kind: 'anonymous' as const }, address: '203.0.113.9' };
}

const sent = {
  sender: 'Ada',
  fileName: 'sent.csv',
  dataTypeId: 'GenericCSV',
  contentType: 'text/csv',
} as const;

/** An upload begun through a link to receive data. */
export async function beginSubmission(member: Member, content = 'a\n1\n', code?: string) {
  const visitor = visitorOf(member);
  const at = code ?? (await requestData(member)).code;
  const { ticket } = await openDataRequest(visitor, { code: at });
  const by = { code: at, ticket };
  const reserved = await reserveSubmission(visitor, { ...by, ...sent, size: Buffer.byteLength(content) });
  return { by, reserved };
}

/** A file sent through a link, which awaits acceptance; answers its id. */
export async function submit(member: Member, content = 'a\n1\n', code?: string): Promise<string> {
  const { by, reserved } = await beginSubmission(member, content, code);
  const etag = await commitContent(reserved.key.url, new TextEncoder().encode(content));
  const { id } = await confirmSubmission(visitorOf(member), { ...by, uploadId: reserved.id, etag });
  return id;
}

export interface Visit {
  address?: string;
  /** GET where none is given. */
  method?: 'GET' | 'HEAD';
  cookie?: string;
}

const from = ({ address = '203.0.113.1', cookie, method }: Visit) => ({
  ...(method ? { method } : {}),
  headers: { 'x-forwarded-for': address },
  ...(cookie ? { cookie } : {}),
});

export function openAs(code: string, password?: string, visit: Visit = {}): Promise<Response> {
  const body = { code, ...(password === undefined ? {} : { password }) };
  return callApi('/api/v1/shares/open', { method: 'POST', body, ...from(visit) });
}

export async function viewOf(code: string, password?: string): Promise<ShareView> {
  return (await (await openAs(code, password)).json()) as ShareView;
}

/** `GET /s/{code}/…` as a script does it: no cookie, no Origin. */
export function getAtLink(path: string, password?: string, visit: Visit = {}): Promise<Response> {
  const { headers, ...rest } = from(visit);
  const basic: Record<string, string> =
    password === undefined ? {} : { authorization: `Basic ${btoa(`any:${password}`)}` };
  return callApi(`/s/${path}`, {
    ...rest,
    headers: { origin: '', 'sec-fetch-site': '', ...headers, ...basic },
  });
}

/** Everything of an answer that a client can see, but `Date`. */
export async function bytesOf(response: Response): Promise<string> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers = [...response.headers].filter(([name]) => name !== 'date').sort();
  return JSON.stringify([response.status, headers, body.toString('base64')]);
}

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
