// @ts-check
// Writes docs/licences.md: every package that production installs, with its licence, as package-lock.json names it.
// --check: fails on a licence that is not in the list below, and where the page is not what the lock says.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './setup/places.mjs';
import { Refusal, runScript } from './setup/refusal.mjs';

const allowed = new Set([
  ...['MIT', 'MIT-0', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'MPL-2.0'],
  ...['BlueOak-1.0.0', 'CC0-1.0', 'Python-2.0', 'Unlicense'],
]);

/** What is taken in spite of the list, and why. */
const exceptions = [
  {
    name: /^@img\/sharp/,
    licence: /^(Apache-2\.0 AND )?LGPL-3\.0-or-later( AND MIT)?$/,
    why: "libvips, which Next's image optimizer would load: an optional dependency of `next`, replaceable as the LGPL asks. The optimizer is off (`images.unoptimized`).",
  },
  {
    name: /^caniuse-lite$/,
    licence: /^CC-BY-4\.0$/,
    why: 'A data set about browsers, used by `next build` alone; its authors are named by this table.',
  },
  {
    name: /^uri-templates$/,
    licence: /tv4\/LICENSE\.txt$/,
    why: 'Its README says: released into the public domain, to be changed and licensed anew for any purpose.',
  },
];

/** @typedef {{ name: string, version: string, licence: string }} Package */

/** An SPDX expression without nesting: all of AND, one of OR. @param {string} licence */
function isAllowed(licence) {
  const anyOf = licence.replace(/[()]/g, '').split(' OR ');
  return anyOf.some((part) => part.split(' AND ').every((name) => allowed.has(name)));
}

/** @param {Package} entry */
function exceptionFor({ name, licence }) {
  return exceptions.find((exception) => exception.name.test(name) && exception.licence.test(licence));
}

/**
 * @typedef {{ version: string, license?: string, dev?: boolean, optionalDependencies?: Record<string, string> }} Entry
 * @param {Record<string, Entry>} entries `packages` of the lock @returns {Package[]}
 */
function productionPackages(entries) {
  const production = Object.entries(entries).filter(([path, { dev }]) => path !== '' && !dev);
  const found = production.map(([path, entry]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    // The build of a native part for another platform carries the licence of what it is a part of.
    const whole = entry.license
      ? entry
      : production.find(([, { optionalDependencies: o }]) => o?.[name])?.[1];
    return { name, version: entry.version, licence: whole?.license ?? 'unknown' };
  });
  const unique = new Map(found.map((entry) => [`${entry.name}@${entry.version}`, entry]));
  return [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** @param {Package[]} packages */
function pageOf(packages) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { licence } of packages) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const excepted = exceptions.flatMap(({ why }, index) => {
    const names = packages
      .filter((entry) => exceptionFor(entry) === exceptions[index])
      .map(({ name }) => name);
    return names.length > 0 ? [`- ${names.map((name) => `\`${name}\``).join(', ')}: ${why}`] : [];
  });
  return [
    '# Licences of what production installs',
    '',
    'Written by `node scripts/licences.mjs` from package-lock.json; do not edit. All platforms count, also those whose',
    'native parts are not installed here. The samples are data with licences of their own: each README names its.',
    '',
    '| Licence | Packages |',
    '| --- | ---: |',
    ...byCount.map(([licence, count]) => `| ${licence} | ${count} |`),
    '',
    '## Taken in spite of the list',
    '',
    ...excepted,
    '',
    '## All of them',
    '',
    '| Package | Version | Licence |',
    '| --- | --- | --- |',
    ...packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    '',
  ].join('\n');
}

await runScript(async () => {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const packages = productionPackages(lock.packages);
  if (packages.length === 0) throw new Refusal('package-lock.json names no package.');
  const refused = packages.filter((entry) => !isAllowed(entry.licence) && !exceptionFor(entry));
  if (refused.length > 0)
    throw new Refusal(
      `Licences that are not in the list of scripts/licences.mjs: ${refused
        .map(({ name, version, licence }) => `${name} ${version} (${licence})`)
        .join(', ')}.`,
    );
  const file = join(root, 'docs/licences.md');
  const page = pageOf(packages);
  if (!process.argv.includes('--check')) return writeFile(file, page);
  const written = await readFile(file, 'utf8').catch(() => '');
  if (written !== page) throw new Refusal('docs/licences.md is old; run node scripts/licences.mjs.');
});
