import { ConfigError } from './config-error.ts';

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** Interprets SLUICE_WORKSPACE_QUOTA, in bytes; undefined where there is no limit. Throws `ConfigError`. */
export function readQuotaSetting(value: string | undefined): number | undefined {
  const text = value?.trim();
  if (!text) return undefined;
  const [, number, unit = 'B'] = /^(\d+(?:\.\d+)?) ?([KMGTP]?B)?$/i.exec(text) ?? [];
  const bytes = Math.floor(Number(number) * 1000 ** units.indexOf(unit.toUpperCase()));
  if (!Number.isSafeInteger(bytes) || bytes < 1)
    throw new ConfigError(
      'SLUICE_WORKSPACE_QUOTA must be bytes, or a number with a unit (KB, MB, GB, TB, PB), such as 500 GB.',
    );
  return bytes;
}

/** The same of this process. */
export function getQuotaSetting(): number | undefined {
  return readQuotaSetting(process.env.SLUICE_WORKSPACE_QUOTA);
}
