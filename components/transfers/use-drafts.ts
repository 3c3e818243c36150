import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { guessDataType, guessHeadBytes } from '#lib/datasets/guess-data-type.ts';
import type { UploadRequest } from './desk.ts';
import { type Draft, draftsOf } from './drafts.ts';
import type { Picked } from './picked.ts';

/** The files of the upload dialog; files that the request gains (dropped meanwhile) join them. */
export function useDrafts({ files, dataset }: UploadRequest) {
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const taken = useRef<readonly Picked[]>([]);
  const guessed = useRef(new Set<number>());
  const latest = useRef(drafts);
  useLayoutEffect(() => {
    latest.current = drafts;
  }, [drafts]);
  /** The drafts of now, for what began on an earlier render. */
  const current = useCallback(() => latest.current, []);

  const change = useCallback((id: number, changes: Partial<Draft>) => {
    setDrafts((before) => before.map((draft) => (draft.id === id ? { ...draft, ...changes } : draft)));
  }, []);

  const replace = useCallback(
    (ids: readonly number[], picked: readonly Picked[]) => {
      setDrafts((before) => {
        const gone = new Set(ids);
        const kept = before.filter(({ id }) => !gone.has(id));
        return [...kept, ...draftsOf(picked, dataset, kept)];
      });
    },
    [dataset],
  );

  const remove = useCallback((id: number) => {
    setDrafts((before) => before.filter((draft) => draft.id !== id));
  }, []);

  const guess = useCallback(
    async ({ id, picked }: Draft) => {
      if (picked.kind === 'folder') return;
      const { file } = picked;
      try {
        const head = new Uint8Array(await file.slice(0, guessHeadBytes).arrayBuffer());
        const dataTypeId = guessDataType(file.name, head);
        const isOther = (draft: Draft) =>
          draft.id === id && !draft.typeChosen && draft.dataTypeId !== dataTypeId;
        // Most files are what their names say: a thousand of them need not be shown anew for each.
        setDrafts((before) =>
          before.some(isOther)
            ? before.map((draft) => (isOther(draft) ? { ...draft, dataTypeId } : draft))
            : before,
        );
      } catch {
        change(id, { refusal: 'The file cannot be read; choose it again, or take a copy of it.' });
      }
    },
    [change],
  );

  useEffect(() => {
    const known = new Set(taken.current);
    const added = files.filter((file) => !known.has(file));
    taken.current = files;
    if (added.length === 0) return;
    setDrafts((before) => {
      // A version is one file or one folder: what is chosen anew stands in for what was there.
      const kept = dataset ? [] : before;
      return [...kept, ...draftsOf(added, dataset, kept)];
    });
  }, [files, dataset]);

  useEffect(() => {
    for (const draft of drafts) {
      if (guessed.current.has(draft.id)) continue;
      guessed.current.add(draft.id);
      void guess(draft);
    }
  }, [drafts, guess]);

  return { drafts, current, change, replace, remove };
}
