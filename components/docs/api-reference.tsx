import Link from 'next/link';
import { BrandMark } from '#components/shell/brand.tsx';
import { type ApiDocument, operationsByTag } from './api-document.ts';
import { ApiOperationSection } from './api-operation.tsx';

/** The portal's REST API, readable; made from the OpenAPI document alone. */
export function ApiReference({ document }: { document: ApiDocument }) {
  const groups = operationsByTag(document);
  const schemas = document.components?.schemas ?? {};
  return (
    <div className="mx-auto max-w-[1160px] px-4 pb-[max(96px,var(--tray-room,0px))] md:grid md:grid-cols-[216px_minmax(0,1fr)] md:gap-8 md:px-6">
      <aside className="md:sticky md:top-0 md:h-dvh md:overflow-auto md:py-5">
        <Link href="/" className="flex h-12 items-center gap-2 font-semibold md:h-7">
          <BrandMark /> Sluice
        </Link>
        <nav aria-label="Operations" className="mt-4 max-md:hidden">
          {groups.map(({ tag, operations }) => (
            <section key={tag} className="mb-3">
              <h2 className="text-muted text-xs">{tag}</h2>
              <ul>
                {operations.map(({ operationId }) => (
                  <li key={operationId}>
                    <a href={`#${operationId}`} className="block rounded-(--radius) py-0.5 hover:text-accent">
                      {operationId}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
      </aside>
      <main className="min-w-0 md:py-5">
        <h1>Portal API</h1>
        <p className="mt-1 max-w-[70ch]">{document.info.description}</p>
        <Introduction />
        {groups.map(({ tag, operations }) => (
          <section key={tag} aria-labelledby={`tag-${tag}`} className="mt-8">
            <h2 id={`tag-${tag}`} className="border-line border-b pb-1.5 text-base">
              {tag}
            </h2>
            {operations.map((operation) => (
              <ApiOperationSection key={operation.operationId} operation={operation} schemas={schemas} />
            ))}
          </section>
        ))}
      </main>
    </div>
  );
}

function Introduction() {
  return (
    <div className="mt-3 grid max-w-[70ch] gap-2 text-muted">
      <p>
        The machine-readable form is{' '}
        <a className="link" href="/api/v1/openapi.json">
          /api/v1/openapi.json
        </a>{' '}
        (OpenAPI 3.1). Errors are <code>application/problem+json</code> with a stable <code>code</code>:
        branch on that, not on the sentence beside it.
      </p>
      <p>
        Who calls is told by the session cookie. From a shell: spend a fresh sign-in link with{' '}
        <code>signIn</code> (curl keeps the cookie by <code>-c</code>, sends it by <code>-b</code>). What
        changes something must also name the portal in the header <code>Origin</code>. In the examples{' '}
        <code>$portal</code> is its address.
      </p>
    </div>
  );
}
