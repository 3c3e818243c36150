// @ts-check
// npm run import: what `npm run export` wrote, to a workspace. On Node's built-ins alone.
import { readArguments } from './portable/arguments.mjs';
import { importWorkspace } from './portable/import-workspace.mjs';
import { createProgress } from './portable/progress.mjs';
import { runCopy } from './portable/run-copy.mjs';
import { exitCodes, runScript } from './setup/refusal.mjs';
import { checkNode } from './start/settings.mjs';

const help = `Brings the datasets of a folder that export wrote to a workspace, with names, descriptions, versions,
dates and owners' names.

  SLUICE_TOKEN=… npm run import -- --url http://127.0.0.1:3000 --workspace ID --from FOLDER

  --url          address of the portal
  --workspace    id of the workspace: 32 hexadecimal digits, in the addresses of its pages
  --from         the folder
  --on-conflict  where a dataset of the workspace has the name and other content:
                 rename imports it beside, as "Name (2)"; skip leaves it out. Without, it is a failure.

SLUICE_TOKEN is an authorization token of the workspace. Files are checked against the export before they
are sent. Run it again after an interruption: what is there already is left. Nothing is overwritten.

Exit codes: 0 everything is there or was left out as asked, 1 something failed (told), 78 a bad setting.`;

await runScript(async () => {
  checkNode(process.versions.node);
  const ways = { folderFlag: /** @type {const} */ ('from'), onConflict: ['skip', 'rename'] };
  const settings = readArguments(process.argv.slice(2), process.env, ways);
  if (!settings) return console.log(help);
  const progress = createProgress({ moved: 'uploaded', skipped: 'left as they are' });
  await runCopy(settings, progress, (run) => importWorkspace(run, settings.onConflict));
  if (progress.counts.failed > 0) process.exitCode = exitCodes.failed;
});
