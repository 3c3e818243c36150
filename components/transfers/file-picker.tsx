import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { UploadIcon } from '#components/ui/icons.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import {
  canKeepHandles,
  type Picked,
  pickedOfInput,
  pickFolderWithHandle,
  pickWithHandles,
} from './picked.ts';

interface FilePickerProps {
  /** Several files, or one; a folder in either case unless `folders` says no. */
  several: boolean;
  folders: boolean;
  /** Files are there already: one more line, not a place to drop. */
  small: boolean;
  onPicked: (picked: Picked[]) => void;
}

export function FilePicker({ several, folders, small, onPicked }: FilePickerProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const noun = several ? 'files' : 'a file';

  function choose(pick: () => Promise<Picked[]>, input: HTMLInputElement | null) {
    // A handle opens the file again after a reload, by a click.
    if (!canKeepHandles()) return input?.click();
    pick().then(
      (picked) => picked.length > 0 && onPicked(picked),
      () => showToast({ text: 'What was chosen cannot be read; choose it again.', tone: 'bad' }),
    );
  }

  return (
    <div
      className={
        small
          ? 'flex flex-wrap gap-2 pt-3'
          : 'grid justify-items-center gap-3 rounded-lg border border-line-strong border-dashed p-8'
      }
    >
      <PickInput ref={files} label={`Choose ${noun}`} multiple={several} onPicked={onPicked} />
      <PickInput ref={folder} label="Choose a folder" folder onPicked={onPicked} />
      {small ? null : (
        <p className="text-muted">
          Drop {noun} {folders ? 'or a folder ' : ''}here, or
        </p>
      )}
      <div className="flex flex-wrap justify-center gap-2">
        <Button
          look={small ? 'plain' : 'primary'}
          onClick={() => choose(() => pickWithHandles(several), files.current)}
        >
          <UploadIcon />
          {small ? (several ? 'Add files' : 'Choose another file') : `Choose ${noun}`}
        </Button>
        {folders ? (
          <Button onClick={() => choose(pickFolderWithHandle, folder.current)}>
            {small ? (several ? 'Add a folder' : 'Choose another folder') : 'Choose a folder'}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface PickInputProps {
  ref: React.Ref<HTMLInputElement>;
  label: string;
  multiple?: boolean;
  folder?: boolean;
  onPicked: (picked: Picked[]) => void;
}

function PickInput({ ref, label, multiple = false, folder = false, onPicked }: PickInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      multiple={multiple}
      {...(folder ? { webkitdirectory: '' } : {})}
      hidden
      aria-label={label}
      onChange={({ target }) => {
        const picked = pickedOfInput([...(target.files ?? [])]);
        if (picked.length > 0) onPicked(picked);
        // The same file may be chosen again after it was left out.
        target.value = '';
      }}
    />
  );
}
