export { listActivity } from './list-activity.ts';
export { type AuditEvent, recordEvent } from './record-event.ts';
