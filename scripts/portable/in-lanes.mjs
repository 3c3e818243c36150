// @ts-check

/**
 * Works through `items`, `width` at a time, in their order. The first error stops the run: nothing new is begun, what
 * is under way is aborted by `controller` and waited for.
 * @template T
 * @param {Iterable<T> | AsyncIterable<T>} items
 * @param {number} width
 * @param {(item: T) => Promise<void>} work
 * @param {AbortController} controller
 */
export async function inLanes(items, width, work, controller) {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  /** @type {unknown[]} */
  const errors = [];
  let turn = Promise.resolve();

  // One lane asks for an item at a time: the source may be paged or a file read in order.
  function next() {
    const mine = turn.then(() => (controller.signal.aborted ? undefined : iterator.next()));
    turn = mine.then(
      () => {},
      () => {},
    );
    return mine;
  }

  async function lane() {
    try {
      for (let step = await next(); step && !step.done; step = await next()) await work(step.value);
    } catch (error) {
      errors.push(error);
      controller.abort();
    }
  }

  await Promise.all(Array.from({ length: width }, lane));
  await iterator.return?.();
  if (errors.length > 0) throw errors[0];
  controller.signal.throwIfAborted();
}
