import { useId } from 'react';
import { IconButton } from '#components/ui/button.tsx';
import { Select, TextArea, TextField } from '#components/ui/fields.tsx';
import { CrossIcon } from '#components/ui/icons.tsx';
import { type DataTypeId, dataTypes } from '#lib/datasets/data-types.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf } from '#lib/format/count.ts';
import { otherName } from '#lib/transfers/other-name.ts';
import {
  type Draft,
  descriptionProblem,
  draftNameProblem,
  fileProblem,
  type NameCounts,
  sizeOf,
} from './drafts.ts';
import { placeOf } from './folder-drafts.ts';
import { NameTaken } from './name-taken.tsx';

interface DraftRowProps {
  draft: Draft;
  /** Of all drafts. */
  names: NameCounts;
  alone: boolean;
  /** It gets a name of its own; a new version has its dataset's. */
  named: boolean;
  onChange: (changes: Partial<Draft>) => void;
  onRemove: () => void;
  onNewVersion: (datasetId: string) => void;
  /** Each file of the folder as a dataset of its own. */
  onSplit?: (() => void) | undefined;
}

export function DraftRow(props: DraftRowProps) {
  const { draft, names, alone, named, onChange, onRemove, onNewVersion, onSplit } = props;
  const nameId = useId();
  const { picked, taken, refusal, reserving } = draft;
  const label = placeOf(picked);
  const problem = fileProblem(draft) ?? refusal;

  function takeOther(name: string) {
    onChange({ name: otherName(name, names.keys()), taken: undefined });
    document.getElementById(nameId)?.focus();
  }

  return (
    <li
      className="grid grid-cols-[minmax(0,1fr)] gap-2 border-line border-b py-3 first:pt-0"
      aria-label={label}
    >
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-mono text-[12.5px]" title={label}>
          {picked.kind === 'folder' ? `${label}/` : label}
        </span>
        <span className="shrink-0 text-muted">
          {picked.kind === 'folder' ? `${countOf(picked.files.length, 'file')} · ` : ''}
          {formatBytes(sizeOf(picked))}
        </span>
        <IconButton label={`Leave out ${label}`} disabled={reserving} onClick={onRemove}>
          <CrossIcon />
        </IconButton>
      </div>
      <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_280px]">
        {named ? (
          <TextField
            id={nameId}
            label="Name"
            labelHidden={!alone}
            value={draft.name}
            disabled={reserving}
            autoComplete="off"
            error={draftNameProblem(draft, names)}
            onChange={({ target }) => onChange({ name: target.value, taken: undefined, refusal: undefined })}
          />
        ) : null}
        <Select
          label="Data type"
          labelHidden={!alone}
          value={draft.dataTypeId}
          disabled={reserving}
          onChange={({ target }) => onChange({ dataTypeId: target.value as DataTypeId, typeChosen: true })}
        >
          {dataTypes.map(({ id, label }) => (
            <option key={id} value={id} title={label}>
              {id}
            </option>
          ))}
        </Select>
      </div>
      {onSplit ? (
        <p className="text-muted">
          All files become one dataset.{' '}
          <button
            type="button"
            className="text-accent hover:underline"
            disabled={reserving}
            onClick={onSplit}
          >
            Make each file a dataset of its own
          </button>
        </p>
      ) : null}
      {alone && named ? (
        <TextArea
          label="Description"
          hint="Optional, Markdown. It becomes the README of the dataset."
          error={descriptionProblem(draft)}
          rows={3}
          value={draft.description}
          disabled={reserving}
          onChange={({ target }) => onChange({ description: target.value })}
        />
      ) : null}
      {taken ? (
        <NameTaken
          taken={taken}
          described={draft.description.trim() !== ''}
          onNewVersion={onNewVersion}
          onOtherName={() => takeOther(taken.name)}
        />
      ) : null}
      {problem ? (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      ) : null}
    </li>
  );
}
