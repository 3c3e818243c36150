// @ts-check

/** @typedef {import('./export-dataset.mjs').ListedVersion} ListedVersion */
/** @typedef {import('./manifest.mjs').ExportedVersion} ExportedVersion */

/**
 * How many of the exported versions, from the first on, a dataset holds; undefined where it is another dataset. One
 * that holds only some must be a begun import (or the origin) of it: then the dates are the same too.
 * @param {ListedVersion[]} listed oldest first @param {ExportedVersion[]} exported oldest first
 * @returns {number | undefined}
 */
export function sharedVersions(listed, exported) {
  const shared = Math.min(listed.length, exported.length);
  const pairs = exported.slice(0, shared).map((version, index) => ({ version, there: listed[index] }));
  if (!pairs.every(({ version, there }) => there && hasSameBytes(there, version))) return undefined;
  if (shared === exported.length) return shared;
  return pairs.every(({ version, there }) => there && isSameMoment(there, version)) ? shared : undefined;
}

/** @param {ListedVersion} listed @param {ExportedVersion} exported */
function hasSameBytes(listed, exported) {
  return (
    listed.files.length === exported.files.length &&
    listed.files.every(({ size, md5 }, index) => {
      const file = exported.files[index];
      // Where storage was told no MD5, the date must do.
      return file?.size === size && (md5 ? md5 === file.md5 : isSameMoment(listed, exported));
    })
  );
}

/** @param {{ createdAt: string }} one @param {{ createdAt: string }} other */
function isSameMoment(one, other) {
  return Date.parse(one.createdAt) === Date.parse(other.createdAt);
}
