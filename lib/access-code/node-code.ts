import type { AccessTarget } from './access-target.ts';
import { localName } from './local-name.ts';
import { jsString } from './quoting.ts';

/** An ES module that saves the file. */
export function nodeCode(target: AccessTarget): string {
  return `// ${jsString(target.name)}; save as read.mjs
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

const url = ${jsString(target.portalUrl + target.contentPath)};
const headers = { authorization: \`Bearer \${process.env.SLUICE_TOKEN}\` };
const answer = await fetch(url, { headers });
if (!answer.ok) throw new Error(\`\${answer.status}: \${await answer.text()}\`);
await pipeline(answer.body, createWriteStream(${jsString(localName(target.fileName))}));
`;
}
