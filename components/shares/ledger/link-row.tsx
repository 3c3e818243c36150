'use client';

import type { ReactNode } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { LinkState } from '../link-state.tsx';
import type { LinkAction } from './link-menu.tsx';
import { LinkRowMenu } from './link-row-menu.tsx';
import type { AnyLink, PickProps } from './link-table.tsx';
import { Until } from './until.tsx';

interface LinkRowProps extends PickProps {
  link: AnyLink;
  /** What it leads to, for who does not see the row: “the link to gauges”. */
  name: string;
  /** Its first cell: what it is about. */
  subject: ReactNode;
  facts: readonly string[];
  /** How much it was used, in a few words. */
  counted: string;
  /** What more is told of its use. */
  countedMore: ReactNode;
  userId: string | undefined;
  mayChange: boolean;
  onChoose: (action: LinkAction) => void;
}

/** One link of the ledger. */
export function LinkRow(props: LinkRowProps) {
  const { link, name, subject, facts, counted, countedMore, userId, mayChange, picked, onPick } = props;
  const { maker, expiresAt } = link;
  const said = facts.join(' · ');
  return (
    <tr data-selected={picked || undefined}>
      <td className="select-none pr-0!">
        <Checkbox
          label={`Select ${name}`}
          labelHidden
          disabled={!mayChange}
          checked={picked}
          onChange={({ nativeEvent }) => onPick(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        />
      </td>
      <td className="py-1.5!">
        {subject}
        <div className="truncate text-muted text-xs" title={said}>
          {said}
        </div>
        <div className="mt-0.5 flex flex-wrap items-center gap-x-2 text-muted text-xs @3xl:hidden">
          <LinkState link={link} />
          <span>{counted}</span>
          <span>
            <Until at={expiresAt} />
          </span>
        </div>
      </td>
      <td className="@max-3xl:hidden">
        <LinkState link={link} />
      </td>
      <td className="truncate @max-4xl:hidden" title={maker.displayName}>
        {maker.id === userId ? 'you' : maker.displayName}
      </td>
      <td className="text-muted @max-3xl:hidden">
        <Until at={expiresAt} />
      </td>
      <td className="@max-3xl:hidden">
        <div className="truncate">{counted}</div>
        <div className="truncate text-muted text-xs">{countedMore}</div>
      </td>
      <td className="text-right">
        <LinkRowMenu link={link} label={`Manage ${name}`} mayChange={mayChange} onChoose={props.onChoose} />
      </td>
    </tr>
  );
}
