import { Chip } from '#components/ui/chip.tsx';
import { exactTime } from '#lib/format/time.ts';
import type { Closing, ShareState } from '#lib/shares/share-schema.ts';
import { closingWords, stateWords } from './share-words.ts';

interface LinkStateProps {
  link: { state: ShareState; closedBy: Closing | null; expiresAt: string; revokedAt: string | null };
}

/** The state of a link in a word and a tone; when that came, or comes, on hover. One that is kept from opening says by what. */
export function LinkState({ link: { state, closedBy, expiresAt, revokedAt } }: LinkStateProps) {
  const when =
    revokedAt && state === 'revoked'
      ? `Revoked ${exactTime(revokedAt)}`
      : `${state === 'expired' ? 'Expired' : 'Open until'} ${exactTime(expiresAt)}`;
  const closing = state === 'open' && closedBy ? closingWords[closedBy] : undefined;
  const opens = state === 'open' && !closing;
  return (
    <Chip tone={opens ? 'good' : 'plain'} title={closing ? `${closing.why} ${when}.` : when}>
      <span aria-hidden="true">{opens ? '●' : '○'}</span> {closing ? closing.word : stateWords[state]}
    </Chip>
  );
}
