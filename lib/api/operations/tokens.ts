import {
  regenerateTokenSchema,
  revealedTokenSchema,
  revealTokenSchema,
  tokenListSchema,
  tokenSlotSchema,
  workspaceOwnersSchema,
} from '#lib/tokens/token-schema.ts';
import type { OperationId } from '../routes.ts';
import type { Operation } from './operation.ts';
import { inWorkspace } from './params.ts';

const onSlot = inWorkspace.extend({ slot: tokenSlotSchema });

export const tokensOperations = {
  listOwners: {
    summary: 'Owners of a workspace: whom to ask for a token',
    tag: 'Tokens',
    access: 'workspace.read',
    params: inWorkspace,
    response: workspaceOwnersSchema,
    status: 200,
    errors: ['not_found'],
  },
  listTokens: {
    summary: 'The two authorization tokens of a workspace, masked',
    tag: 'Tokens',
    access: 'token.manage',
    params: inWorkspace,
    response: tokenListSchema,
    status: 200,
    errors: ['not_found'],
  },
  revealToken: {
    summary: 'Show an authorization token; it is written to the audit',
    tag: 'Tokens',
    access: 'token.manage',
    params: onSlot,
    body: revealTokenSchema,
    response: revealedTokenSchema,
    status: 200,
    errors: ['not_found'],
  },
  regenerateToken: {
    summary: 'Replace an authorization token; the old one is refused from then on',
    tag: 'Tokens',
    access: 'token.manage',
    params: onSlot,
    body: regenerateTokenSchema,
    response: revealedTokenSchema,
    status: 200,
    errors: ['not_found', 'conflict'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
