/** The parts of an OpenAPI 3.1 document that the page shows. */
export interface ApiDocument {
  info: { title: string; version: string; description?: string };
  tags?: { name: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components?: { schemas?: Record<string, JsonSchema> };
}

export interface ApiOperation {
  operationId: string;
  summary?: string;
  tags?: string[];
  'x-access'?: string;
  /** Any one of them lets a caller in; absent where anybody may call. */
  security?: Record<string, string[]>[];
  parameters?: ApiParameter[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
}

export interface ApiParameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  description?: string;
  default?: unknown;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

/** An operation with its place: method in capitals, path with `{names}`. */
export interface PlacedOperation extends ApiOperation {
  method: string;
  path: string;
}

/** The operations in the order of the document's tags, and within a tag in the document's. */
export function operationsByTag(document: ApiDocument): { tag: string; operations: PlacedOperation[] }[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
  const tags = document.tags?.map(({ name }) => name) ?? [...new Set(all.flatMap(({ tags }) => tags ?? []))];
  return tags
    .map((tag) => ({ tag, operations: all.filter(({ tags }) => tags?.includes(tag)) }))
    .filter(({ operations }) => operations.length > 0);
}
