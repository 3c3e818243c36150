import { type AccessLanguage, type AccessTabId, accessTabs } from './access-tabs.ts';
import { type AccessTarget, tableTarget } from './access-target.ts';
import { azuremlCode } from './azureml-code.ts';
import { duckdbCode } from './duckdb-code.ts';
import { nodeCode } from './node-code.ts';
import { pandasCode, polarsCode } from './python-code.ts';
import { pythonString } from './quoting.ts';
import { rCode } from './r-code.ts';
import { azcopyCode, curlCode } from './shell-code.ts';

export interface AccessCode {
  language: AccessLanguage;
  code: string;
}

/** Stands where the reader has to put a token. */
export const tokenPlaceholder = '<authorization token>';

/**
 * Code that reads `target`, for a tab without an obstacle (`tabsFor`). `token` goes into the azureml code alone; all
 * others read it from the environment variable `SLUICE_TOKEN`.
 */
export function accessCode(
  target: AccessTarget,
  tab: AccessTabId,
  { token = tokenPlaceholder }: { token?: string } = {},
): AccessCode {
  const language = accessTabs.find(({ id }) => id === tab)?.language ?? 'bash';
  return { language, code: codeOf(target, tab, token) };
}

function codeOf(target: AccessTarget, tab: AccessTabId, token: string): string {
  switch (tab) {
    case 'azureml':
      // A link has no such tab.
      return target.kind === 'share'
        ? ''
        : `# pip install azureml\n${azuremlCode(target, pythonString(token))}`;
    case 'pandas':
      return pandasCode(tableTarget(target));
    case 'polars':
      return polarsCode(tableTarget(target));
    case 'duckdb':
      return duckdbCode(tableTarget(target));
    case 'r':
      return rCode(tableTarget(target));
    case 'curl':
      return curlCode(target);
    case 'azcopy':
      return azcopyCode(target);
    case 'node':
      return nodeCode(target);
  }
}
