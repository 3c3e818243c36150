import { expect, it } from 'vitest';
import { SluiceError } from '#lib/errors.ts';
import { tryUntilOpen } from './try-until-open.ts';

/** What is told and what ends it, where the tries fail like this, one after the other, and the next one succeeds. */
async function outcome(...failures: Error[]) {
  const told: string[] = [];
  let ended: string | undefined;
  let tries = 0;
  const open = async () => {
    const failure = failures[tries++];
    if (failure) throw failure;
  };
  const tell = (cause: string) => void told.push(cause);
  const end = (cause: string) => {
    ended = cause;
  };
  await tryUntilOpen(open, { tell, end, pauseMs: 0 });
  return { told, ended, tries };
}

const coded = (message: string, code: string) => Object.assign(new Error(message), { code });
const refused = coded('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED');

it('each cause for which a portal does not open yet is told once, and it is tried until it opens', async () => {
  const cause = new Error('storage: 403 AuthenticationFailed');
  const storage = new SluiceError('unavailable', 'Storage refuses this portal.', { cause });
  expect(await outcome(refused, refused, storage, refused, storage)).toEqual({
    told: [
      'The database does not answer (Error: connect ECONNREFUSED 127.0.0.1:5432).',
      'Storage refuses this portal. (storage: 403 AuthenticationFailed)',
    ],
    ended: undefined,
    tries: 6,
  });
});

it.each([
  ['28P01', 'password authentication failed for user "sluice"'],
  ['28000', 'role "sluice" does not exist'],
  ['3D000', 'database "sluice" does not exist'],
  ['42501', 'permission denied for schema public'],
])('a database that refuses what DATABASE_URL says (%s) ends it with one sentence', async (code, message) => {
  const wrapped = new Error('Failed query: create schema', { cause: coded(message, code) });
  expect(await outcome(refused, wrapped)).toMatchObject({
    ended: `PostgreSQL refuses DATABASE_URL: ${message} (${code}); correct it, or what it names, and start again.`,
    tries: 2,
  });
});
