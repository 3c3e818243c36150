import { z } from 'zod';
import { actions, roles } from '#lib/access/actions.ts';
import { lineSchema } from '#lib/format/line-schema.ts';
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
    submissions: z.int().meta({ description: 'Files that arrived through links and await acceptance.' }),
    quotaBytes: z.int().nullable(),
  })
  .meta({ id: 'WorkspaceUsage' });

export const workspaceNameSchema = lineSchema('The name')
  .min(1, 'The name is empty; give the workspace a name.')
  .max(100, 'The name is too long; 100 characters at most.');

export const nameWorkspaceSchema = z
  .object({ name: workspaceNameSchema })
  .strict()
  .meta({ id: 'NameWorkspace' });

export const deleteWorkspaceSchema = z
  .object({ name: z.string().max(200).meta({ description: 'Its name, typed to confirm.' }) })
  .strict()
  .meta({ id: 'DeleteWorkspace' });

export const deletedWorkspaceSchema = z
  .object({ id: workspaceIdSchema, name: z.string(), purgeAt: z.iso.datetime() })
  .meta({ id: 'DeletedWorkspace' });

export const usageSchema = z
  .object({
    bytes: z.int(),
    quotaBytes: z.int().nullable(),
    outputBytes: z.int().meta({ description: 'Of that, outputs of experiments.' }),
    receivedBytes: z
      .int()
      .meta({ description: 'Of that, what arrived through links and awaits acceptance.' }),
    reservedBytes: z.int().meta({ description: 'Held besides for uploads that are under way.' }),
    datasets: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          bytes: z.int().meta({ description: 'Of all versions.' }),
          versions: z.int(),
          deleted: z.boolean(),
        }),
      )
      .meta({ description: 'The 100 largest, largest first.' }),
    otherBytes: z.int().meta({ description: 'Of all datasets beyond those.' }),
  })
  .meta({ id: 'Usage' });

export type Usage = z.infer<typeof usageSchema>;
export type DeletedWorkspace = z.infer<typeof deletedWorkspaceSchema>;
export type Workspace = z.infer<typeof workspaceSchema>;
export type WorkspaceUsage = z.infer<typeof workspaceUsageSchema>;
