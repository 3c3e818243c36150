'use client';

import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type DatasetListQuery, datasetListQuery } from '#components/datasets/dataset-queries.ts';
import { sessionQuery } from '#components/identity/session-query.ts';
import { useTransfers } from '#components/transfers/index.ts';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { formatBytes } from '#lib/format/bytes.ts';
import { datasetPath, datasetsPath } from '#lib/paths.ts';
import { useApi } from './api-context.ts';
import { toggleTheme } from './theme.ts';

interface CommandPaletteProps {
  workspaceId: string;
  canUpload: boolean;
  onClose: () => void;
}

/** Finds datasets and samples by name, and does what can be done from anywhere. */
export function CommandPalette({ workspaceId, canUpload, onClose }: CommandPaletteProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const { openUpload } = useTransfers();
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim());

  useEffect(() => {
    ref.current?.showModal();
    // The browser would focus the list's frame, which comes first.
    ref.current?.querySelector('input')?.focus();
  }, []);

  function go(path: string) {
    onClose();
    router.push(path);
  }

  function run(action: () => void) {
    onClose();
    action();
  }

  const actions: [string, () => void][] = [
    ...(canUpload ? [['Upload', () => run(() => openUpload())] as [string, () => void]] : []),
    ['Samples', () => go(datasetsPath(workspaceId, 'samples'))],
    ['Recently deleted', () => go(datasetsPath(workspaceId, 'deleted'))],
    ['Change between light and dark', () => run(toggleTheme)],
    ['Docs and API', () => go('/docs/api')],
  ];
  const matching = actions.filter(([label]) => label.toLowerCase().includes(search.toLowerCase()));

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click is for the backdrop
    <dialog
      ref={ref}
      aria-label="Find datasets and actions"
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className="mx-auto mt-[12dvh] w-[calc(100vw-24px)] max-w-[560px] overflow-hidden rounded-lg bg-panel p-0 text-text shadow-float"
    >
      <Command shouldFilter={false} label="Find datasets and actions" loop>
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder="Find datasets, or do something"
          className="h-11 w-full border-line border-b bg-panel px-4 outline-none"
        />
        <Command.List className="max-h-[min(420px,60dvh)] overflow-auto p-1.5">
          <Found workspaceId={workspaceId} search={search} go={go} />
          {matching.length > 0 ? (
            <Command.Group heading={<Heading>Actions</Heading>}>
              {matching.map(([label, act]) => (
                <Item key={label} value={`action ${label}`} onSelect={act}>
                  {label}
                </Item>
              ))}
            </Command.Group>
          ) : null}
        </Command.List>
      </Command>
    </dialog>
  );
}

interface FoundProps {
  workspaceId: string;
  search: string;
  go: (path: string) => void;
}

function Found({ workspaceId, search, go }: FoundProps) {
  const api = useApi();
  const { data: session } = useQuery(sessionQuery(api));
  const query: DatasetListQuery = search
    ? { search, limit: 8 }
    : { sort: 'updatedAt', order: 'desc', limit: 8 };
  const own = useQuery(datasetListQuery(api, workspaceId, query));
  const samples = useQuery({
    ...datasetListQuery(api, session?.samplesWorkspaceId ?? '', query),
    enabled: session !== undefined && search !== '',
  });
  const groups = [
    { kind: 'own', heading: search ? 'Datasets' : 'Changed last', items: own.data?.items ?? [] },
    { kind: 'sample', heading: 'Samples', items: search ? (samples.data?.items ?? []) : [] },
  ] as const;
  const failed = own.error ?? samples.error;
  const none =
    search !== '' && own.isSuccess && samples.isSuccess && groups.every(({ items }) => items.length === 0);

  return (
    <>
      {failed ? <p className="px-2.5 py-2 text-bad">{errorSentence(failed)}</p> : null}
      {none ? <p className="px-2.5 py-2 text-muted">No dataset has “{search}” in its name.</p> : null}
      {groups.map(({ kind, heading, items }) =>
        items.length === 0 ? null : (
          <Command.Group key={kind} heading={<Heading>{heading}</Heading>}>
            {items.map(({ id, name, dataTypeId, size }) => (
              <Item key={id} value={id} onSelect={() => go(datasetPath(workspaceId, id, kind))}>
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <span className="shrink-0 text-muted">
                  {dataTypeId} · {formatBytes(size)}
                </span>
              </Item>
            ))}
          </Command.Group>
        ),
      )}
    </>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return <span className="block px-2.5 pt-2 pb-1 text-muted text-xs">{children}</span>;
}

function Item({ children, ...rest }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      {...rest}
      className="flex min-h-8 cursor-pointer items-center gap-3 rounded-(--radius) px-2.5 data-[selected=true]:bg-accent-wash"
    >
      {children}
    </Command.Item>
  );
}

/** `value` once it has not changed for 150 ms. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 150);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
