import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { eq } from 'drizzle-orm';
import { inject } from 'vitest';
import type { Role } from '#lib/access/actions.ts';
import type { TokenSlot } from '#lib/tokens/token-slots.ts';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import { startSession } from '#server/identity/index.ts';
import { type Config, readConfig } from '#server/platform/config.ts';
import type { Actor, Context, Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import { createLimits } from '#server/platform/limits.ts';
import type { Log } from '#server/platform/log.ts';
import { newId } from '#server/platform/secrets.ts';
import { type BlobStore, openBlobStore, prepareStorage } from '#server/storage/index.ts';
import { createTokens, openToken } from '#server/tokens/index.ts';
import { openTestDatabase } from './test-database.ts';

export const testOrigin = 'http://127.0.0.1:3999';

export interface Member {
  userId: string;
  workspaceId: string;
  ctx: Context<BlobStore, Extract<Actor, { kind: 'member' }>>;
  /** Cookie header of a session of this person. */
  cookie: string;
}

export interface TestPortal {
  parts: Parts<BlobStore>;
  config: Config;
  /** Address of its database, where that is on PostgreSQL. */
  databaseUrl: string | undefined;
  /** Moves the portal's clock (the database's rows and its verbs; storage keeps the real time). */
  advance(milliseconds: number): void;
  /** Everything that was logged, as text. */
  logged(): string;
  createWorkspace(name?: string): Promise<string>;
  /** The workspace's authorization token. */
  tokenOf(workspaceId: string, slot?: TokenSlot): Promise<string>;
  createMember(role?: Exclude<Role, 'Reader'>, workspaceId?: string): Promise<Member>;
  close(): Promise<void>;
}

/** A portal of real parts for one test file: its own database and its own container on the shared Azurite. */
export async function createTestPortal(): Promise<TestPortal> {
  const config = readConfig({
    SLUICE_PUBLIC_URL: testOrigin,
    // For its disk alone: how much is free there.
    SLUICE_DATA: tmpdir(),
    SLUICE_CONTAINER: `test-${newId()}`,
    SLUICE_EMBEDDED_STORAGE: '1',
    SLUICE_SECRET_KEYS: `test:${randomBytes(32).toString('base64')}`,
    AZURE_STORAGE_CONNECTION_STRING: inject('storage'),
  });
  const database = await openTestDatabase();
  await prepareStorage(config.storage, config.publicUrl);
  let offset = 0;
  const lines: string[] = [];
  const parts: Parts<BlobStore> = {
    config,
    db: database.db,
    blobs: openBlobStore(config.storage),
    log: memoryLog(lines),
    limits: createLimits(),
    now: () => new Date(Date.now() + offset),
  };
  await parts.db
    .insert(schema.workspaces)
    .values({ id: samplesWorkspaceId, name: 'Samples', createdAt: parts.now() });
  // The route handlers find the process's portal here (server/compose.ts).
  Object.assign(globalThis, { sluicePortal: Promise.resolve({ parts, close: async () => undefined }) });

  async function createWorkspace(name = 'Workspace'): Promise<string> {
    const id = newId();
    await parts.db.insert(schema.workspaces).values({ id, name, createdAt: parts.now() });
    await createTokens(parts, parts.db, id);
    return id;
  }

  return {
    parts,
    config,
    databaseUrl: database.url,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    logged: () => lines.join('\n'),
    createWorkspace,
    async tokenOf(workspaceId, slot = 'primary') {
      const rows = await parts.db
        .select()
        .from(schema.tokens)
        .where(eq(schema.tokens.workspaceId, workspaceId));
      const row = rows.find((candidate) => candidate.slot === slot);
      if (!row) throw new Error('this workspace has no tokens');
      return openToken(config, row);
    },
    async createMember(role = 'Owner', workspaceId) {
      const home = workspaceId ?? (await createWorkspace());
      const userId = newId();
      const displayName = `${role} ${userId.slice(0, 4)}`;
      const createdAt = parts.now();
      await parts.db.insert(schema.users).values({ id: userId, displayName, createdAt });
      await parts.db.insert(schema.memberships).values({ workspaceId: home, userId, role, createdAt });
      const { code } = await startSession(parts.db, userId, parts.now());
      const who = { userId, displayName, makerIds: [] };
      const actor = { kind: 'member' as const, ...who, workspaceId: home, role };
      return {
        userId,
        workspaceId: home,
        ctx: { ...parts, actor, address: '127.0.0.1' },
        cookie: `sluice=${code}`,
      };
    },
    close: database.close,
  };
}

function memoryLog(lines: string[]): Log {
  const write = (fields: Record<string, unknown>, message: string) => {
    lines.push(JSON.stringify({ ...fields, message }));
  };
  return { info: write, warn: write, error: write };
}
