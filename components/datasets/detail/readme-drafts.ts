// READMEs that were written and not yet saved, by dataset. They outlive the editor: a link, Back or the palette may leave
// the page at any time. Only leaving the portal loses them, so the browser asks before that.
const drafts = new Map<string, string>();

const ask = (event: BeforeUnloadEvent) => event.preventDefault();

export function readmeDraft(datasetId: string): string | undefined {
  return drafts.get(datasetId);
}

export function keepReadmeDraft(datasetId: string, text: string): void {
  drafts.set(datasetId, text);
  window.addEventListener('beforeunload', ask);
}

/** It was saved, or given up. */
export function dropReadmeDraft(datasetId: string): void {
  drafts.delete(datasetId);
  if (drafts.size === 0) window.removeEventListener('beforeunload', ask);
}
