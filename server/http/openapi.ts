import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type Access, type Operation, operations, tags } from '#lib/api/operations.ts';
import { type OperationId, routes } from '#lib/api/routes.ts';
import { type ErrorCode, errorCodes } from '#lib/errors.ts';
import { mayDo } from '#server/access/index.ts';
import { statusOf } from './problem.ts';

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(errorCodes).meta({ description: 'Stable; branch on this.' }),
    detail: z.string().meta({ description: 'One sentence for people: the cause and the way on.' }),
  })
  .loose()
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

/** What any operation can answer, beyond its own errors. */
const always: readonly ErrorCode[] = ['too_many_requests', 'unavailable', 'internal'];

let made: ReturnType<typeof makeDocument> | undefined;

/** The OpenAPI 3.1 document, generated from the very schemas that validate requests; made once. */
export function openApiDocument() {
  made ??= makeDocument();
  return made;
}

function makeDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Sluice',
      version: '1',
      description:
        "The portal's own REST API. It hands out minutes-long shared access signatures, and bytes move straight to and from Azure Blob Storage; a zip of many files alone is made by the portal on the way.",
    },
    tags: tags.map((name) => ({ name })),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-sluice' },
        operator: {
          type: 'http',
          scheme: 'bearer',
          description: 'The code in runtime.json of the data folder.',
        },
        token: { type: 'http', scheme: 'bearer', description: 'An authorization token of the workspace.' },
      },
    },
    paths: pathsOf(),
  });
}

function pathsOf(): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [id, { method, path }] of Object.entries(routes)) {
    paths[path] ??= {};
    Object.assign(paths[path], { [method.toLowerCase()]: describe(id as OperationId) });
  }
  return paths;
}

function describe(id: OperationId): ZodOpenApiOperationObject {
  const operation: Operation = operations[id];
  const { params, query, body, access } = operation;
  return {
    operationId: id,
    summary: operation.summary,
    tags: [operation.tag],
    'x-access': access,
    ...securityOf(access),
    ...(params || query
      ? { requestParams: { ...(params ? { path: params } : {}), ...(query ? { query } : {}) } }
      : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [operation.status]: successOf(operation),
      ...problemsOf(operation),
    },
  } as ZodOpenApiOperationObject;
}

/** Where a token may never, a session must. */
function securityOf(access: Access) {
  if (access === 'public') return {};
  if (access === 'operator') return { security: [{ operator: [] }] };
  const isForTokens = access !== 'signed-in' && mayDo('Token', access);
  return { security: [{ session: [] }, ...(isForTokens ? [{ token: [] }] : [])] };
}

function successOf({ response, media, status }: Operation) {
  if (response) return { description: 'Done', content: { 'application/json': { schema: response } } };
  if (media) return { description: 'The bytes', content: { [media]: {} } };
  if (status === 302) return { description: 'The way on is in the header Location; no body' };
  return { description: 'Done, no body' };
}

function problemsOf(operation: Operation) {
  const codes: ErrorCode[] = [...operation.errors, ...always];
  if (operation.access !== 'public') codes.push('not_signed_in');
  if (operation.access !== 'public' && operation.access !== 'signed-in') codes.push('forbidden', 'not_found');
  if (operation.status !== 200 || operation.body) codes.push('cross_site');
  if (operation.body) codes.push('bad_request', 'too_large');
  const statuses = [...new Set(codes.map((code) => statusOf[code]))].sort((one, other) => one - other);
  return Object.fromEntries(
    statuses.map((status) => {
      const list = [...new Set(codes.filter((code) => statusOf[code] === status))];
      const content = { 'application/problem+json': { schema: problemSchema } };
      return [status, { description: list.join(', '), content }];
    }),
  );
}
