'use client';

import { Checkbox } from '#components/ui/checkbox.tsx';
import { Select, TextField } from '#components/ui/fields.tsx';
import type { ShareAudience, SharePolicy } from '#lib/shares/share-schema.ts';
import { ExpiryField } from '../expiry-field.tsx';
import { PasswordField } from '../password-field.tsx';
import { type DraftProblems, hasPreview, limitHint, type ShareDraft } from './share-draft.ts';

interface ShareFormProps {
  draft: ShareDraft;
  onChange: (changes: Partial<ShareDraft>) => void;
  problems: DraftProblems;
  policy: SharePolicy;
  /** Number of the newest version. */
  newest: number;
  now: number;
}

/** What a new link allows. */
export function ShareForm({ draft, onChange, problems, policy, newest, now }: ShareFormProps) {
  return (
    <>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Select
          label="Version"
          value={draft.n ?? ''}
          onChange={({ target }) => onChange({ n: target.value === '' ? null : Number(target.value) })}
        >
          <option value="">always the newest</option>
          {versions(newest).map((n) => (
            <option key={n} value={n}>
              {n === newest ? `version ${n}, the newest today` : `version ${n}`}
            </option>
          ))}
        </Select>
        <Select
          label="Who may open it"
          value={draft.audience}
          onChange={({ target }) => onChange({ audience: target.value as ShareAudience })}
        >
          <option value="anyone">anyone with the link</option>
          <option value="members">members, signed in</option>
        </Select>
      </div>
      <ExpiryField
        value={draft.expiry}
        onChange={(expiry) => onChange({ expiry })}
        maxDays={policy.maxLifetimeDays}
        now={now}
      />
      <PasswordField
        value={draft.password}
        onChange={(password) => onChange({ password })}
        required={policy.passwordRequired}
        problem={problems.password}
      />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <TextField
          label="Downloads at most"
          inputMode="numeric"
          placeholder="no limit"
          autoComplete="off"
          value={draft.limit}
          error={problems.limit}
          hint={limitHint(draft.limit, draft.preview === undefined)}
          onChange={({ target }) => onChange({ limit: target.value })}
        />
        <TextField
          label="Note"
          placeholder="for whom, what for"
          autoComplete="off"
          value={draft.note}
          error={problems.note}
          hint="Only members see it."
          onChange={({ target }) => onChange({ note: target.value })}
        />
      </div>
      <div className="grid gap-1">
        <Checkbox
          label="The first rows can be looked at without downloading"
          checked={hasPreview(draft)}
          onChange={({ target }) => onChange({ preview: target.checked })}
        />
        {hasPreview(draft) && draft.limit.trim() !== '' ? (
          <p className="text-muted">
            Rows are read from the file itself: who knows how can read all of it that way, and it does not
            count as a download.
          </p>
        ) : null}
      </div>
    </>
  );
}

/** Of many versions the last hundred. */
function versions(newest: number): number[] {
  return Array.from({ length: Math.min(newest, 100) }, (_, index) => newest - index);
}
