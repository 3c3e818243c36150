import { auditPageSchema, exportAuditQuerySchema, listAuditQuerySchema } from '#lib/audit/audit-schema.ts';
import type { OperationId } from '../routes.ts';
import type { Operation } from './operation.ts';
import { inWorkspace } from './params.ts';

export const auditOperations = {
  listAudit: {
    summary: 'What happened in a workspace, newest first',
    tag: 'Audit',
    access: 'audit.read',
    params: inWorkspace,
    query: listAuditQuerySchema,
    response: auditPageSchema,
    status: 200,
    errors: ['not_found'],
  },
  exportAudit: {
    summary: 'What happened in a workspace, as a file',
    tag: 'Audit',
    access: 'audit.read',
    params: inWorkspace,
    query: exportAuditQuerySchema,
    media: 'text/csv',
    status: 200,
    errors: ['not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
