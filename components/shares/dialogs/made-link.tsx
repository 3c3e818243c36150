'use client';

import { CopyButton } from '#components/ui/copy-button.tsx';
import { SecretLink } from '#components/users/secret-link.tsx';

interface MadeLinkProps {
  url: string;
  /** Shown this once: nobody can read it again. */
  password: string | null;
  /** What the link allows, a sentence each. */
  allows: readonly string[];
}

/** A link that was just made, what it allows, and its password. */
export function MadeLink({ url, password, allows }: MadeLinkProps) {
  return (
    <div className="grid gap-3">
      <SecretLink title="The link" what="link" url={url} />
      {password === null ? null : (
        <div>
          <p className="mb-1 font-medium">Its password; it is not shown again</p>
          <div className="flex items-start gap-2">
            <code className="min-w-0 flex-1 select-all break-all rounded-(--radius) border border-line bg-sunken px-2.5 py-1.5">
              {password}
            </code>
            <CopyButton what="password" text={password}>
              Copy
            </CopyButton>
          </div>
          <p className="mt-1 text-muted">Hand it over by another way than the link.</p>
        </div>
      )}
      <ul className="grid list-disc gap-0.5 pl-5">
        {allows.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
