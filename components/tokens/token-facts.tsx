import { Chip } from '#components/ui/chip.tsx';
import { exactTime } from '#lib/format/time.ts';
import type { Token } from '#lib/tokens/token-schema.ts';
import { clientWords } from './client-words.ts';
import { ago, isIdle } from './token-age.ts';
import { useNow } from './use-now.ts';

/** When a token was last used and by whom, and when it was made. */
export function TokenFacts({ token }: { token: Token }) {
  const { lastUsed, createdAt, generation } = token;
  const now = useNow();
  return (
    <div className="mt-1 text-muted">
      <p>
        {lastUsed ? (
          <>
            Last used <Moment at={lastUsed.at} now={now} />, from <bdi>{lastUsed.address}</bdi>,{' '}
            <bdi title={lastUsed.client}>{clientWords(lastUsed.client)}</bdi>
          </>
        ) : (
          'Never used'
        )}
      </p>
      <p>
        {generation === 1 ? 'Made' : `Regenerated (no. ${generation})`} <Moment at={createdAt} now={now} />
        {isIdle(token, now) ? (
          <span className="ml-2 inline-block">
            <Chip
              tone="warn"
              title="Nothing has used it for 60 days; regenerating it makes lost copies useless."
            >
              unused: regenerate?
            </Chip>
          </span>
        ) : null}
      </p>
    </div>
  );
}

/** A moment by its distance and exactly. */
export function Moment({ at, now }: { at: string; now: number }) {
  return (
    <time dateTime={at}>
      <span className="text-text">{ago(at, now)}</span> ({exactTime(at)})
    </time>
  );
}
