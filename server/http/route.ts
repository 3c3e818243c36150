import type { z } from 'zod';
import { type Access, type Operation, operations } from '#lib/api/operations.ts';
import { type OperationId, routes } from '#lib/api/routes.ts';
import { SluiceError } from '#lib/errors.ts';
import { mayDo } from '#server/access/index.ts';
import { getParts } from '#server/compose.ts';
import { type Person, personOf } from '#server/identity/index.ts';
import type { Actor, Context, Parts } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { roleIn } from '#server/workspaces/index.ts';
import { requireCalm, requireSameSite } from './guards.ts';
import { problemResponse } from './problem.ts';
import { readInput, readParams } from './read-input.ts';
import { readSessionCode } from './session-cookie.ts';

type Operations = typeof operations;
type Out<O, K extends string> = O extends Record<K, infer S extends z.ZodType> ? z.output<S> : unknown;
type ActorOf<A extends Access> = A extends 'public'
  ? Extract<Actor, { kind: 'anonymous' }>
  : A extends 'signed-in'
    ? Person
    : Extract<Actor, { kind: 'member' }>;

export type RouteInput<Id extends OperationId> = Out<Operations[Id], 'params'> &
  Out<Operations[Id], 'query'> &
  Out<Operations[Id], 'body'>;
export type RouteContext<Id extends OperationId> = Context<BlobStore, ActorOf<Operations[Id]['access']>>;

type Params = Promise<Record<string, string>>;
export type RouteHandler = ((request: Request, next: { params: Params }) => Promise<Response>) & {
  operationId: OperationId;
};

/**
 * One method of one path: who asks → may they → input → verb → answer, or a problem. The declaration is the operation
 * of that name in `lib/api/operations.ts`. A verb may answer a `Response` itself where it sets cookies.
 */
export function route<Id extends OperationId>(
  id: Id,
  verb: (ctx: RouteContext<Id>, input: RouteInput<Id>) => Promise<unknown>,
): RouteHandler {
  const operation: Operation = operations[id];
  const handler = async (request: Request, next: { params: Params }): Promise<Response> => {
    const parts = await getParts().catch(() => undefined);
    if (!parts) return notReady();
    try {
      const address = addressOf(request);
      const actor = await admit(parts, operation, routes[id].method, request, await next.params, address);
      const params = readParams(operation, await next.params);
      const input = { ...params, ...(await readInput(operation, request)) };
      const ctx = { ...parts, actor, address } as RouteContext<Id>;
      return answer(operation, await verb(ctx, input as RouteInput<Id>));
    } catch (error) {
      return problemResponse(error, parts.log, id);
    }
  };
  return Object.assign(handler, { operationId: id });
}

/** Everything that can be refused before the input is read: a stranger learns nothing from the shape of an error. */
async function admit(
  parts: Parts<BlobStore>,
  operation: Operation,
  method: string,
  request: Request,
  params: Record<string, string>,
  address: string,
): Promise<Actor> {
  const code = readSessionCode(parts.config, request);
  await requireCalm('address', address);
  const person = code === undefined ? undefined : await personOf(parts, code);
  if (person) await requireCalm('session', person.sessionDigest);
  if (method !== 'GET') requireSameSite(parts.config, request);
  if (operation.access === 'public') return { kind: 'anonymous' };
  if (!person)
    throw new SluiceError(
      'not_signed_in',
      'Sign in to go on; open the sign-in link or ask an Owner for one.',
    );
  if (operation.access === 'signed-in') return person;
  const { userId, displayName } = person;
  const { workspaceId = '' } = params;
  const role = await roleIn(parts.db, userId, workspaceId);
  if (!role) throw new SluiceError('not_found', 'There is no such workspace, or you are not a member of it.');
  if (!mayDo(role, operation.access))
    throw new SluiceError('forbidden', `Your role here (${role}) does not allow this; ask an Owner.`);
  return { kind: 'member', userId, displayName, workspaceId, role };
}

function answer(operation: Operation, result: unknown): Response {
  if (result instanceof Response) return result;
  const headers = { 'cache-control': 'no-store' };
  if (!operation.response) return new Response(null, { status: 204, headers });
  return Response.json(result, { status: operation.status, headers });
}

/** As the nearest proxy tells it; Next fills the header in where there is none. */
function addressOf(request: Request): string {
  const forwarded = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return forwarded?.slice(0, 64) || 'unknown';
}

function notReady(): Response {
  const detail = 'The portal is starting or cannot reach its parts; try again in a moment.';
  const body = {
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    code: 'unavailable',
    detail,
  };
  return Response.json(body, {
    status: 503,
    headers: { 'content-type': 'application/problem+json', 'retry-after': '5', 'cache-control': 'no-store' },
  });
}
