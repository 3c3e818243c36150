import type { JsonSchema, PlacedOperation } from './api-document.ts';
import { schemaRows } from './schema-rows.ts';

/** A call of the operation from a shell. Ids stand as shell variables: `$workspaceId`. */
export function curlExample(operation: PlacedOperation, schemas: Record<string, JsonSchema>): string {
  const isPublic = operation['x-access'] === 'public';
  const changes = operation.method !== 'GET';
  const body = operation.requestBody?.content['application/json']?.schema;
  const parts = [
    'curl',
    changes && !(body && operation.method === 'POST') ? `-X ${operation.method}` : '',
    isPublic ? '-c sluice.cookies' : '-b sluice.cookies',
    changes ? '-H "Origin: $portal"' : '',
    body ? `--json '${exampleBody(body, schemas)}'` : '',
    `"$portal${operation.path.replace(/\{(\w+)\}/g, '$$$1')}"`,
  ];
  return parts.filter(Boolean).join(' ');
}

/** The fields one must give, or, where none must be, the first that one can. */
function exampleBody(schema: JsonSchema, schemas: Record<string, JsonSchema>): string {
  const rows = schemaRows(schema, schemas).filter(({ path }) => !/[.[]/.test(path));
  const required = rows.filter((row) => row.required);
  const shown = required.length > 0 ? required : rows.slice(0, 1);
  return JSON.stringify(Object.fromEntries(shown.map(({ path, type }) => [path, exampleValue(type)])));
}

function exampleValue(type: string): unknown {
  if (type.startsWith('one of ')) return type.slice('one of '.length).split(', ')[0];
  if (/^(integer|number)/.test(type)) return 1;
  return '…';
}
