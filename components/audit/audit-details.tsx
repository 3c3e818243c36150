import { CopyButton } from '#components/ui/copy-button.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import type { ListedAuditEvent } from '#lib/audit/audit-schema.ts';
import { type AuditView, wholeAudit } from './audit-view.ts';

interface AuditDetailsProps {
  id: string;
  event: ListedAuditEvent;
  hrefOf: (change: Partial<AuditView>) => string;
}

/** A line of the audit as it is kept, field by field. */
export function AuditDetails({ id, event, hrefOf }: AuditDetailsProps) {
  const { at, actor, action, subject, address, details } = event;
  const fields: [string, string][] = [
    ['at', at],
    ['actor', actor],
    ['action', action],
    ['subject', subject],
    ['address', address ?? 'none'],
    ...Object.entries(details).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ];
  return (
    <div id={id} className="mt-2 grid gap-2 rounded-(--radius) bg-sunken px-3 py-2.5">
      <dl className="grid grid-cols-[minmax(72px,auto)_minmax(0,1fr)] gap-x-4 gap-y-0.5">
        {fields.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="break-all font-mono text-xs/5">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="flex flex-wrap items-center gap-x-4">
        <ShallowLink className="link" href={hrefOf({ ...wholeAudit, subject })}>
          Show only this thing
        </ShallowLink>
        <CopyButton text={JSON.stringify(event)} what="line as JSON">
          Copy as JSON
        </CopyButton>
      </p>
    </div>
  );
}
