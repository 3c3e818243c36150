/** Runs `act` for every item, `lanes` at a time; a failure is kept beside its item and stops nothing else. */
export async function eachApart<T>(
  items: readonly T[],
  act: (item: T) => Promise<unknown>,
  lanes = 4,
): Promise<{ done: T[]; failures: { item: T; error: unknown }[] }> {
  const done: T[] = [];
  const failures: { item: T; error: unknown }[] = [];
  const queue = items.values();
  async function lane() {
    for (const item of queue) {
      await act(item).then(
        () => done.push(item),
        (error: unknown) => failures.push({ item, error }),
      );
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane));
  return { done, failures };
}
