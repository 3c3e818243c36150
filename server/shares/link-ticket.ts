import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '#server/platform/context.ts';
import { digestOf, openSecret, type SecretPlace, sealSecret } from '#server/platform/secrets.ts';
import { longestUpload } from '#server/transfers/index.ts';
import type { ShareRow } from './link-code.ts';

const minute = 60_000;
/**
 * Whoever sends needs it to the end of an upload (`longestUpload`), which may begin a day after the page was opened. The link itself is looked up at every request all the same.
 */
const lifeOf = { dataset: 30 * minute, request: longestUpload + 24 * 60 * minute };
const place: SecretPlace = { workspaceId: '', row: 'link', field: 'ticket' };
const shape = z.object({ id: z.string(), password: z.string(), until: z.int() });
type Tools = Pick<Context, 'config' | 'now'>;

/** Proves for a while that its holder opened this link, with the password it has now. */
export function issueTicket({ config, now }: Tools, share: ShareRow): string {
  const until = now().getTime() + lifeOf[share.kind];
  const content = { id: share.id, password: passwordMark(share), until };
  return sealSecret(config.secretKeys, place, JSON.stringify(content));
}

/** Whether a ticket was issued for this link as it is now, and is not too old. */
export function ticketHolds({ config, now }: Tools, ticket: string, share: ShareRow): boolean {
  try {
    const { id, password, until } = shape.parse(JSON.parse(openSecret(config.secretKeys, place, ticket)));
    const mark = Buffer.from(passwordMark(share));
    const given = Buffer.from(password);
    const same = mark.length === given.length && timingSafeEqual(mark, given);
    return id === share.id && same && until > now().getTime();
  } catch {
    return false;
  }
}

/** Changes with the password. */
function passwordMark({ passwordHash }: ShareRow): string {
  return passwordHash === null ? '' : digestOf(passwordHash);
}
