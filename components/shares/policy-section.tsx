'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApi } from '#components/shell/api-context.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { longestLifeDays } from '#lib/shares/share-limits.ts';
import type { SharePolicy } from '#lib/shares/share-schema.ts';
import { sharePolicyQuery, sharesChanged } from './share-queries.ts';

/** Settings → General, for Owners: what links of this workspace may be. */
export function PolicySection({ workspaceId }: { workspaceId: string }) {
  const { data, error, refetch, isFetching } = useQuery(sharePolicyQuery(useApi(), workspaceId));
  return (
    <section aria-labelledby="sharing" className="mt-8">
      <h2 id="sharing" className="mb-2">
        Sharing
      </h2>
      {data ? <PolicyForm workspaceId={workspaceId} policy={data} /> : null}
      {!data && error ? <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} /> : null}
      {!data && !error ? <Skeleton className="my-3 w-72" /> : null}
    </section>
  );
}

function PolicyForm({ workspaceId, policy }: { workspaceId: string; policy: SharePolicy }) {
  const api = useApi();
  const client = useQueryClient();
  const [days, setDays] = useState(policy.maxLifetimeDays === null ? '' : String(policy.maxLifetimeDays));
  const [passwordRequired, setPasswordRequired] = useState(policy.passwordRequired);
  const [off, setOff] = useState(policy.off);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: SharePolicy) => api('updateSharePolicy', { params: { workspaceId }, body }),
    onSuccess: async () => {
      showToast({ text: 'The policy for links is saved.' });
      await sharesChanged(client, workspaceId);
    },
  });
  const maxLifetimeDays = daysOf(days);
  const problem =
    maxLifetimeDays === undefined
      ? `Type a whole number of days from 1 to ${longestLifeDays}, or nothing.`
      : undefined;
  const same =
    maxLifetimeDays === policy.maxLifetimeDays &&
    passwordRequired === policy.passwordRequired &&
    off === policy.off;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (maxLifetimeDays !== undefined && !isPending) mutate({ maxLifetimeDays, passwordRequired, off });
  }
  return (
    <form onSubmit={submit} className="panel grid gap-3.5 px-4 py-3.5">
      <TextField
        label="Longest life of a link, in days"
        className="max-w-[320px]"
        inputMode="numeric"
        placeholder="no limit"
        autoComplete="off"
        value={days}
        error={problem}
        onChange={({ target }) => setDays(target.value)}
      />
      <Checkbox
        label="Every link asks for a password"
        checked={passwordRequired}
        onChange={({ target }) => setPasswordRequired(target.checked)}
      />
      <Checkbox
        label="Switch share links and data requests off: none can be made, and none opens"
        checked={off}
        onChange={({ target }) => setOff(target.checked)}
      />
      <p className="text-muted">
        Length and password hold for links that are made or changed from now on; those that are there keep
        theirs. Switching off holds at once, for all, and can be taken back.
      </p>
      {error ? <ErrorNotice error={error} /> : null}
      <div>
        <Button type="submit" busy={isPending} disabled={same || problem !== undefined}>
          Save
        </Button>
      </div>
    </form>
  );
}

/** Days as typed; null for none, undefined for what is no number of days. */
function daysOf(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const days = Number(text);
  return /^\d+$/.test(text) && days >= 1 && days <= longestLifeDays ? days : undefined;
}
