'use client';

import { lazy } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ChevronDownIcon } from '#components/ui/icons.tsx';
import { MenuOnDemand } from '#components/ui/menu-on-demand.tsx';
import type { Share } from '#lib/shares/share-schema.ts';
import type { ShareQuestion } from './share-dialogs.tsx';

const load = async () => ({ default: (await import('./share-menu.tsx')).ShareMenu });
const ShareMenu = lazy(load);

export interface ShareRowMenuProps {
  workspaceId: string;
  share: Share;
  name: string;
  mayChange: (share: Share) => boolean;
  onAsk: (question: ShareQuestion) => void;
}

export function ShareRowMenu({ share, name, mayChange, onAsk }: ShareRowMenuProps) {
  return (
    <MenuOnDemand
      load={load}
      trigger={
        <Button aria-label={`Manage the link to ${name}`}>
          Manage <ChevronDownIcon className="text-faint" />
        </Button>
      }
    >
      {(trigger) => <ShareMenu trigger={trigger} share={share} mayChange={mayChange(share)} onAsk={onAsk} />}
    </MenuOnDemand>
  );
}
