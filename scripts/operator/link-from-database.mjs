// @ts-check
import pg from 'pg';
import { Refusal } from '../setup/refusal.mjs';
import { newCode } from '../start/secrets.mjs';

const timeoutMs = 10_000;
const lifeMs = 24 * 3_600_000;

const firstOwner = `select user_id as id from memberships where role = 'Owner' order by created_at, user_id limit 1`;
const byEmail = 'select id from users where lower(email) = lower($1) limit 2';
/** The link, and what the audit of each of the person's workspaces tells of it. */
const insertLink = `
  with link as (insert into sign_in_links (digest, user_id, expires_at) values ($1, $2, $3))
  insert into audit_events (workspace_id, at, actor, actor_name, action, subject, details)
  select w.id, now(), 'system', 'Who runs Sluice', 'member.sign-in-link', m.user_id, '{}'
  from memberships m join workspaces w on w.id = m.workspace_id
  where m.user_id = $2 and w.deleted_at is null`;

/**
 * Writes a sign-in link into the database of a portal that was not started from here; the portal knows it at once.
 * @param {string} databaseUrl @param {string} publicUrl @param {string | undefined} email
 * @returns {Promise<{ url: string, expiresAt: Date }>}
 */
export async function linkFromDatabase(databaseUrl, publicUrl, email) {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
  });
  client.on('error', () => undefined);
  const expiresAt = new Date(Date.now() + lifeMs);
  try {
    await client.connect();
    const { rows } =
      email === undefined ? await client.query(firstOwner) : await client.query(byEmail, [email]);
    const [person, another] = rows;
    if (another)
      throw new Refusal(
        'Several people have this e-mail address; ask an Owner for a link on the Users page.',
      );
    if (!person)
      throw new Refusal(
        email === undefined
          ? 'This database has no Owner yet; start the portal on it once.'
          : 'There is nobody with this e-mail address; check it.',
      );
    const { code, digest } = newCode();
    await client.query(insertLink, [digest, person.id, expiresAt]);
    return { url: `${publicUrl}/sign-in#${code}`, expiresAt };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    // Tables that are not there: it is no database of a portal.
    if (code === '42P01')
      throw new Refusal('The database of DATABASE_URL holds no portal; check the setting.');
    throw new Refusal(
      `The database of DATABASE_URL cannot be asked (${code ?? message}); check the setting.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
