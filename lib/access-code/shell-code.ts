import type { AccessTarget } from './access-target.ts';
import { localName } from './local-name.ts';
import { shellWord } from './quoting.ts';

// The header comes by a pipe: a process's arguments can be read by everybody on the machine.
const header = `printf 'Authorization: Bearer %s\\n' "$SLUICE_TOKEN"`;

/** Saves the file. */
export function curlCode(target: AccessTarget): string {
  return `# ${shellWord(target.name)}
${header} |
  curl -fsSL --globoff -H @- -o ${shellWord(localName(target.fileName))} \\
    ${shellWord(target.portalUrl + target.contentPath)}
`;
}

/** Saves the file from the minutes-long address (SAS) to which the portal redirects. */
export function azcopyCode(target: AccessTarget): string {
  return `# ${shellWord(target.name)}
sas=$(${header} |
  curl -fsS -H @- -o /dev/null -w '%{redirect_url}' \\
    ${shellWord(target.portalUrl + target.contentPath)}) &&
  azcopy copy "$sas" ${shellWord(`./${localName(target.fileName)}`)} --from-to=BlobLocal
`;
}
