import type { AccessTarget } from './access-target.ts';
import { localName } from './local-name.ts';
import { shellWord } from './quoting.ts';

// Secrets come by a pipe: a process's arguments can be read by everybody on the machine.
const bearer = `printf 'Authorization: Bearer %s\\n' "$SLUICE_TOKEN"`;
const basic = `printf 'share:%s' "$SLUICE_PASSWORD" | base64 | tr -d '\\n' |
  sed 's/.*/Authorization: Basic &/'`;

/** Saves the file. */
export function curlCode(target: AccessTarget): string {
  const secret = secretOf(target);
  const header = secret && ' -H @-';
  return `# ${shellWord(target.name)}
${secret}curl -fsSL --globoff${header} -o ${shellWord(localName(target.fileName))} \\
    ${shellWord(target.portalUrl + target.contentPath)}
`;
}

function secretOf(target: AccessTarget): string {
  if (target.kind !== 'share') return `${bearer} |\n  `;
  return target.hasPassword ? `${basic} |\n  ` : '';
}

/** Saves the file from the minutes-long address (SAS) to which the portal redirects. */
export function azcopyCode(target: AccessTarget): string {
  return `# ${shellWord(target.name)}
sas=$(${bearer} |
  curl -fsS -H @- -o /dev/null -w '%{redirect_url}' \\
    ${shellWord(target.portalUrl + target.contentPath)}) &&
  azcopy copy "$sas" ${shellWord(`./${localName(target.fileName)}`)} --from-to=BlobLocal
`;
}
