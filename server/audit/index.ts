export { exportAudit, listAudit } from './list-audit.ts';
export { type AuditEvent, recordEvent } from './record-event.ts';
