import type { DataTypeId } from '#lib/datasets/data-types.ts';
import { readPreview } from '#lib/preview/read-preview.ts';
import { accessCode } from '../access-code.ts';
import type { AccessTabId } from '../access-tabs.ts';
import { seenOf } from '../dialect.ts';
import { makeDatasetTarget } from './targets.ts';

/** The code for a file's text, by its preview. */
export async function codeFor(text: string, tab: AccessTabId, dataTypeId: DataTypeId = 'GenericCSV') {
  const content = new TextEncoder().encode(text);
  const readRange = async (start: number, end: number) => content.slice(start, end);
  const preview = await readPreview(
    { size: content.length, readRange },
    dataTypeId,
    new AbortController().signal,
  );
  return accessCode(makeDatasetTarget({ dataTypeId, ...seenOf(preview, false) }), tab).code;
}
