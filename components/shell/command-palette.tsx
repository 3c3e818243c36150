'use client';

import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTransfers } from '#components/transfers/index.ts';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { formatBytes } from '#lib/format/bytes.ts';
import { datasetPath, datasetsPath, experimentsPath, sharesPath, tokensPath } from '#lib/paths.ts';
import { paletteField } from './palette-field.ts';
import { toggleTheme } from './theme.ts';
import { useFoundDatasets, useSettled } from './use-found-datasets.ts';

interface CommandPaletteProps {
  workspaceId: string;
  canUpload: boolean;
  /** What stands in the field, also from before this was loaded. */
  typed: string;
  onType: (typed: string) => void;
  onClose: () => void;
}

/** Finds datasets and samples by name, and does what can be done from anywhere. */
export function CommandPalette({ workspaceId, canUpload, typed, onType, onClose }: CommandPaletteProps) {
  const field = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const { openUpload } = useTransfers();
  const search = useSettled(typed.trim());
  const found = useFoundDatasets(workspaceId, search);
  // What was found for other words is not shown, and nothing is selected: Enter must not open another dataset.
  const settled = typed.trim() === search && !found.waiting;
  const groups = settled ? found.groups : [];

  // It takes the place of the field that was there before it, between two keys.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
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
    ['Experiments', () => go(experimentsPath(workspaceId))],
    ['Shares', () => go(sharesPath(workspaceId))],
    ['Settings: authorization tokens', () => go(tokensPath(workspaceId))],
    ['Change between light and dark', () => run(toggleTheme)],
    ['Docs and API', () => go('/docs/api')],
  ];
  const matching = actions.filter(([label]) => label.toLowerCase().includes(search.toLowerCase()));

  // The list changes after the typing that asked for it, so the first entry is selected anew each time.
  const [selected, setSelected] = useState('');
  const first = groups[0]?.items[0]?.id ?? `action ${matching[0]?.[0] ?? ''}`;
  useEffect(() => setSelected(first), [first]);

  return (
    <Command
      shouldFilter={false}
      label="Find datasets and actions"
      loop
      value={settled ? selected : ''}
      onValueChange={setSelected}
    >
      <Command.Input {...paletteField} ref={field} value={typed} onValueChange={onType} />
      <Command.List className="max-h-[min(420px,60dvh)] overflow-auto p-1.5">
        {found.error ? <p className="px-2.5 py-2 text-bad">{errorSentence(found.error)}</p> : null}
        {settled && found.isEmpty ? (
          <p className="px-2.5 py-2 text-muted">No dataset has “{search}” in its name.</p>
        ) : null}
        {groups.map(({ kind, heading, items }) => (
          <Command.Group key={kind} heading={<Heading>{heading}</Heading>}>
            {items.map(({ id, name, dataTypeId, size }) => (
              <Item key={id} value={id} onSelect={() => go(datasetPath(workspaceId, id, kind))}>
                <span className="min-w-0 flex-1 truncate" title={name}>
                  {name}
                </span>
                <span className="shrink-0 text-muted">
                  {dataTypeId} · {formatBytes(size)}
                </span>
              </Item>
            ))}
          </Command.Group>
        ))}
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
