'use client';

import { useQuery } from '@tanstack/react-query';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SecretLink } from '#components/users/secret-link.tsx';

interface RevealLinkDialogProps {
  title: string;
  reveal: (signal: AbortSignal) => Promise<{ url: string }>;
  link: { id: string; hasPassword: boolean };
  onClose: () => void;
}

/** Shows a link once more, to be copied; asking for it is written to the audit. */
export function RevealLinkDialog({ title, reveal, link, onClose }: RevealLinkDialogProps) {
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['revealed-link', link.id],
    queryFn: ({ signal }) => reveal(signal),
    // Not beyond this dialog, and once: each showing stands in the audit.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="grid gap-3">
        {data ? <SecretLink title="The link" what="link" url={data.url} /> : null}
        {!data && error ? <ErrorNotice error={error} onRetry={refetch} retrying={isFetching} /> : null}
        {!data && !error ? <Skeleton /> : null}
        {link.hasPassword ? (
          <p>Its password cannot be shown again; you can set another under “Extend or change”.</p>
        ) : null}
        <p className="text-muted">That the link was shown to you is written to the audit.</p>
      </div>
    </Dialog>
  );
}
