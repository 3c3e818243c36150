import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { callApi, type Member, type TestPortal } from '#server/testing/index.ts';

export const chunkSize = 0x200000;

export interface Client {
  member: Member;
  call(path: string, init?: { method?: string; body?: unknown }): Promise<Response>;
  begin(dataTypeId?: string): Promise<string>;
  chunk(uploadId: string, index: number, total: number, body: Uint8Array): Promise<Response>;
  create(uploadId: string, source?: Record<string, unknown>): Promise<Response>;
  /** The whole way of `add_from_raw_data`; answers the new id. */
  add(content: Uint8Array, source?: Record<string, unknown>): Promise<string>;
}

/** The requests the `azureml` client makes, with the token of a fresh workspace. */
export async function createClient(portal: TestPortal): Promise<Client> {
  const member = await portal.createMember('Owner');
  const { workspaceId } = member;
  const token = await portal.tokenOf(workspaceId, 'secondary');
  const call: Client['call'] = (path, init = {}) =>
    callApi(path.replace('{ws}', workspaceId), {
      ...init,
      headers: {
        'x-ms-metaanalytics-authorizationtoken': token,
        'content-type': 'application/json;charset=UTF8',
        'user-agent': 'pyazureml/0.2.7',
      },
    });
  const begin: Client['begin'] = async (dataTypeId = 'GenericCSV') => {
    const response = await call(
      `/api/resourceuploads/workspaces/{ws}/?userStorage=true&dataTypeId=${dataTypeId}`,
      { method: 'POST', body: '' },
    );
    expect(response.status).toBe(200);
    return ((await response.json()) as { Id: string }).Id;
  };
  const chunk: Client['chunk'] = (uploadId, index, total, body) =>
    call(
      `/api/blobuploads/workspaces/{ws}/?numberOfBlocks=${total}&blockId=${index}&uploadId=${uploadId}&dataTypeId=GenericCSV`,
      { method: 'POST', body },
    );
  const create: Client['create'] = (uploadId, source = {}) =>
    call('/api/workspaces/{ws}/datasources', {
      method: 'POST',
      body: {
        DataSource: {
          Name: 'readings',
          DataTypeId: 'GenericCSV',
          Description: 'of a sensor',
          FamilyId: null,
          Owner: 'Python SDK',
          SourceOrigin: 'FromResourceUpload',
          ...source,
        },
        UploadId: uploadId,
        UploadedFromFileName: '',
        ClientPoll: true,
      },
    });
  const add: Client['add'] = async (content, source) => {
    const uploadId = await begin();
    const total = Math.ceil(content.byteLength / chunkSize);
    for (let index = 0; index < total; index += 1) {
      const part = content.subarray(index * chunkSize, (index + 1) * chunkSize);
      expect((await chunk(uploadId, index, total, part)).status).toBe(200);
    }
    const response = await create(uploadId, source);
    expect(response.status).toBe(200);
    return (await response.json()) as string;
  };
  return { member, call, begin, chunk, create, add };
}

export interface Datasource {
  Id: string;
  Name: string;
  FamilyId: string;
  Size: number;
  DownloadLocation: { BaseUri: string; Location: string; AccessCredential: string };
  [key: string]: unknown;
}

export async function listAll(client: Client): Promise<Datasource[]> {
  return (await (await client.call('/api/workspaces/{ws}/datasources')).json()) as Datasource[];
}

/** Without the samples. */
export async function list(client: Client): Promise<Datasource[]> {
  const prefix = `${client.member.workspaceId}.`;
  return (await listAll(client)).filter(({ Id }) => Id.startsWith(prefix));
}

export async function bytesOf({ DownloadLocation: at }: Datasource): Promise<Buffer> {
  const response = await fetch(at.BaseUri + at.Location + at.AccessCredential);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-encoding')).toBeNull();
  return Buffer.from(await response.arrayBuffer());
}

export const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
