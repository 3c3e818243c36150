// @ts-check
// npm run export: a workspace's datasets, all versions, to one folder. On Node's built-ins alone.
import { readArguments } from './portable/arguments.mjs';
import { exportWorkspace } from './portable/export-workspace.mjs';
import { createProgress } from './portable/progress.mjs';
import { runCopy } from './portable/run-copy.mjs';
import { exitCodes, runScript } from './setup/refusal.mjs';
import { checkNode } from './start/settings.mjs';

const help = `Copies all datasets of a workspace, with all versions and what is known of them, to a folder.

  SLUICE_TOKEN=… npm run export -- --url http://127.0.0.1:3000 --workspace ID --to FOLDER

  --url        address of the portal
  --workspace  id of the workspace: 32 hexadecimal digits, in the addresses of its pages
  --to         folder; made where missing

SLUICE_TOKEN is an authorization token of the workspace. The bytes come straight from storage and are
held against their MD5. Run it again after an interruption or for news: what is there is not fetched again.
sluice-export.json, written last, lists everything with true names and SHA-256.

Exit codes: 0 everything is there, 1 something is missing (told, and listed in the file), 78 a bad setting.`;

await runScript(async () => {
  checkNode(process.versions.node);
  const settings = readArguments(process.argv.slice(2), process.env, { folderFlag: 'to', onConflict: [] });
  if (!settings) return console.log(help);
  const progress = createProgress({ moved: 'downloaded', skipped: 'there already' });
  await runCopy(settings, progress, exportWorkspace);
  if (progress.counts.failed > 0) process.exitCode = exitCodes.failed;
});
