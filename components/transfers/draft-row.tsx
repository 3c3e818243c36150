import { useId } from 'react';
import { IconButton } from '#components/ui/button.tsx';
import { Select, TextArea, TextField } from '#components/ui/fields.tsx';
import { CrossIcon } from '#components/ui/icons.tsx';
import { type DataTypeId, dataTypes } from '#lib/datasets/data-types.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { otherName } from '#lib/transfers/other-name.ts';
import { type Draft, descriptionProblem, draftNameProblem, fileProblem } from './drafts.ts';
import { NameTaken } from './name-taken.tsx';

interface DraftRowProps {
  draft: Draft;
  drafts: readonly Draft[];
  alone: boolean;
  /** It gets a name of its own; a new version has its dataset's. */
  named: boolean;
  onChange: (changes: Partial<Draft>) => void;
  onRemove: () => void;
  onNewVersion: (datasetId: string) => void;
}

export function DraftRow({ draft, drafts, alone, named, onChange, onRemove, onNewVersion }: DraftRowProps) {
  const nameId = useId();
  const { file, taken, refusal, reserving } = draft;
  const problem = fileProblem(draft) ?? refusal;

  function takeOther(name: string) {
    onChange({
      name: otherName(
        name,
        drafts.map((other) => other.name),
      ),
      taken: undefined,
    });
    document.getElementById(nameId)?.focus();
  }

  return (
    <li className="grid gap-2 border-line border-b py-3 first:pt-0" aria-label={file.name}>
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-mono text-[12.5px]" title={file.name}>
          {file.name}
        </span>
        <span className="text-muted">{formatBytes(file.size)}</span>
        <IconButton label={`Leave out ${file.name}`} disabled={reserving} onClick={onRemove}>
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
            error={draftNameProblem(draft, drafts)}
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
