import { noOperation } from '#server/http/index.ts';

/** Wherever no operation is: the API answers in its own words, not by a page for people. */
export const GET = noOperation;
export const POST = noOperation;
export const PUT = noOperation;
export const PATCH = noOperation;
export const DELETE = noOperation;
