'use client';

import Link from 'next/link';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Time } from '#components/ui/time.tsx';
import { countOf } from '#lib/format/count.ts';
import { datasetPath } from '#lib/paths.ts';
import type { Share } from '#lib/shares/share-schema.ts';
import { LinkState } from '../link-state.tsx';
import { downloadWords, versionWords } from '../share-words.ts';
import type { ShareQuestion } from './share-dialogs.tsx';
import { ShareRowMenu } from './share-row-menu.tsx';
import { Until } from './until.tsx';

interface ShareRowProps {
  workspaceId: string;
  share: Share;
  userId: string | undefined;
  mayChange: (share: Share) => boolean;
  ofDataset: boolean;
  picked: boolean;
  onPick: (range: boolean) => void;
  onAsk: (question: ShareQuestion) => void;
}

export function ShareRow(props: ShareRowProps) {
  const { workspaceId, share, userId, mayChange, ofDataset, picked, onPick } = props;
  const { datasetName, n, note, maker, audience, hasPassword, uses, lastUsedAt } = share;
  const by = maker.id === userId ? 'you' : maker.displayName;
  const facts = [
    ofDataset ? null : versionWords(n),
    audience === 'members' ? 'members only' : null,
    hasPassword ? 'password' : null,
    note || null,
  ].filter((fact) => fact !== null);
  const name = `${datasetName}${note ? `, ${note}` : ''}`;
  return (
    <tr data-selected={picked || undefined}>
      <td className="select-none pr-0!">
        <Checkbox
          label={`Select the link to ${name}`}
          labelHidden
          disabled={!mayChange(share)}
          checked={picked}
          onChange={({ nativeEvent }) => onPick(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        />
      </td>
      <td className="py-1.5!">
        {ofDataset ? (
          <span data-row-focus tabIndex={-1} className="font-semibold">
            {versionWords(n)}
          </span>
        ) : (
          <Link
            data-row-focus
            prefetch={false}
            href={datasetPath(workspaceId, share.datasetId)}
            className="link line-clamp-2 font-semibold md:truncate"
          >
            {datasetName}
          </Link>
        )}
        <div className="truncate text-muted text-xs" title={facts.join(' · ')}>
          {facts.join(' · ')}
        </div>
        <div className="text-muted text-xs md:hidden">
          {downloadWords(share)} · <Until at={share.expiresAt} />
        </div>
      </td>
      <td>
        <LinkState link={share} />
      </td>
      <td className="truncate max-lg:hidden" title={maker.displayName}>
        {by}
      </td>
      <td className="text-muted max-md:hidden">
        <Until at={share.expiresAt} />
      </td>
      <td className="max-md:hidden">
        <div className="truncate">{downloadWords(share)}</div>
        <div className="truncate text-muted text-xs" title={countOf(uses, 'use')}>
          {lastUsedAt ? (
            <>
              last used <Time at={lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
        </div>
      </td>
      <td className="text-right">
        <ShareRowMenu {...props} name={name} />
      </td>
    </tr>
  );
}
