import { azuremlObstacle, type DataTypeId, labelOf } from '#lib/datasets/data-types.ts';
import { type AccessTarget, tableTarget } from './access-target.ts';
import { delimitedOf, typeDelimiter } from './dialect.ts';

export const accessTabs = [
  { id: 'azureml', label: 'Python (azureml)', language: 'python' },
  { id: 'pandas', label: 'pandas', language: 'python' },
  { id: 'polars', label: 'polars', language: 'python' },
  { id: 'duckdb', label: 'DuckDB', language: 'python' },
  { id: 'r', label: 'R', language: 'r' },
  { id: 'curl', label: 'curl', language: 'bash' },
  { id: 'azcopy', label: 'azcopy', language: 'bash' },
  { id: 'node', label: 'Node', language: 'javascript' },
] as const;

export type AccessTabId = (typeof accessTabs)[number]['id'];
export type AccessLanguage = (typeof accessTabs)[number]['language'];

export interface AccessTab {
  id: AccessTabId;
  label: string;
  /** Why there is no code, as one sentence. */
  obstacle?: string;
  /** What the code does not do, as a sentence or two. */
  note?: string;
}

/** What reads over a link as well, with or without a password. */
const sharedTabs: readonly AccessTabId[] = ['pandas', 'polars', 'duckdb', 'curl'];

/** All tabs in their order, each with what stands against it. */
export function tabsFor(target: AccessTarget): AccessTab[] {
  const offered = accessTabs.filter(({ id }) => target.kind !== 'share' || sharedTabs.includes(id));
  return offered.map(({ id, label }) => {
    const obstacle = obstacleOf(target, id);
    const note = obstacle ? undefined : noteOf(target, id, label);
    return { id, label, ...(obstacle ? { obstacle } : {}), ...(note ? { note } : {}) };
  });
}

function obstacleOf(target: AccessTarget, tab: AccessTabId): string | undefined {
  if (tab === 'azcopy' && target.manyFiles)
    return 'azcopy copies blobs, and these are many files that the portal sends as one zip; use curl.';
  if (tab !== 'azureml') return undefined;
  if (target.manyFiles)
    return 'The azureml client reads datasets of one file, and these are many files that come as one zip; use another tab.';
  const cannotRead = azuremlObstacle(target.dataTypeId);
  if (cannotRead) return cannotRead;
  if (target.superseded)
    return `The azureml client reads the newest ${target.kind === 'output' ? 'run' : 'version'} alone, and this is an older one; use another tab.`;
  // The client puts node and port into its addresses without encoding them.
  if (target.kind === 'output' && /[?#%]/.test(target.nodeId + target.portName))
    return 'The azureml client cannot ask for a node or port whose name holds ?, # or %; use another tab.';
  return undefined;
}

const pythonReads: Record<'pandas' | 'polars' | 'duckdb', readonly DataTypeId[]> = {
  pandas: ['PlainText', 'ARFF', 'Parquet', 'JSON', 'NDJSON'],
  polars: ['PlainText', 'Parquet', 'JSON', 'NDJSON'],
  duckdb: ['PlainText', 'Parquet', 'JSON', 'NDJSON'],
};

/** Whether this tab's code makes a table of the bytes; the others fetch or save them as they are. */
export function readsAsTable(dataTypeId: DataTypeId, tab: 'pandas' | 'polars' | 'duckdb'): boolean {
  return delimitedOf({ dataTypeId }) !== undefined || pythonReads[tab].includes(dataTypeId);
}

function noteOf(target: AccessTarget, tab: AccessTabId, label: string): string | undefined {
  const notes = [
    filesNote(target, tab),
    typeNote(tableTarget(target).dataTypeId, tab, label),
    unknownNote(target, tab),
  ];
  return notes.filter(Boolean).join(' ') || undefined;
}

function filesNote({ leading }: AccessTarget, tab: AccessTabId): string | undefined {
  if (!leading) return undefined;
  if (tab === 'curl' || tab === 'node')
    return 'Many files come as one zip; ?path= and the path of a file after the address fetch that file alone.';
  return `These are many files; the code reads one of them, ${leading.path}. To read another, put its path after ?path=.`;
}

function typeNote(dataTypeId: DataTypeId, tab: AccessTabId, label: string): string | undefined {
  if (tab !== 'pandas' && tab !== 'polars' && tab !== 'duckdb') return undefined;
  if (readsAsTable(dataTypeId, tab)) return undefined;
  return `${label} has no reader for this type (${labelOf(dataTypeId)}); the code fetches the bytes.`;
}

/** Whether this tab's code goes by how the text is written; the others fetch or save the bytes as they are. */
export function goesByDialect(target: AccessTarget, tab: AccessTabId): boolean {
  if (tab === 'azureml' || tab === 'r') return true;
  if (tab !== 'pandas' && tab !== 'polars' && tab !== 'duckdb') return false;
  return readsAsTable(tableTarget(target).dataTypeId, tab);
}

function unknownNote(target: AccessTarget, tab: AccessTabId): string | undefined {
  const { unknown, dataTypeId } = tableTarget(target);
  if (!unknown || unknown === 'reading' || !goesByDialect(target, tab)) return undefined;
  const parted = typeDelimiter(dataTypeId) === '\t' ? 'tabs' : 'commas';
  const assumed = delimitedOf({ dataTypeId }) ? `${parted} and UTF-8` : 'UTF-8';
  const cause =
    unknown === 'hidden'
      ? 'This link shows no preview, so how the file is written is not known'
      : 'How the file is written could not be read';
  return `${cause}; the code assumes ${assumed}.`;
}
