// Texts that were written and not yet saved, by what they describe. They outlive the editor: a link, Back or the palette may leave
// the page at any time. Only leaving the portal loses them, so the browser asks before that.
const drafts = new Map<string, string>();

const ask = (event: BeforeUnloadEvent) => event.preventDefault();

export function draftOf(id: string): string | undefined {
  return drafts.get(id);
}

export function keepDraft(id: string, text: string): void {
  drafts.set(id, text);
  window.addEventListener('beforeunload', ask);
}

/** It was saved, or given up. */
export function dropDraft(id: string): void {
  drafts.delete(id);
  if (drafts.size === 0) window.removeEventListener('beforeunload', ask);
}
