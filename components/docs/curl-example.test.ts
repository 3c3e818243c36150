import { expect, test } from 'vitest';
import type { PlacedOperation } from './api-document.ts';
import { curlExample } from './curl-example.ts';

const operation: PlacedOperation = {
  operationId: 'x',
  responses: {},
  method: 'GET',
  path: '/api/v1/w/{workspaceId}',
};
const forTokens: PlacedOperation = { ...operation, security: [{ session: [] }, { token: [] }] };
const forPeople: PlacedOperation = { ...operation, security: [{ session: [] }] };
const schema = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { enum: ['a', 'b'] }, other: { type: 'string' } },
};
const requestBody = { content: { 'application/json': { schema } } };

test('a token goes where one is let in, from the environment', () => {
  expect(curlExample(forTokens, {})).toBe(
    'curl -H "Authorization: Bearer $SLUICE_TOKEN" "$portal/api/v1/w/$workspaceId"',
  );
  expect(curlExample({ ...forTokens, method: 'POST', requestBody }, {})).toBe(
    `curl -H "Authorization: Bearer $SLUICE_TOKEN" --json '{"kind":"a"}' "$portal/api/v1/w/$workspaceId"`,
  );
});

test('what is for people alone takes the cookie, and changing names the origin', () => {
  expect(curlExample(forPeople, {})).toBe('curl -b sluice.cookies "$portal/api/v1/w/$workspaceId"');
  expect(curlExample({ ...forPeople, method: 'POST', requestBody }, {})).toBe(
    `curl -b sluice.cookies -H "Origin: $portal" --json '{"kind":"a"}' "$portal/api/v1/w/$workspaceId"`,
  );
});

test('signing in keeps the cookie', () => {
  expect(curlExample({ ...operation, method: 'POST', requestBody }, {})).toContain('curl -c sluice.cookies');
});

test('a deletion names its method, and a redirect is followed to a file', () => {
  expect(curlExample({ ...forTokens, method: 'DELETE' }, {})).toContain('-X DELETE');
  const leading = { ...forTokens, responses: { '302': { description: '' } } };
  expect(curlExample(leading, {})).toContain('curl -LOJ ');
});
