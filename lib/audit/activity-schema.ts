import { z } from 'zod';

/** What happened to a dataset, newest first. */
export const activityPageSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        at: z.iso.datetime(),
        actor: z.string().meta({ description: 'Display name of who did it.' }),
        action: z.string().meta({ description: 'What was done, for example `dataset.rename`.' }),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'ActivityPage' });

export type ActivityPage = z.infer<typeof activityPageSchema>;
