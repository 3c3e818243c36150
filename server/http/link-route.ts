import type { OperationId } from '#lib/api/routes.ts';
import { SluiceError } from '#lib/errors.ts';
import { passwordOf } from './request-facts.ts';
import { type RouteContext, type RouteHandler, type RouteInput, route } from './route.ts';

type Given<Id extends OperationId> = RouteInput<Id> & {
  password: string | undefined;
  /** HEAD, which Next hands to the handler of GET: it asks for facts, and takes nothing. */
  isHead: boolean;
};

/**
 * `route` for what stands at a link's own address and is asked for by scripts: the password comes in
 * `Authorization: Basic`, and whatever does not open is answered alike, with the challenge that makes clients send one.
 */
export function linkRoute<Id extends OperationId>(
  id: Id,
  verb: (ctx: RouteContext<Id>, input: Given<Id>) => Promise<unknown>,
): RouteHandler {
  const handler: RouteHandler = Object.assign(
    (request: Request, next: Parameters<RouteHandler>[1]) =>
      route(id, async (ctx, input) => {
        try {
          const asked = { password: passwordOf(request), isHead: request.method === 'HEAD' };
          return await verb(ctx, { ...(input as object), ...asked } as Given<Id>);
        } catch (error) {
          if (error instanceof SluiceError && error.code === 'link_closed') return challenge(error.message);
          throw error;
        }
      })(request, next),
    { operationId: id },
  );
  return handler;
}

function challenge(detail: string): Response {
  const body = { type: 'about:blank', title: 'Unauthorized', status: 401, code: 'link_closed', detail };
  return Response.json(body, {
    status: 401,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'www-authenticate': 'Basic realm="link", charset="UTF-8"',
    },
  });
}
