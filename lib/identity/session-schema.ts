import { z } from 'zod';
import {
  deletedWorkspaceSchema,
  workspaceIdSchema,
  workspaceSchema,
} from '#lib/workspaces/workspace-schema.ts';

export const signInSchema = z
  .object({
    code: z.string().min(1).max(200).meta({ description: 'The part of the sign-in link after `#`.' }),
    replace: z.boolean().default(false).meta({
      description:
        "Whether somebody else's session, whose cookie came along, is to end; without it that is a `conflict`.",
    }),
  })
  .meta({ id: 'SignIn' });

export const sessionSchema = z
  .object({
    user: z.object({ id: z.string(), displayName: z.string(), email: z.string().nullable() }),
    workspaces: z.array(workspaceSchema).meta({ description: 'Where the caller is a member, by name.' }),
    deletedWorkspaces: z
      .array(deletedWorkspaceSchema)
      .meta({ description: 'Those the caller owned and can restore yet.' }),
    canCreateWorkspaces: z.boolean(),
    samplesWorkspaceId: workspaceIdSchema,
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Session' });

export type Session = z.infer<typeof sessionSchema>;
