// @ts-check
// npm run sign-in-link: a one-time sign-in link for whoever locked themselves out, while the portal runs.
import { linkFromDatabase } from './operator/link-from-database.mjs';
import { linkFromPortal } from './operator/link-from-portal.mjs';
import { readRunning } from './operator/read-running.mjs';
import { exitCodes, Refusal, runScript } from './setup/refusal.mjs';
import { checkNode, publicOriginOf, readSettings } from './start/settings.mjs';

const help = `Makes a one-time sign-in link; it works once, within 24 hours.

  npm run sign-in-link                     for the first Owner
  npm run sign-in-link -- ana@example.org  for the person with this e-mail address

Run it where the portal runs, as who started it: it asks the portal of SLUICE_DATA (default .sluice). Where none
runs there and DATABASE_URL is set, it goes to that database, and SLUICE_PUBLIC_URL is where the link leads to.`;

await runScript(async () => {
  checkNode(process.versions.node);
  const args = process.argv.slice(2);
  if (args.includes('--help')) return console.log(help);
  const [email, ...rest] = args;
  if (rest.length > 0 || email?.startsWith('-'))
    throw new Refusal('Give one e-mail address, or nothing for the first Owner.', exitCodes.badSetting);
  const { url, expiresAt } = await makeLink(email);
  console.log(`This link signs in once, until ${expiresAt.toUTCString()}:\n\n  ${url}\n`);
});

/** @param {string | undefined} email */
async function makeLink(email) {
  const settings = readSettings([], process.env);
  const running = await readRunning(settings.dataFolder);
  if (running) return linkFromPortal(running, email);
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl)
    throw new Refusal(
      `No portal runs on ${settings.dataFolder}. Where it keeps its data elsewhere, set SLUICE_DATA as there, and ` +
        'where no starter runs it, DATABASE_URL; else "npm start" runs one, and prints a sign-in link for the first Owner.',
    );
  return linkFromDatabase(databaseUrl, publicOriginOf(settings, settings.port), email);
}
