import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { UploadIcon } from '#components/ui/icons.tsx';

interface FilePickerProps {
  several: boolean;
  /** Files are there already: one more line, not a place to drop. */
  small: boolean;
  onFiles: (files: File[]) => void;
}

export function FilePicker({ several, small, onFiles }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const noun = several ? 'files' : 'a file';
  return (
    <div
      className={
        small
          ? 'pt-3'
          : 'grid justify-items-center gap-3 rounded-lg border border-line-strong border-dashed p-8'
      }
    >
      <input
        ref={input}
        type="file"
        multiple={several}
        hidden
        aria-label={`Choose ${noun}`}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file may be chosen again after it was left out.
          target.value = '';
        }}
      />
      {small ? null : <p className="text-muted">Drop {noun} here, or</p>}
      <Button look={small ? 'plain' : 'primary'} onClick={() => input.current?.click()}>
        <UploadIcon />
        {small ? (several ? 'Add files' : 'Choose another file') : `Choose ${noun}`}
      </Button>
    </div>
  );
}
