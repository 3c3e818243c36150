import { readsAsTable } from './access-tabs.ts';
import type { AccessTarget } from './access-target.ts';
import { type FrameReader, pandasReader, polarsReader } from './frame-readers.ts';
import { pythonString } from './quoting.ts';

const tokenOfEnvironment = "os.environ['SLUICE_TOKEN']";

/** Makes a DataFrame `frame`, or the bytes `data` where pandas has no reader. */
export function pandasCode(target: AccessTarget): string {
  if (!readsAsTable(target.dataTypeId, 'pandas')) return bytesCode(target);
  return frameCode(target, 'pandas', 'pd', pandasReader(target.dataTypeId));
}

export function polarsCode(target: AccessTarget): string {
  if (!readsAsTable(target.dataTypeId, 'polars')) return bytesCode(target);
  return frameCode(target, 'polars', 'pl', polarsReader(target.dataTypeId));
}

function frameCode(target: AccessTarget, library: string, alias: string, reader: FrameReader): string {
  const { standard = [], packages = [], lines } = reader;
  return `# ${pythonString(target.name)}
# pip install ${[library, 'requests', ...packages].join(' ')}
${[...standard, 'os'].sort().map(importLine).join('')}
import ${library} as ${alias}
import requests

${requestCode(target, tokenOfEnvironment)}
${lines}
`;
}

/** The bytes, where a library has no reader for them. */
export function bytesCode(target: AccessTarget): string {
  return `# ${pythonString(target.name)}
# pip install requests
import os

import requests

${requestCode(target, tokenOfEnvironment)}
data = answer.content
`;
}

/** Makes `answer`; `token` is an expression of Python. `requests` takes the token to the portal alone, not to storage. */
export function requestCode(target: AccessTarget, token: string): string {
  return `url = ${pythonString(target.portalUrl + target.contentPath)}
answer = requests.get(url, headers={'Authorization': 'Bearer ' + ${token}}, timeout=60)
answer.raise_for_status()`;
}

function importLine(module: string): string {
  return `import ${module}\n`;
}
