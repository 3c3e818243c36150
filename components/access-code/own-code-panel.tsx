'use client';

import type { OwnTarget } from '#lib/access-code/access-target.ts';
import { CodePanel } from './code-panel.tsx';
import { NotebookButton } from './notebook-button.tsx';
import { TokenWords } from './token-words.tsx';
import type { SecondaryToken } from './use-secondary-token.ts';

interface OwnCodePanelProps {
  target: OwnTarget;
  secondary: SecondaryToken;
}

/** The code of a member, who reads with an authorization token. */
export function OwnCodePanel({ target, secondary }: OwnCodePanelProps) {
  return (
    <CodePanel
      target={target}
      token={secondary.token}
      wordsOf={(tab) => <TokenWords workspaceId={target.workspaceId} tab={tab} secondary={secondary} />}
      more={<NotebookButton target={target} />}
    />
  );
}
