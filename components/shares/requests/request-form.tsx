'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useApi } from '#components/shell/api-context.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Select, TextArea, TextField } from '#components/ui/fields.tsx';
import { type DataTypeId, dataTypes } from '#lib/datasets/data-types.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import type { SharePolicy } from '#lib/shares/share-schema.ts';
import { ExpiryField } from '../expiry-field.tsx';
import { PasswordField } from '../password-field.tsx';
import { type RequestDraft, type RequestProblems, sizesOnOffer } from './request-draft.ts';

/** What people send; the inner formats of modules they do not. */
const offered = dataTypes.filter(({ id }) => id !== 'Dataset' && id !== 'Other');

interface RequestFormProps {
  draft: RequestDraft;
  onChange: (changes: Partial<RequestDraft>) => void;
  /** Told once somebody tried to make the link. */
  problems: RequestProblems;
  policy: SharePolicy;
  now: number;
}

/** What is asked for, and what a link to receive data takes. */
export function RequestForm({ draft, onChange, problems, policy, now }: RequestFormProps) {
  const { dataTypeIds } = draft;
  const name = useQuery(sessionQuery(useApi())).data?.user.displayName;
  const toggle = (id: DataTypeId, on: boolean) =>
    onChange({ dataTypeIds: [...(dataTypeIds ?? []).filter((other) => other !== id), ...(on ? [id] : [])] });
  return (
    <>
      <TextField
        label="What you ask for"
        placeholder="Gauges of spring 2026"
        autoComplete="off"
        maxLength={200}
        value={draft.title}
        error={problems.title}
        onChange={({ target }) => onChange({ title: target.value })}
      />
      <TextArea
        label="Note"
        rows={2}
        placeholder="which files, in what form"
        value={draft.note}
        error={problems.note}
        hint={`Whoever opens the link reads both, and your name${name ? `: ${name}` : ''}.`}
        onChange={({ target }) => onChange({ note: target.value })}
      />
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
          label="Files at most"
          inputMode="numeric"
          autoComplete="off"
          value={draft.maxFiles}
          error={problems.maxFiles}
          onChange={({ target }) => onChange({ maxFiles: target.value })}
        />
        <Select
          label="Size of one file"
          value={draft.maxBytesPerFile}
          onChange={({ target }) => onChange({ maxBytesPerFile: Number(target.value) })}
        >
          {sizesOnOffer.map((bytes) => (
            <option key={bytes} value={bytes}>
              up to {formatBytes(bytes)}
            </option>
          ))}
        </Select>
      </div>
      <Select
        label="Kinds of files"
        value={dataTypeIds === null ? 'any' : 'some'}
        onChange={({ target }) =>
          onChange({ dataTypeIds: target.value === 'any' ? null : ['GenericCSV', 'Parquet'] })
        }
      >
        <option value="any">any</option>
        <option value="some">only these…</option>
      </Select>
      {dataTypeIds === null ? null : (
        <fieldset className="grid gap-1 sm:grid-cols-2">
          <legend className="sr-only">Kinds of files that may be sent</legend>
          {offered.map(({ id, label }) => (
            <Checkbox
              key={id}
              label={label}
              checked={dataTypeIds.includes(id)}
              onChange={({ target }) => toggle(id, target.checked)}
            />
          ))}
          {problems.dataTypeIds ? (
            <p role="alert" className="text-bad">
              {problems.dataTypeIds}
            </p>
          ) : null}
        </fieldset>
      )}
    </>
  );
}
