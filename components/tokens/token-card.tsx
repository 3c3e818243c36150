'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import type { Token } from '#lib/tokens/token-schema.ts';
import { CopySecretButton } from './copy-secret-button.tsx';
import { MaskedToken } from './masked-token.tsx';
import { RegenerateDialog } from './regenerate-dialog.tsx';
import { TokenFacts } from './token-facts.tsx';
import { useRegenerate } from './use-regenerate.ts';
import type { useTokenSecret } from './use-token-secret.ts';

export type TokenSecret = ReturnType<typeof useTokenSecret>;

interface TokenCardProps {
  workspaceId: string;
  token: Token;
  own: TokenSecret;
  /** The other token's: what one switches to before this one is regenerated. */
  other: TokenSecret;
}

const names = { primary: 'Primary', secondary: 'Secondary' } as const;

/** One token: masked until it is revealed, who used it last, and its regeneration. */
export function TokenCard({ workspaceId, token, own, other }: TokenCardProps) {
  const { slot } = token;
  const otherSlot = slot === 'primary' ? 'secondary' : 'primary';
  const headingId = useId();
  const copyButton = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState<Token>();
  const [regenerations, setRegenerations] = useState(0);
  const regenerate = useRegenerate(workspaceId, slot, (revealed) => {
    own.show(revealed);
    setAsking(undefined);
    setRegenerations((count) => count + 1);
  });

  // After the dialog has given the focus back to its opener: the new token wants to be taken away.
  useEffect(() => {
    if (regenerations > 0) copyButton.current?.focus();
  }, [regenerations]);

  function ask() {
    regenerate.reset();
    setAsking(token);
  }

  return (
    <section
      aria-labelledby={headingId}
      className="grid gap-x-4 gap-y-3 border-line border-b px-4 py-3.5 last:border-b-0 lg:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0">
        <h3 id={headingId} className="font-semibold">
          {names[slot]}
        </h3>
        <MaskedToken ending={token.ending} secret={own.secret} />
        <TokenFacts token={token} />
      </div>
      <div className="flex flex-wrap items-center gap-2 lg:justify-end lg:self-center">
        <Button
          className="min-w-[74px]"
          aria-label={`${own.secret ? 'Hide' : 'Reveal'} the ${slot} token`}
          busy={own.isRevealing}
          onClick={own.secret ? own.hide : own.reveal}
        >
          {own.secret ? 'Hide' : 'Reveal'}
        </Button>
        <CopySecretButton
          ref={copyButton}
          label={`Copy the ${slot} token`}
          fetchSecret={own.fetchSecret}
          onRefused={own.show}
        >
          Copy
        </CopySecretButton>
        <Button
          look="danger"
          className="border-line-strong!"
          aria-label={`Regenerate the ${slot} token…`}
          onClick={ask}
        >
          Regenerate…
        </Button>
      </div>
      {own.revealError ? (
        <div className="lg:col-span-2">
          <ErrorNotice error={own.revealError} />
        </div>
      ) : null}
      {asking ? (
        <RegenerateDialog
          workspaceId={workspaceId}
          seen={asking}
          busy={regenerate.isPending}
          error={regenerate.error}
          onRegenerate={() => regenerate.mutate(asking.generation)}
          onClose={() => setAsking(undefined)}
          copyOther={
            <CopySecretButton
              label={`Copy the ${otherSlot} token`}
              fetchSecret={other.fetchSecret}
              onRefused={other.show}
            >
              {`Copy the ${otherSlot}`}
            </CopySecretButton>
          }
        />
      ) : null}
    </section>
  );
}
