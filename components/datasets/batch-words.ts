import { countOf } from '#lib/format/count.ts';

export interface Named {
  id: string;
  name: string;
}

/** `“Rain”` or `3 datasets`. */
export function namesOf(datasets: readonly Named[]): string {
  const [only] = datasets;
  return datasets.length === 1 && only ? `“${only.name}”` : countOf(datasets.length, 'dataset');
}

/** `“Rain” was not deleted: …` or `17 datasets were not deleted: …`, with the reason of the first; undefined for none. */
export function failureText(
  failures: readonly { item: Named; reason: string }[],
  verb: 'deleted' | 'restored',
): string | undefined {
  const [first] = failures;
  if (!first) return undefined;
  const were = failures.length === 1 ? 'was' : 'were';
  return `${namesOf(failures.map(({ item }) => item))} ${were} not ${verb}: ${first.reason}`;
}
