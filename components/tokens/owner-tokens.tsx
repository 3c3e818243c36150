'use client';

import type { Token } from '#lib/tokens/token-schema.ts';
import { TokenCard } from './token-card.tsx';
import { useTokenSecret } from './use-token-secret.ts';

interface OwnerTokensProps {
  workspaceId: string;
  primary: Token;
  secondary: Token;
}

/** The workspace's two tokens, for an Owner. */
export function OwnerTokens({ workspaceId, primary, secondary }: OwnerTokensProps) {
  const first = useTokenSecret(workspaceId, primary);
  const second = useTokenSecret(workspaceId, secondary);
  return (
    <div className="panel">
      <TokenCard workspaceId={workspaceId} token={primary} own={first} other={second} />
      <TokenCard workspaceId={workspaceId} token={secondary} own={second} other={first} />
    </div>
  );
}
