import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createExperiment, startRun } from '#server/experiments/index.ts';
import { addOutput, createTestPortal, type TestPortal, testOrigin } from '#server/testing/index.ts';
import { studio } from './index.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await createTestPortal();
});
afterAll(() => portal.close());

it('an output that is only asked after is not left open in storage', async () => {
  const member = await portal.createMember('Owner');
  const { workspaceId } = member;
  const { id } = await createExperiment(member.ctx, { name: 'Census' });
  await addOutput(
    member,
    { experimentId: id, run: (await startRun(member.ctx, { experimentId: id })).n },
    'p',
    'a\n',
  );
  const ended = vi.fn();
  const content = new ReadableStream<Uint8Array>({ cancel: ended });
  const spy = vi.spyOn(portal.parts.blobs, 'read').mockResolvedValue(content);
  const token = await portal.tokenOf(workspaceId);
  const request = new Request(testOrigin, {
    method: 'HEAD',
    headers: { 'x-ms-metaanalytics-authorizationtoken': token },
  });
  const params = { workspaceId, experimentId: `${workspaceId}.f-id.${id}`, nodeId: 'n', portName: 'p' };
  const response = await studio.readOutputData(request, { params: Promise.resolve(params) });
  spy.mockRestore();
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(ended).toHaveBeenCalledTimes(1);
});
