'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { formatCount } from '#lib/format/count.ts';
import {
  datasetsPath,
  experimentsPath,
  generalPath,
  settingsPath,
  sharesPath,
  transfersPath,
} from '#lib/paths.ts';
import type { WorkspaceUsage } from '#lib/workspaces/workspace-schema.ts';
import { BrandMark } from './brand.tsx';

interface RailProps {
  workspaceId: string;
  workspace: WorkspaceUsage | undefined;
}

export function Rail({ workspaceId, workspace }: RailProps) {
  const pathname = usePathname();
  const deleted = useSearchParams().get('state') === 'deleted';
  const inDatasets = pathname.startsWith(datasetsPath(workspaceId)) || pathname.includes('/samples/');
  return (
    <div className="flex h-full flex-col">
      <Link href={datasetsPath(workspaceId)} className="flex h-12 items-center gap-2 px-4 font-semibold">
        <BrandMark /> Sluice
      </Link>
      <nav aria-label="Workspace" className="flex flex-1 flex-col gap-0.5 p-2">
        <RailLink
          href={datasetsPath(workspaceId)}
          current={inDatasets && !deleted}
          count={workspace?.datasets}
          label="Datasets"
        />
        <RailLink
          href={datasetsPath(workspaceId, 'deleted')}
          current={inDatasets && deleted}
          count={workspace?.deletedDatasets}
          label="Recently deleted"
        />
        <RailLink
          href={experimentsPath(workspaceId)}
          current={
            pathname.startsWith(experimentsPath(workspaceId)) || pathname.includes('/sample-experiments/')
          }
          label="Experiments"
        />
        {/* Nearly everybody may; one link less is better than three that move. */}
        {workspace === undefined || workspace.can.includes('share.read') ? (
          <RailLink
            href={sharesPath(workspaceId)}
            current={pathname.startsWith(sharesPath(workspaceId))}
            label="Shares"
            count={
              workspace?.can.includes('submission.accept') ? workspace.submissions || undefined : undefined
            }
            counted="files to accept"
          />
        ) : null}
        <RailLink
          href={transfersPath(workspaceId)}
          current={pathname.startsWith(transfersPath(workspaceId))}
          label="Transfers"
        />
        <RailLink
          href={generalPath(workspaceId)}
          current={pathname.startsWith(settingsPath(workspaceId))}
          label="Settings"
        />
        <div className="mt-auto">
          <RailLink href="/docs/api" current={false} label="Docs and API" />
        </div>
      </nav>
    </div>
  );
}

interface RailLinkProps {
  href: string;
  label: string;
  current: boolean;
  count?: number | undefined;
  /** What is counted, where the label does not say it. */
  counted?: string;
}

function RailLink({ href, label, current, count, counted }: RailLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? 'page' : undefined}
      className={classNames(
        'flex justify-between gap-2 rounded-(--radius) px-2.5 py-1.5',
        current ? 'bg-accent-wash font-semibold text-accent' : 'text-text hover:bg-line',
      )}
    >
      {label}
      {count === undefined ? null : (
        <span className="font-normal text-muted" title={counted}>
          {formatCount(count)}
          {counted ? <span className="sr-only"> {counted}</span> : null}
        </span>
      )}
    </Link>
  );
}

/** The rail on a phone: a drawer that closes when a link is followed. */
export function RailDrawer({ onClose, ...rail }: RailProps & { onClose: () => void }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // Closing it hands the focus back; an element that is only taken out leaves it nowhere.
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the browser's own Escape closes it; the click is for the backdrop
    <dialog
      ref={ref}
      aria-label="Navigation"
      onClose={onClose}
      onClick={onClose}
      className="m-0 h-dvh max-h-none w-[260px] bg-sunken p-0 text-text shadow-float"
    >
      <Rail {...rail} />
    </dialog>
  );
}
