// @ts-check
import { spawnSync } from 'node:child_process';
import { canInstallPackages, installPackages } from '../setup/debian.mjs';
import { packageFile } from '../setup/places.mjs';
import { Refusal } from '../setup/refusal.mjs';
import { findChromium } from './find-chromium.mjs';

/** Sees to a browser: the installed one, else Debian's package where we are root, else Playwright's own download. */
export async function ensureBrowser() {
  if (findChromium()) return;
  if (
    canInstallPackages() &&
    (await installPackages('a browser', ['chromium-headless-shell'])) &&
    findChromium()
  )
    return;
  console.log('Downloading a browser (playwright install chromium) …');
  spawnSync(process.execPath, [packageFile('playwright/cli.js'), 'install', 'chromium'], {
    stdio: 'inherit',
  });
  if (!findChromium())
    throw new Refusal('No browser could be had; install Chromium or Chrome and try again.');
}
