import { z } from 'zod';
import { workspaceIdSchema } from '#lib/workspaces/workspace-schema.ts';

// Parameters of paths that several chapters have.
export const inWorkspace = z.object({ workspaceId: workspaceIdSchema });
