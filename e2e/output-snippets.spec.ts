import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessCode } from '#lib/access-code/access-code.ts';
import { tabsFor } from '#lib/access-code/access-tabs.ts';
import { outputTarget } from '#lib/access-code/access-target.ts';
import { ownerSession } from './fixtures/owner-session.ts';
import { publishRun } from './fixtures/publish-run.ts';
import { run as runProgram, runPython, snippetPython } from './fixtures/run-snippets.ts';
import { awkwardFileName, snippetCases } from './fixtures/snippet-cases.ts';
import { expect, test } from './fixtures/test.ts';

const nodeId = `convert-1 "it's" $HOME 😀`;
const portName = "Results 'dataset' $(id) [x]";

test("the code reads experiments' outputs, whatever their nodes and ports are named", async ({
  portal,
  ownerState,
}, info) => {
  test.setTimeout(600_000);
  const session = await ownerSession(portal, ownerState);
  const { call, workspaceId } = session;
  const params = { workspaceId, slot: 'secondary' } as const;
  const { token } = await call('revealToken', { params, body: { purpose: 'access-code' } });
  const published = await publishRun(
    session,
    awkwardFileName,
    snippetCases.map(({ dataTypeId, extension, content }) => ({
      nodeId,
      portName: `${portName} ${dataTypeId}`,
      dataTypeId,
      fileName: awkwardFileName + extension,
      content,
    })),
  );
  const { experimentId, run, outputs } = published;
  const place = {
    portalUrl: portal.url,
    workspaceId,
    home: workspaceId,
    experimentId,
    run,
    superseded: false,
  };
  const targets = outputs.map((output) => outputTarget(place, output));

  await mkdir(info.outputDir, { recursive: true });
  const how = { folder: info.outputDir, token };
  for (const [index, target] of targets.entries()) {
    await runProgram('bash', ['-c', accessCode(target, 'curl').code], how);
    const saved = await readFile(join(info.outputDir, target.fileName));
    expect(saved.equals(snippetCases[index]?.content ?? new Uint8Array()), target.dataTypeId).toBe(true);
  }

  const python = await snippetPython();
  const byClient = targets.flatMap((target, index) => {
    const open = tabsFor(target).some(({ id, obstacle }) => id === 'azureml' && !obstacle);
    return open ? [{ target, given: snippetCases[index] }] : [];
  });
  expect(byClient).toHaveLength(5);
  const pieces = byClient.map(({ target }) => ({
    label: target.dataTypeId,
    code: accessCode(target, 'azureml', { token }).code,
  }));
  const read = await runPython(python, pieces, how);
  expect(read.flatMap(({ label, error }) => (error ? `${label}: ${error}` : []))).toEqual([]);
  for (const [index, { target, given }] of byClient.entries()) {
    if (target.dataTypeId === 'PlainText')
      expect(read[index]?.text).toBe(new TextDecoder().decode(given?.content));
    else expect(read[index]?.table, target.dataTypeId).toEqual(given?.table);
  }
});
