import { readsAsTable } from './access-tabs.ts';
import type { AccessTarget } from './access-target.ts';
import { type FrameReader, pandasReader, polarsReader } from './frame-readers.ts';
import { pythonString } from './quoting.ts';

const tokenOfEnvironment = "os.environ['SLUICE_TOKEN']";

/** Modules that a request's code reads its secret with. */
export function secretModules(target: AccessTarget): string[] {
  return target.kind === 'share' && !target.hasPassword ? [] : ['os'];
}

/** Makes a DataFrame `frame`, or the bytes `data` where pandas has no reader. */
export function pandasCode(target: AccessTarget): string {
  if (!readsAsTable(target.dataTypeId, 'pandas')) return bytesCode(target);
  return frameCode(target, 'pandas', 'pd', pandasReader(target));
}

export function polarsCode(target: AccessTarget): string {
  if (!readsAsTable(target.dataTypeId, 'polars')) return bytesCode(target);
  return frameCode(target, 'polars', 'pl', polarsReader(target));
}

function frameCode(target: AccessTarget, library: string, alias: string, reader: FrameReader): string {
  const { standard = [], packages = [], lines } = reader;
  return `# ${pythonString(target.name)}
# pip install ${[library, 'requests', ...packages].join(' ')}
${blockOf([...standard, ...secretModules(target)].sort())}import ${library} as ${alias}
import requests

${requestCode(target, tokenOfEnvironment)}
${lines}
`;
}

/** The bytes, where a library has no reader for them. */
export function bytesCode(target: AccessTarget): string {
  return `# ${pythonString(target.name)}
# pip install requests
${blockOf(secretModules(target))}import requests

${requestCode(target, tokenOfEnvironment)}
data = answer.content
`;
}

/** Makes `answer`; `token` is an expression of Python. `requests` takes the token to the portal alone, not to storage. */
export function requestCode(target: AccessTarget, token: string): string {
  return `url = ${pythonString(target.portalUrl + target.contentPath)}
answer = requests.get(url${secretArgument(target, token)}, timeout=60)
answer.raise_for_status()`;
}

/** What `requests` is told so that the portal answers, after its first argument. */
export function secretArgument(target: AccessTarget, token = tokenOfEnvironment): string {
  if (target.kind !== 'share') return `, headers={'Authorization': 'Bearer ' + ${token}}`;
  // As bytes: text that is not Latin-1 could not be sent.
  return target.hasPassword ? ", auth=(b'share', os.environ['SLUICE_PASSWORD'].encode())" : '';
}

/** A block of imports and the blank line after it; nothing for none. */
export function blockOf(modules: readonly string[]): string {
  return modules.length === 0 ? '' : `${modules.map((module) => `import ${module}\n`).join('')}\n`;
}
