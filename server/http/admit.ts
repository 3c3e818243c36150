import { timingSafeEqual } from 'node:crypto';
import type { Operation } from '#lib/api/operations.ts';
import { SluiceError } from '#lib/errors.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { workspaceIdSchema } from '#lib/workspaces/workspace-schema.ts';
import { forbidden, mayDo, unknownWorkspace } from '#server/access/index.ts';
import { personOf } from '#server/identity/index.ts';
import type { Actor, Parts } from '#server/platform/context.ts';
import { logRefused } from '#server/platform/log.ts';
import { digestOf } from '#server/platform/secrets.ts';
import { authenticateToken, type TokenHolder } from '#server/tokens/index.ts';
import { roleIn } from '#server/workspaces/index.ts';
import { requireCalm, requireSameSite } from './guards.ts';
import { addressOf, bearerOf, clientOf } from './request-facts.ts';
import { readSessionCode } from './session-cookie.ts';

interface Admission {
  /** Whether this request was admitted before, and counted then: its body has arrived since. */
  again?: boolean;
}

type TokenActor = Extract<Actor, { kind: 'token' }>;

/**
 * Everything that can be refused before the input is read: a stranger learns nothing from the shape of an error. A
 * request with an authorization token carries nothing that a browser adds by itself, so it may come from anywhere.
 */
export async function admit(
  parts: Parts,
  operation: Operation,
  method: string,
  request: Request,
  params: Record<string, string>,
  { again = false }: Admission = {},
): Promise<Actor> {
  const bearer = bearerOf(request);
  if (operation.access === 'operator') return admitOperator(parts, bearer ?? '', request, { again });
  // Clients keep the header on the redirect to a zip, which lies at this same host and asks for nothing.
  if (bearer !== undefined && operation.access !== 'public') {
    const holder = await requireToken(parts, bearer, request, { again });
    return admitToken(holder, operation, params.workspaceId ?? '');
  }
  if (!again) await requireCalm(parts, 'address', addressOf(request));
  const code = readSessionCode(parts.config, request);
  const person = code === undefined ? undefined : await personOf(parts, code);
  if (person && !again) await requireCalm(parts, 'session', person.sessionDigest);
  if (method !== 'GET') requireSameSite(parts.config, request);
  if (operation.access === 'public') return person ?? { kind: 'anonymous' };
  if (!person)
    throw new SluiceError(
      'not_signed_in',
      'Sign in to go on; open the sign-in link or ask an Owner for one.',
    );
  if (operation.access === 'signed-in') return person;
  const { userId, displayName, makerIds } = person;
  const { workspaceId = '' } = params;
  // What is no id is nothing to ask the database for: it refuses to compare a NUL.
  const isId = workspaceIdSchema.safeParse(workspaceId).success;
  const role = isId ? await roleIn(parts.db, userId, workspaceId) : undefined;
  if (!role) throw unknownWorkspace();
  if (!mayDo(role, operation.access)) throw forbidden(role);
  return { kind: 'member', userId, displayName, workspaceId, role, makerIds };
}

/** Who runs the installation holds a code that the starter made; its digest is in the configuration. */
async function admitOperator(
  parts: Parts,
  code: string,
  request: Request,
  { again }: Admission,
): Promise<Actor> {
  if (!again) await requireCalm(parts, 'signIn', addressOf(request));
  const { operatorDigest } = parts.config;
  const presented = digestOf(code);
  if (!operatorDigest || !timingSafeEqual(Buffer.from(operatorDigest), Buffer.from(presented))) {
    logRefused(parts.log, "operator's code", { address: addressOf(request) });
    throw new SluiceError(
      'not_signed_in',
      'This is for who runs Sluice; run "npm run sign-in-link" where it runs.',
    );
  }
  return { kind: 'anonymous' };
}

/**
 * Whose authorization token a request carries. Throws `not_signed_in`, and for an address that tries many
 * `too_many_requests`: only what fails is counted, so others behind that address go on.
 */
export async function requireToken(
  parts: Parts,
  token: string,
  request: Request,
  { again = false }: Admission = {},
): Promise<TokenHolder> {
  const address = addressOf(request);
  if (!again) await requireCalm(parts, 'address', address);
  const holder = await authenticateToken(parts, token, { address, client: clientOf(request) });
  if (holder) {
    if (!again) await requireCalm(parts, 'token', holder.digest);
    return holder;
  }
  await requireCalm(parts, 'wrongToken', address);
  logRefused(parts.log, 'authorization token', { address });
  throw new SluiceError(
    'not_signed_in',
    'The authorization token is unknown or was regenerated; ask an Owner of the workspace for the current one.',
  );
}

function admitToken(holder: TokenHolder, operation: Operation, workspaceId: string): TokenActor {
  const { access } = operation;
  if (access === 'public' || access === 'operator' || access === 'signed-in') throw forbidden('Token');
  const actor = tokenActor(holder, workspaceId);
  if (!actor) throw unknownWorkspace();
  if (!mayDo(actor.grantee, access)) throw forbidden('Token');
  return actor;
}

/** The token at work in a workspace: its own, or reading the samples; undefined in any other. */
export function tokenActor(holder: TokenHolder, workspaceId: string): TokenActor | undefined {
  const { slot } = holder;
  const displayName = slot === 'primary' ? 'Primary token' : 'Secondary token';
  if (workspaceId === samplesWorkspaceId)
    return { kind: 'token', slot, displayName, workspaceId, grantee: 'Reader' };
  if (workspaceId !== holder.workspaceId) return undefined;
  return { kind: 'token', slot, displayName, workspaceId, grantee: 'Token' };
}
