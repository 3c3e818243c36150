import { expect, test } from 'vitest';
import { curlExample } from './curl-example.ts';

const operation = { operationId: 'x', responses: {}, method: 'GET', path: '/api/v1/w/{workspaceId}' };

test('reading sends the cookie alone', () => {
  expect(curlExample(operation, {})).toBe('curl -b sluice.cookies "$portal/api/v1/w/$workspaceId"');
});

test('changing names the origin and gives the fields one must give', () => {
  const schema = {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: ['a', 'b'] }, other: { type: 'string' } },
  };
  const body = { content: { 'application/json': { schema } } };
  expect(curlExample({ ...operation, method: 'POST', requestBody: body }, {})).toBe(
    `curl -b sluice.cookies -H "Origin: $portal" --json '{"kind":"a"}' "$portal/api/v1/w/$workspaceId"`,
  );
});

test('a deletion names its method', () => {
  expect(curlExample({ ...operation, method: 'DELETE' }, {})).toContain('-X DELETE');
});
