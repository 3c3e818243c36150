import type { JsonSchema } from './api-document.ts';

/** One field of a body: its path (`newest.files[].path`), its type in words, and what is said about it. */
export interface SchemaRow {
  path: string;
  type: string;
  required: boolean;
  description: string;
}

type Schemas = Record<string, JsonSchema>;

function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const name = schema.$ref?.split('/').pop();
  const found = name ? schemas[name] : undefined;
  if (found)
    return { ...resolve(found, schemas), ...(schema.description ? { description: schema.description } : {}) };
  const parts = schema.allOf?.map((part) => resolve(part, schemas));
  return parts ? { ...Object.assign({}, ...parts), ...schema } : schema;
}

/** A schema's alternatives without null, and whether null is among them. */
function withoutNull(schema: JsonSchema): { schema: JsonSchema; nullable: boolean } {
  if (Array.isArray(schema.type) && schema.type.includes('null')) {
    const [type] = schema.type.filter((name) => name !== 'null');
    return { schema: type ? { ...schema, type } : schema, nullable: true };
  }
  const kept = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  const [only] = kept;
  if (only && kept.length === 1 && schema.anyOf?.length === 2)
    return { schema: { ...schema, ...only }, nullable: true };
  return { schema, nullable: false };
}

/** A schema's type in few words: `string, date-time`, `integer, 1 to 200`, `one of name, size`, `array of object`. */
export function typeInWords(given: JsonSchema, schemas: Schemas): string {
  const { schema, nullable } = withoutNull(resolve(given, schemas));
  const words = plainType(resolve(schema, schemas), schemas);
  return nullable ? `${words}, or null` : words;
}

function plainType(schema: JsonSchema, schemas: Schemas): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  if (schema.items) return `array of ${typeInWords(schema.items, schemas)}`;
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'any');
  return [type, schema.format, limits(schema)].filter(Boolean).join(', ');
}

function limits({ type, minimum, maximum, minLength, maxLength }: JsonSchema): string {
  const low = minimum ?? minLength;
  const high = maximum ?? maxLength;
  const unit = type === 'string' ? ' characters' : '';
  // Bounds at the edge of safe integers say nothing.
  const isBound = (bound: number | undefined) =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
      ? bound.toLocaleString('en-US')
      : undefined;
  const [from, to] = [isBound(low), isBound(high)];
  if (from && to) return `${from} to ${to}${unit}`;
  if (to) return `at most ${to}${unit}`;
  return from ? `at least ${from}${unit}` : '';
}

/** The fields of a body, nested ones after the field they are in. */
export function schemaRows(given: JsonSchema, schemas: Schemas, prefix = ''): SchemaRow[] {
  const schema = withoutNull(resolve(given, schemas)).schema;
  const object = resolve(schema, schemas);
  if (object.items) return schemaRows(object.items, schemas, `${prefix}[]`);
  const required = new Set(object.required ?? []);
  return Object.entries(object.properties ?? {}).flatMap(([name, property]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const description = resolve(property, schemas).description ?? '';
    return [
      { path, type: typeInWords(property, schemas), required: required.has(name), description },
      ...schemaRows(property, schemas, path),
    ];
  });
}
