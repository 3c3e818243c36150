import { Chip } from '#components/ui/chip.tsx';
import { exactTime } from '#lib/format/time.ts';
import type { ShareState } from '#lib/shares/share-schema.ts';
import { stateWords } from './share-words.ts';

interface LinkStateProps {
  link: { state: ShareState; expiresAt: string; revokedAt: string | null };
}

/** The state of a link in a word and a tone; when that came, or comes, on hover. */
export function LinkState({ link: { state, expiresAt, revokedAt } }: LinkStateProps) {
  const when =
    revokedAt && state === 'revoked'
      ? `Revoked ${exactTime(revokedAt)}`
      : `${state === 'expired' ? 'Expired' : 'Open until'} ${exactTime(expiresAt)}`;
  return (
    <Chip tone={state === 'open' ? 'good' : 'plain'} title={when}>
      <span aria-hidden="true">{state === 'open' ? '●' : '○'}</span> {stateWords[state]}
    </Chip>
  );
}
