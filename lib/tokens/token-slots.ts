/** A workspace has two authorization tokens, so that one can be regenerated while scripts go on with the other. */
export const tokenSlots = ['primary', 'secondary'] as const;

export type TokenSlot = (typeof tokenSlots)[number];
