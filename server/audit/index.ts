export { exportAudit, listAudit } from './list-audit.ts';
export { type AuditEvent, recordEvent, recordEventOnce } from './record-event.ts';
