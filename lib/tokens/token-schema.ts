import { z } from 'zod';
import { tokenSlots } from './token-slots.ts';

export const tokenSlotSchema = z.enum(tokenSlots).meta({ id: 'TokenSlot' });

export const tokenSchema = z
  .object({
    slot: tokenSlotSchema,
    generation: z.int().meta({ description: 'Counts regenerations, from 1.' }),
    ending: z.string().meta({ description: 'Last 4 characters, by which to recognise it.' }),
    createdAt: z.iso.datetime(),
    lastUsed: z
      .object({ at: z.iso.datetime(), address: z.string(), client: z.string() })
      .nullable()
      .meta({ description: 'To the minute; null where this token was never used.' }),
  })
  .meta({ id: 'Token' });

export const tokenListSchema = z.object({ items: z.array(tokenSchema) }).meta({ id: 'TokenList' });

export const revealedTokenSchema = tokenSchema
  .extend({ token: z.string().meta({ description: 'The secret itself.' }) })
  .meta({ id: 'RevealedToken' });

export const revealTokenSchema = z
  .object({ purpose: z.enum(['show', 'access-code']).default('show') })
  .strict()
  .meta({ id: 'RevealToken' });

export const regenerateTokenSchema = z
  .object({
    generation: z.int().min(1).meta({ description: 'Of the token seen; another by now is a `conflict`.' }),
  })
  .strict()
  .meta({ id: 'RegenerateToken' });

export const workspaceOwnersSchema = z
  .object({ items: z.array(z.object({ displayName: z.string(), email: z.string().nullable() })) })
  .meta({ id: 'WorkspaceOwners' });

export type Token = z.infer<typeof tokenSchema>;
export type RevealedToken = z.infer<typeof revealedTokenSchema>;
export type WorkspaceOwners = z.infer<typeof workspaceOwnersSchema>;
