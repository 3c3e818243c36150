import type { Token } from '#lib/tokens/token-schema.ts';
import { clientWords } from './client-words.ts';
import { Moment } from './token-facts.tsx';
import { useNow } from './use-now.ts';

/** Who would notice that this token is gone. */
export function LastUse({ token: { lastUsed, createdAt } }: { token: Token }) {
  const now = useNow();
  if (!lastUsed)
    return (
      <p>
        It was <b>never used</b> since it was made <Moment at={createdAt} now={now} />.
      </p>
    );
  return (
    <p>
      It was last used <Moment at={lastUsed.at} now={now} /> by{' '}
      <code title={lastUsed.client}>{clientWords(lastUsed.client)}</code> from <code>{lastUsed.address}</code>
      .
    </p>
  );
}
