import { SluiceError } from '#lib/errors.ts';
import { partsWithin, startLimitMs } from '#server/compose.ts';
import { addressOf, requireToken, tokenActor } from '#server/http/index.ts';
import type { Actor, Context } from '#server/platform/context.ts';
import type { BlobStore } from '#server/storage/index.ts';
import type { TokenHolder } from '#server/tokens/index.ts';
import { studioProblem } from './dialect.ts';

type TokenActor = Extract<Actor, { kind: 'token' }>;

export interface StudioContext extends Context<BlobStore, TokenActor> {
  /** The same token, at work in another workspace: its own or the samples'; undefined in any other. */
  within(workspaceId: string): Context<BlobStore, TokenActor> | undefined;
  /** To be asked once a body is read, which may take minutes: throws where the token was regenerated meanwhile. */
  requireStill(): Promise<void>;
}

type Next = { params: Promise<Record<string, string>> };
export type StudioVerb = (
  ctx: StudioContext,
  request: Request,
  params: Record<string, string>,
) => Promise<unknown>;

/**
 * One route of the Studio (classic) API: token → verb → JSON, or a sentence. What is not the token's own workspace is
 * answered as an unknown token is: 401.
 */
export function studioRoute(name: string, verb: StudioVerb) {
  return async (request: Request, next: Next): Promise<Response> => {
    const parts = await partsWithin(startLimitMs);
    if (!parts)
      return new Response('The portal is starting or cannot reach its parts; try again in a moment.', {
        status: 503,
        headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5' },
      });
    try {
      const params = await next.params;
      const presented = request.headers.get('x-ms-metaanalytics-authorizationtoken') ?? '';
      const holder = await requireToken(parts, presented, request);
      const address = addressOf(request);
      const within = (workspaceId: string) => {
        const actor = tokenActor(holder, workspaceId);
        return actor && { ...parts, actor, address };
      };
      const ctx = within(ownWorkspace(holder, params.workspaceId));
      if (!ctx) throw foreignWorkspace();
      const requireStill = async () => void (await requireToken(parts, presented, request, { again: true }));
      const result = await verb({ ...ctx, within, requireStill }, request, params);
      if (result instanceof Response) return request.method === 'HEAD' ? headOf(result) : result;
      return Response.json(result, { headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      return studioProblem(error, parts.log, `studio.${name}`);
    }
  };
}

/** Next answers HEAD by GET's handler and drops the body unread: what it reads from storage would stay open. */
async function headOf(response: Response): Promise<Response> {
  await response.body?.cancel();
  return new Response(null, response);
}

function ownWorkspace(holder: TokenHolder, workspaceId: string | undefined): string {
  if (workspaceId !== holder.workspaceId) throw foreignWorkspace();
  return holder.workspaceId;
}

function foreignWorkspace(): SluiceError {
  return new SluiceError(
    'not_signed_in',
    'The authorization token is not one of this workspace; check the workspace id, or ask an Owner for its token.',
  );
}
