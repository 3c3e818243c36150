import { z } from 'zod';
import { actions, roles } from '#lib/access/actions.ts';
import { samplesWorkspaceId } from './samples-workspace.ts';

export const workspaceIdSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'A workspace id has 32 hexadecimal digits.')
  .meta({ description: 'Workspace id: 32 hexadecimal digits.', example: samplesWorkspaceId });

export const workspaceSchema = z
  .object({
    id: workspaceIdSchema,
    name: z.string(),
    role: z.enum(roles),
    can: z.array(z.enum(actions)).meta({ description: 'What the caller may do here.' }),
  })
  .meta({ id: 'Workspace' });

export const workspaceUsageSchema = workspaceSchema
  .extend({
    datasets: z.int().meta({ description: 'Datasets listed.' }),
    samples: z.int().meta({ description: 'Sample datasets that every member can read.' }),
    deletedDatasets: z.int().meta({ description: 'Deleted datasets that can still be restored.' }),
    bytes: z
      .int()
      .meta({ description: 'Bytes of all versions, deleted ones included until they are purged.' }),
    quotaBytes: z.int().nullable(),
  })
  .meta({ id: 'WorkspaceUsage' });

export type Workspace = z.infer<typeof workspaceSchema>;
export type WorkspaceUsage = z.infer<typeof workspaceUsageSchema>;
