// @ts-check
/** What blobs, blocks and containers are told apart by: the first of these that a collection has an index of. */
const nameFields = ['blobName', 'name'];

/**
 * @typedef {(query?: Record<string, unknown>, firstOnly?: boolean) => unknown} Find
 * @typedef {{ collection: { binaryIndices: Record<string, unknown> }, filterInitialized: boolean, find: Find }} Results
 */

/**
 * Lets LokiJS, which keeps Azurite's records, look for a name first. Of several conditions it asks an index for the first
 * alone; Azurite's first is the account, which all blobs share, so that each request looked at every blob there is.
 *
 * Answers are those of before; where several match and are not sorted, their order may be another.
 * @param {{ Resultset: { prototype: Results } }} loki what `lokijs` exports
 */
export function findByName({ Resultset }) {
  const { find } = Resultset.prototype;
  /** @this {Results} @type {Find} */
  Resultset.prototype.find = function (query, firstOnly) {
    const field = nameFields.find((name) => name in this.collection.binaryIndices);
    // Narrowed already, an index is of no use; other than equal, a name is no narrow condition.
    if (this.filterInitialized || !field || typeof query?.[field] !== 'string')
      return find.call(this, query, firstOnly);
    const { [field]: name, ...rest } = query;
    return find.call(this, { [field]: name, ...rest }, firstOnly);
  };
}
