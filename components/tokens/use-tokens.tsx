'use client';

import Link from 'next/link';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { useOrigin } from '#components/ui/use-origin.ts';

/** What one needs beside a token: the workspace's id, the endpoint, and a first call. */
export function UseTokens({ workspaceId }: { workspaceId: string }) {
  const origin = useOrigin();
  const code = `curl -H "Authorization: Bearer $SLUICE_TOKEN" \\
  "${origin}/api/v1/workspaces/${workspaceId}/datasets"
`;
  return (
    <>
      <h2 className="mt-6">Workspace</h2>
      <dl className="mt-2 grid md:grid-cols-[112px_minmax(0,1fr)]">
        <Fact name="Workspace id" what="workspace id" value={workspaceId} />
        <Fact name="Endpoint" what="endpoint" value={origin} />
      </dl>
      <div className="mt-4 mb-1 flex items-center justify-between gap-2">
        <h2>With a token</h2>
        <CopyButton what="the command" text={code} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <pre tabIndex={0} className="code-block">
        {code}
      </pre>
      <p className="mt-2 max-w-[72ch] text-muted">
        The Python package <code>azureml</code> takes workspace id, token and endpoint. The{' '}
        <Link href="/docs/api" prefetch={false} className="link">
          portal’s own API
        </Link>{' '}
        takes the token as <code>Bearer</code>; keep it in an environment variable such as{' '}
        <code>SLUICE_TOKEN</code>, never in code or an address.
      </p>
    </>
  );
}

function Fact({ name, what, value }: { name: string; what: string; value: string }) {
  return (
    <>
      <dt className="text-muted md:py-1">{name}</dt>
      <dd className="flex min-h-7 min-w-0 items-center">
        <code className="min-w-0">{value}</code>
        <CopyButton text={value} what={what} className="h-7! w-7!" />
      </dd>
    </>
  );
}
