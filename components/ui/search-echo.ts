/**
 * Tells a search that comes back from the URL because it was put there from one that others put there (Back, Clear
 * filters). It comes back late and may be skipped by a later one, so all that are on their way are remembered.
 */
export function createSearchEcho(first: string) {
  let seen = first;
  let target = first;
  let onTheirWay: string[] = [];
  return {
    /** What the URL says, or will say. */
    target: () => target,
    tell(search: string): void {
      target = search;
      onTheirWay.push(search);
    },
    /** Whether `search`, as the URL says it now, was put there by others. */
    isNews(search: string): boolean {
      if (search === seen) return false;
      seen = search;
      const at = onTheirWay.lastIndexOf(search);
      onTheirWay = at < 0 ? [] : onTheirWay.slice(at + 1);
      if (at < 0) target = search;
      return at < 0;
    },
  };
}
