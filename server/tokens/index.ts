export { authenticateToken, type TokenHolder } from './authenticate.ts';
export { listTokens } from './list-tokens.ts';
export { createTokens, prepareTokens } from './prepare-tokens.ts';
export { regenerateToken } from './regenerate-token.ts';
export { revealToken } from './reveal-token.ts';
export { openToken } from './token-row.ts';
