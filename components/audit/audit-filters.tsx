'use client';

import { buttonClass } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Select, TextField } from '#components/ui/fields.tsx';
import { NameFilter } from '#components/ui/name-filter.tsx';
import { exportAddress } from './audit-queries.ts';
import { type AuditFilter, type AuditGroup, type AuditView, auditGroups } from './audit-view.ts';

interface AuditFiltersProps {
  workspaceId: string;
  view: AuditView;
  filter: AuditFilter;
  onChange: (change: Partial<AuditView>, how?: 'push' | 'replace') => void;
}

const formats = [
  { format: 'csv', label: 'Export CSV' },
  { format: 'ndjson', label: 'Export NDJSON' },
] as const;

/** What is shown of the audit, and the way to take that away as a file. */
export function AuditFilters({ workspaceId, view, filter, onChange }: AuditFiltersProps) {
  return (
    <>
      <search className="mb-3 flex flex-wrap items-end gap-2">
        <NameFilter label="Who" search={view.who} onSearch={(who) => onChange({ who }, 'replace')} />
        <Select
          label="What"
          labelHidden
          value={view.group ?? ''}
          onChange={({ target }) =>
            onChange({ group: (target.value || undefined) as AuditGroup | undefined })
          }
        >
          <option value="">What: anything</option>
          {auditGroups.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
        <Day label="From" value={view.from} max={view.to} onDay={(from) => onChange({ from })} />
        <Day label="To" value={view.to} min={view.from} onDay={(to) => onChange({ to })} />
        <div className="ml-auto flex flex-wrap gap-2">
          {formats.map(({ format, label }) => (
            <a
              key={format}
              className={buttonClass()}
              href={exportAddress(workspaceId, filter, format)}
              download
            >
              {label}
            </a>
          ))}
        </div>
      </search>
      {view.subject ? (
        <p className="mb-3 flex flex-wrap items-center gap-2">
          <Chip>
            only <code>{view.subject}</code>
          </Chip>
          <button type="button" className="link" onClick={() => onChange({ subject: undefined })}>
            Show everything
          </button>
        </p>
      ) : null}
    </>
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onDay: (day: string | undefined) => void;
}

function Day({ label, value, onDay, ...limits }: DayProps) {
  return (
    <TextField
      type="date"
      label={label}
      className="grid-cols-[auto_148px] items-center"
      value={value ?? ''}
      onChange={({ target }) => onDay(target.value || undefined)}
      {...limits}
    />
  );
}
