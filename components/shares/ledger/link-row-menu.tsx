'use client';

import { lazy } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ChevronDownIcon } from '#components/ui/icons.tsx';
import { MenuOnDemand } from '#components/ui/menu-on-demand.tsx';
import type { LinkAction } from './link-menu.tsx';
import type { AnyLink } from './link-table.tsx';

const load = async () => ({ default: (await import('./link-menu.tsx')).LinkMenu });
const LinkMenu = lazy(load);

interface LinkRowMenuProps {
  link: AnyLink;
  /** Of the button, for who does not see the row. */
  label: string;
  mayChange: boolean;
  onChoose: (action: LinkAction) => void;
}

export function LinkRowMenu({ link, label, mayChange, onChoose }: LinkRowMenuProps) {
  return (
    <MenuOnDemand
      load={load}
      trigger={
        <Button aria-label={label}>
          Manage <ChevronDownIcon className="text-faint" />
        </Button>
      }
    >
      {(trigger) => <LinkMenu trigger={trigger} link={link} mayChange={mayChange} onChoose={onChoose} />}
    </MenuOnDemand>
  );
}
