import type { OperationInput } from '#lib/api/operations.ts';

/** What the audit shows; all of it lives in the URL. Days are local ones, as `2026-11-20`. */
export interface AuditView {
  /** Part of the name of who did it. */
  who: string;
  group: AuditGroup | undefined;
  /** First and last day shown. */
  from: string | undefined;
  to: string | undefined;
  /** Id of what it was done to. */
  subject: string | undefined;
}

/** Nothing is left out. */
export const wholeAudit: AuditView = {
  who: '',
  group: undefined,
  from: undefined,
  to: undefined,
  subject: undefined,
};

/** Kinds of things that are done, by the beginning of the actions' names. */
export const auditGroups = [
  { id: 'dataset', label: 'Datasets' },
  { id: 'upload', label: 'Uploads' },
  { id: 'experiment', label: 'Experiments' },
  { id: 'share', label: 'Links' },
  { id: 'request', label: 'Links to receive data' },
  { id: 'submission', label: 'Received data' },
  { id: 'token', label: 'Authorization tokens' },
  { id: 'member', label: 'People' },
  { id: 'session', label: 'Sign-ins' },
  { id: 'workspace', label: 'Workspace' },
  { id: 'audit', label: 'Audit' },
] as const;

export type AuditGroup = (typeof auditGroups)[number]['id'];

type Given = { get(name: string): string | null };

/** Reads the view from a URL's query; what it does not understand counts as not given. */
export function viewFromSearch(search: Given): AuditView {
  return {
    who: (search.get('who') ?? '').slice(0, 100),
    group: auditGroups.find(({ id }) => id === search.get('what'))?.id,
    from: dayIn(search, 'from'),
    to: dayIn(search, 'to'),
    subject: search.get('subject')?.slice(0, 100) || undefined,
  };
}

function dayIn(search: Given, name: string): string | undefined {
  const day = search.get(name) ?? '';
  return /^\d{4}-\d\d-\d\d$/.test(day) && startOfDay(day) ? day : undefined;
}

/** The URL query of a view, with its `?`; empty for the whole audit. */
export function searchOfView({ who, group, from, to, subject }: AuditView): string {
  const given = Object.entries({ who, what: group, from, to, subject }).filter(([, value]) => value);
  const text = new URLSearchParams(given as [string, string][]).toString();
  return text && `?${text}`;
}

type AuditQuery = NonNullable<OperationInput<'listAudit'>['query']>;
export type AuditFilter = Pick<AuditQuery, 'actor' | 'action' | 'subject' | 'from' | 'to'>;

/** What the server is asked for the view: moments instead of days, and only what is given. */
export function filterOfView({ who, group, from, to, subject }: AuditView): AuditFilter {
  return {
    ...(who ? { actor: who } : {}),
    ...(group ? { action: `${group}.` } : {}),
    ...(subject ? { subject } : {}),
    ...(from ? { from: startOfDay(from)?.toISOString() } : {}),
    ...(to ? { to: startOfDay(to, 1)?.toISOString() } : {}),
  };
}

/** Local midnight at which a day, or the one `later` days after it, begins; undefined for a day that is none. */
function startOfDay(day: string, later = 0): Date | undefined {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date);
  if (start.getMonth() !== month - 1 || start.getDate() !== date) return undefined;
  return new Date(year, month - 1, date + later);
}
