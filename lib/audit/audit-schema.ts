import { z } from 'zod';

const filters = z.object({
  actor: z.string().max(100).optional().meta({ description: 'Part of the name of who did it.' }),
  action: z.string().max(100).optional().meta({ description: 'Begins with this, for example `dataset.`.' }),
  subject: z.string().max(100).optional().meta({ description: 'Id of what it was done to.' }),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional().meta({ description: 'Before this moment.' }),
});

export const listAuditQuerySchema = filters.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .meta({ description: '`nextCursor` of the page before.' }),
});

export const exportAuditQuerySchema = filters.extend({ format: z.enum(['csv', 'ndjson']) });

export const auditEventSchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    actor: z.string().meta({ description: '`user:{id}`, `token:{slot}` or `system`.' }),
    actorName: z.string(),
    action: z.string(),
    subject: z.string(),
    address: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEvent' });

/** What a line is about, where it still is in the workspace: its kind, and its name by now. */
const auditThingSchema = z
  .object({ kind: z.enum(['dataset', 'experiment', 'member']), name: z.string() })
  .meta({ id: 'AuditThing' });

const listedAuditEventSchema = auditEventSchema
  .extend({
    thing: auditThingSchema.nullable().meta({ description: 'Null where it is gone, or of no such kind.' }),
  })
  .meta({ id: 'ListedAuditEvent' });

export const auditPageSchema = z
  .object({ items: z.array(listedAuditEventSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'AuditPage' });

export type AuditFilters = z.infer<typeof filters>;
export type AuditEventInfo = z.infer<typeof auditEventSchema>;
export type AuditThing = z.infer<typeof auditThingSchema>;
export type ListedAuditEvent = z.infer<typeof listedAuditEventSchema>;
export type AuditPage = z.infer<typeof auditPageSchema>;
