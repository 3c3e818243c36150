import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  hasInstallScript?: boolean;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};
const locked = Object.entries(packages).filter(([path]) => path !== '');

test('what is asked for is asked for by an exact version, and locked', () => {
  const asked: [string, string][] = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(asked.length).toBeGreaterThan(40);
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  for (const [name, version] of asked) expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
});

test('what is installed comes from the registry and is held against its hash', () => {
  expect(locked.length).toBeGreaterThan(500);
  const loose = locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
  // Native parts for other platforms than that of the registry's mirror (scripts/lock-platforms.mjs).
  expect(loose.filter(([, { optional, os, cpu }]) => !optional || !(os ?? cpu))).toEqual([]);
  const elsewhere = locked.filter(
    ([, { resolved }]) => resolved && !resolved.startsWith('https://registry.npmjs.org/'),
  );
  expect(elsewhere.map(([path]) => path)).toEqual([]);
});

test('no package may run a script when it is installed; those that would are known', () => {
  expect(readFileSync('.npmrc', 'utf8').split('\n')).toContain('ignore-scripts=true');
  const names = locked
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.split('node_modules/').at(-1));
  // Of drizzle-kit, which writes migrations: its native part comes as a package of its own.
  expect([...new Set(names)]).toEqual(['esbuild']);
});
