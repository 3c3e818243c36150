'use client';

import { CodePanel } from '#components/access-code/code-panel.tsx';
import { useDialect } from '#components/access-code/use-dialect.ts';
import type { OpenedShare } from '#components/transfers/read-target.ts';
import { useOrigin } from '#components/ui/use-origin.ts';
import { shareTarget } from '#lib/access-code/access-target.ts';
import { leadingFile } from '#lib/datasets/leading-file.ts';
import type { ShareView } from '#lib/shares/share-schema.ts';

interface SharedCodeProps {
  view: ShareView;
  share: OpenedShare;
  code: string;
}

/** The code that reads over the link. */
export function SharedCode({ view, share, code }: SharedCodeProps) {
  const { name, dataTypeId, files, hasPassword } = view;
  const target = shareTarget({ portalUrl: useOrigin(), code, hasPassword }, { name, dataTypeId, files });
  const first = leadingFile(files, dataTypeId);
  // Who made the link may have switched previews off: then nothing is read for the code either.
  const seen = useDialect(
    first && {
      target: { share, path: first.path },
      dataTypeId: target.leading?.dataTypeId ?? dataTypeId,
      size: first.size,
      etag: first.md5 ?? '',
    },
    { hidden: !view.preview },
  );
  return (
    <section id="code" aria-labelledby="code-heading" className="scroll-mt-4">
      <h2 id="code-heading" className="mb-2">
        From a script
      </h2>
      <div className="panel grid px-4 pt-1 pb-4">
        <CodePanel
          target={{ ...target, ...seen }}
          wordsOf={() => (
            <p className="text-muted">
              {hasPassword ? (
                <>
                  The code holds this link, and reads its password from the environment variable{' '}
                  <code>SLUICE_PASSWORD</code>; this sets it and leaves no trace in the shell’s history:{' '}
                  <code>read -rs SLUICE_PASSWORD; export SLUICE_PASSWORD</code>.
                </>
              ) : (
                'The code holds this link: whoever has the code has the data.'
              )}{' '}
              {view.downloadsLeft === null ? null : 'Each run counts as a download.'}
            </p>
          )}
        />
      </div>
    </section>
  );
}
