import type { JsonSchema, PlacedOperation } from './api-document.ts';
import { schemaRows } from './schema-rows.ts';

/** A call of the operation from a shell. Ids stand as shell variables: `$workspaceId`. */
export function curlExample(operation: PlacedOperation, schemas: Record<string, JsonSchema>): string {
  const changes = operation.method !== 'GET';
  const body = operation.requestBody?.content['application/json']?.schema;
  const parts = [
    'curl',
    // Storage, to where it leads, gets no token: curl sends the header to the first host alone.
    operation.responses['302'] ? '-LOJ' : '',
    changes && !(body && operation.method === 'POST') ? `-X ${operation.method}` : '',
    ...credentialsOf(operation, changes),
    body ? `--json '${exampleBody(body, schemas)}'` : '',
    `"$portal${operation.path.replace(/\{(\w+)\}/g, '$$$1')}"`,
  ];
  return parts.filter(Boolean).join(' ');
}

/** A token where one is let in; else the session's cookie, which needs the origin where something changes. */
function credentialsOf({ security }: PlacedOperation, changes: boolean): string[] {
  if (security?.some((way) => 'token' in way)) return ['-H "Authorization: Bearer $SLUICE_TOKEN"'];
  return [security ? '-b sluice.cookies' : '-c sluice.cookies', changes ? '-H "Origin: $portal"' : ''];
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
