/** How long a key to a blob lives, for writing and for reading, in ms. */
export const keyLifeMs = 15 * 60_000;
