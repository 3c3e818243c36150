'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { workspaceQuery } from '#components/shell/workspace-query.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { tabsFor } from '#lib/access-code/access-tabs.ts';
import type { OwnTarget } from '#lib/access-code/access-target.ts';
import { OwnCodePanel } from './own-code-panel.tsx';
import { useSecondaryToken } from './use-secondary-token.ts';

interface AccessCodeDialogProps {
  target: OwnTarget;
  onClose: () => void;
}

/** Shows code that reads the target. An Owner gets it with the secondary token, which is asked for as it opens. */
export function AccessCodeDialog({ target, onClose }: AccessCodeDialogProps) {
  return (
    <AccessCodeFrame name={target.name} onClose={onClose}>
      <CodeWithToken target={target} />
    </AccessCodeFrame>
  );
}

interface AccessCodeFrameProps {
  name: string;
  onClose: () => void;
  children: ReactNode;
}

export function AccessCodeFrame({ name, onClose, children }: AccessCodeFrameProps) {
  return (
    <Dialog width="wide" title={`Data access code: ${name}`} onClose={onClose}>
      {children}
    </Dialog>
  );
}

/** The code, with the secondary token in it from the start where the azureml tab has code and one is an Owner. */
export function CodeWithToken({ target }: { target: OwnTarget }) {
  const { data: workspace } = useQuery(workspaceQuery(useApi(), target.workspaceId));
  const secondary = useSecondaryToken(target.workspaceId);
  const hasPlace = tabsFor(target).some(({ id, obstacle }) => id === 'azureml' && !obstacle);
  const wanted = hasPlace && workspace?.can.includes('token.manage') === true;
  const asked = useRef(false);
  const { insert } = secondary;

  useEffect(() => {
    if (!wanted || asked.current) return;
    asked.current = true;
    insert();
  }, [wanted, insert]);

  return <OwnCodePanel target={target} secondary={secondary} />;
}
