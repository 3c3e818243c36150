import { z } from 'zod';

const text = z
  .string()
  .max(100)
  .regex(/^\P{Cc}*$/u, 'It holds a control character; type it anew.');
/** PostgreSQL knows no year 0. */
const moment = z.iso.datetime().refine((at) => !at.startsWith('0000'), 'There is no year 0; give another.');

const filters = z.object({
  actor: text.optional().meta({ description: 'Part of the name of who did it.' }),
  action: text.optional().meta({ description: 'Begins with this, for example `dataset.`.' }),
  subject: text.optional().meta({ description: 'Id of what it was done to.' }),
  from: moment.optional(),
  to: moment.optional().meta({ description: 'Before this moment.' }),
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
    actor: z.string().meta({ description: '`user:{id}`, `token:{slot}`, `share:{id}` or `system`.' }),
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
