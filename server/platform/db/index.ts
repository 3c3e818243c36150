export { containing, containingUnindexed } from './containing.ts';
export { type Database, type OpenDatabase, openDatabase } from './database.ts';
export { breaksUnique, isDatabaseAway, isDiskFull, refusalOf } from './failures.ts';
export { isMoment } from './is-moment.ts';
export { rowsOf } from './rows-of.ts';
export * as schema from './schema.ts';
