import type { Role } from '#lib/access/actions.ts';
import type { TokenSlot } from '#lib/tokens/token-slots.ts';
import type { Config } from './config.ts';
import type { Database } from './db/index.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';

/** Who acts. A closed union: what is not here cannot act. */
export type Actor =
  | { kind: 'anonymous' }
  | ({ kind: 'person'; userId: string; displayName: string; sessionDigest: string } & MadeSession)
  | ({ kind: 'member'; userId: string; displayName: string; workspaceId: string; role: Role } & MadeSession)
  | { kind: 'token'; slot: TokenSlot; displayName: string; workspaceId: string; grantee: 'Token' | 'Reader' }
  | {
      kind: 'share';
      shareId: string;
      displayName: string;
      workspaceId: string;
      grantee: 'Share' | 'Request';
    }
  | { kind: 'system'; displayName: string; workspaceId: string };

interface MadeSession {
  /** The Owners by whose sign-in links the session began, one by another's; none where that is nobody else. */
  makerIds: readonly string[];
}

/** The parts every verb works with, composed in one place (`server/compose.ts`); tests compose their own. */
export interface Parts<Blobs = unknown> {
  config: Config;
  db: Database;
  blobs: Blobs;
  log: Log;
  limits: Limits;
  /** The time, injected so that tests can move it. */
  now(): Date;
}

/** Parts plus who asks and from where. */
export interface Context<Blobs = unknown, A extends Actor = Actor> extends Parts<Blobs> {
  actor: A;
  /** Address the request came from; null for the system's own work. */
  address: string | null;
  /** What the client says it is; absent for the system's own work. */
  client?: string;
}
