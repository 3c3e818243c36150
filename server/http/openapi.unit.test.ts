import { expect, it } from 'vitest';
import { operations } from '#lib/api/operations.ts';
import { routes } from '#lib/api/routes.ts';
import { openApiDocument } from './openapi.ts';

const document = JSON.parse(JSON.stringify(openApiDocument())) as {
  openapi: string;
  info: { description: string };
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
};

/** Every `$ref` in the document. */
function* references(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref' && typeof value === 'string') yield value;
    else yield* references(value);
  }
}

it('describes every operation with its success and its problems', () => {
  expect(document.openapi).toBe('3.1.0');
  for (const [id, { method, path }] of Object.entries(routes)) {
    const described = document.paths[path]?.[method.toLowerCase()];
    expect(described?.operationId).toBe(id);
    const statuses = Object.keys(described?.responses ?? {});
    expect(statuses).toContain(String(operations[id as keyof typeof operations].status));
    expect(statuses).toContain('429');
  }
});

it('does not say that no data pass through the portal, as zips do', () => {
  expect(document.info.description).toContain('a zip of many files alone is made by the portal');
});

it('refers only to what it holds', () => {
  const all = [...references(document)];
  expect(all.length).toBeGreaterThan(20);
  for (const reference of all) {
    const found = reference
      .replace('#/', '')
      .split('/')
      .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
    expect(found, reference).toBeDefined();
  }
});
