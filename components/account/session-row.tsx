'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { Time } from '#components/ui/time.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { SluiceError } from '#lib/errors.ts';
import type { SessionInfo } from '#lib/users/user-schema.ts';
import { deviceWords } from './device-words.ts';
import { sessionEnded } from './session-queries.ts';

/** One place where I am signed in. */
export function SessionRow({ session, onEnded }: { session: SessionInfo; onEnded: () => void }) {
  const { id, client, address, createdAt, lastSeenAt, isThis } = session;
  const api = useApi();
  const queries = useQueryClient();
  const nameId = useId();
  const { mutate, isPending } = useMutation({
    mutationFn: () => api('endSession', { params: { sessionId: id } }),
    onSuccess: () => {
      onEnded();
      showToast({ text: `The session of ${deviceWords(client)} has ended.` });
      return sessionEnded(queries, id);
    },
    onError: (error) => {
      showToast({ text: errorSentence(error), tone: 'bad' });
      if (error instanceof SluiceError && error.code === 'not_found') return sessionEnded(queries, id);
    },
  });
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <b id={nameId} className="font-semibold" title={client}>
            {deviceWords(client)}
          </b>
          {isThis ? <Chip tone="good">this session</Chip> : null}
        </p>
        <p className="text-muted">
          from <bdi>{address}</bdi>, begun <Time at={createdAt} />, last used <Time at={lastSeenAt} />
        </p>
      </div>
      {isThis ? null : (
        <Button busy={isPending} aria-describedby={nameId} onClick={() => mutate()}>
          End session
        </Button>
      )}
    </li>
  );
}
