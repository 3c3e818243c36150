import { countOf } from '#lib/format/count.ts';

export interface Named {
  id: string;
  name: string;
}

/** `“Rain”` or `3 datasets`; `noun` is the singular. */
export function namesOf(things: readonly Named[], noun: string): string {
  const [only] = things;
  return things.length === 1 && only ? `“${only.name}”` : countOf(things.length, noun);
}

/** `“Rain” was not deleted: …` or `17 datasets were not deleted: …`, with the reason of the first; undefined for none. */
export function failureText(
  failures: readonly { item: Named; reason: string }[],
  noun: string,
  verb: 'deleted' | 'restored' | 'revoked' | 'accepted' | 'declined',
): string | undefined {
  const [first] = failures;
  if (!first) return undefined;
  const were = failures.length === 1 ? 'was' : 'were';
  const names = namesOf(
    failures.map(({ item }) => item),
    noun,
  );
  return `${names} ${were} not ${verb}: ${first.reason}`;
}
