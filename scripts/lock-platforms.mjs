// Completes package-lock.json with the optional native parts of other platforms.
//
// A registry mirror may not serve every platform's packages; npm then drops them from the lock without a word, and
// `npm ci` fails for users of macOS or Windows. Run after each change of the lock; `npm run check` refuses a lock
// that lacks an entry. Usage: node scripts/lock-platforms.mjs [--check]
import { readFileSync, writeFileSync } from 'node:fs';

const lockFile = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(lockFile, 'utf8'));

/** Where npm would find `name` from the package at `from`: the nearest node_modules upwards. */
function isLocked(from, name) {
  const folders = from.split('/node_modules/');
  for (let depth = folders.length; depth >= 0; depth--) {
    const base = folders.slice(0, depth).join('/node_modules/');
    if (lock.packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true;
  }
  return false;
}

/** `os`, `cpu` and `libc` as the package's own name tells them. */
function platformOf(name) {
  const words = name.split('/').pop().split('-');
  const os = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'wasi'].find((word) => words.includes(word));
  const cpu = ['arm64', 'x64', 'arm', 'ia32', 'wasm32'].find((word) => words.includes(word));
  const libc = words.includes('musl')
    ? 'musl'
    : words.includes('gnu') || os === 'linux'
      ? 'glibc'
      : undefined;
  return {
    ...(os && os !== 'wasi' ? { os: [os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os === 'linux' && libc ? { libc: [libc] } : {}),
  };
}

const missing = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (/^\d/.test(version) && !isLocked(path, name)) missing.push({ name, version, dev: entry.dev });
  }
}

if (process.argv.includes('--check')) {
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    console.error(`package-lock.json lacks ${names}. Run: node scripts/lock-platforms.mjs`);
    process.exit(1);
  }
} else {
  for (const { name, version, dev } of missing) {
    const flags = { ...(dev ? { dev: true } : {}), optional: true };
    lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), ...flags };
  }
  const [root, ...rest] = Object.keys(lock.packages);
  lock.packages = Object.fromEntries([root, ...rest.sort()].map((key) => [key, lock.packages[key]]));
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${missing.length} platform packages added.`);
}
