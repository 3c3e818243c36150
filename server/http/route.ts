import type { z } from 'zod';
import { type Access, type Operation, operations } from '#lib/api/operations.ts';
import { type OperationId, routes } from '#lib/api/routes.ts';
import { partsWithin, startLimitMs } from '#server/compose.ts';
import type { Person } from '#server/identity/index.ts';
import type { Actor, Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { admit } from './admit.ts';
import { problemResponse } from './problem.ts';
import { readInput, readParams } from './read-input.ts';
import { addressOf, clientOf } from './request-facts.ts';

type Operations = typeof operations;
type Out<O, K extends string> = O extends Record<K, infer S extends z.ZodType> ? z.output<S> : unknown;
type ActorOf<A extends Access> = A extends 'public' | 'operator'
  ? Extract<Actor, { kind: 'anonymous' | 'person' }>
  : A extends 'signed-in'
    ? Person
    : Extract<Actor, { kind: 'member' | 'token' }>;

export type RouteInput<Id extends OperationId> = Out<Operations[Id], 'params'> &
  Out<Operations[Id], 'query'> &
  Out<Operations[Id], 'body'>;
export type RouteContext<Id extends OperationId> = Context<BlobStore, ActorOf<Operations[Id]['access']>>;

type Params = Promise<Record<string, string> | undefined>;
export type RouteHandler = ((request: Request, next: { params: Params }) => Promise<Response>) & {
  operationId: OperationId;
};

/**
 * One method of one path: who asks → may they → input → may they still → verb → answer, or a problem. The declaration is
 * the operation of that name in `lib/api/operations.ts`. A verb may answer a `Response` itself where it sets cookies.
 */
export function route<Id extends OperationId>(
  id: Id,
  verb: (ctx: RouteContext<Id>, input: RouteInput<Id>) => Promise<unknown>,
): RouteHandler {
  const operation: Operation = operations[id];
  const handler = async (request: Request, next: { params: Params }): Promise<Response> => {
    const parts = await partsWithin(startLimitMs);
    if (!parts) return notReady();
    try {
      const address = addressOf(request);
      // Of an address without any Next gives none.
      const given = (await next.params) ?? {};
      const asked = [parts, operation, routes[id].method, request, given] as const;
      const admitted = await admit(...asked);
      const params = readParams(operation, given);
      const input = { ...params, ...(await readInput(operation, request)) };
      // A body may be half a minute on its way: who was removed or regenerated away meanwhile is nobody by now.
      const actor = operation.body ? await admit(...asked, { again: true }) : admitted;
      const ctx = { ...parts, actor, address, client: clientOf(request) } as RouteContext<Id>;
      return answer(operation, await verb(ctx, input as RouteInput<Id>));
    } catch (error) {
      return problemResponse(error, parts.log, id);
    }
  };
  return Object.assign(handler, { operationId: id });
}

function answer(operation: Operation, result: unknown): Response {
  if (result instanceof Response) return result;
  const headers = { 'cache-control': 'no-store' };
  if (!operation.response) return new Response(null, { status: 204, headers });
  return Response.json(result, { status: operation.status, headers });
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
