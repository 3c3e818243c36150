import Link from 'next/link';
import { type ApiDocument, operationsByTag } from './api-document.ts';
import { ApiOperationSection } from './api-operation.tsx';
import { DocsFrame } from './docs-frame.tsx';

/** The portal's REST API, readable; made from the OpenAPI document alone. */
export function ApiReference({ document }: { document: ApiDocument }) {
  const groups = operationsByTag(document);
  const schemas = document.components?.schemas ?? {};
  const contents = (
    <nav aria-label="Operations">
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
  );
  return (
    <DocsFrame current="/docs/api" contents={contents}>
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
    </DocsFrame>
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
        A script says who it is by an <b>authorization token</b> of the workspace:{' '}
        <code>Authorization: Bearer …</code>. Owners find the two tokens of a workspace under Settings →
        Authorization tokens; others ask an Owner. A token works with the data and manages neither tokens nor
        people. Keep it in an environment variable (here <code>SLUICE_TOKEN</code>), never in code or an
        address.
      </p>
      <p>
        The few operations that are for people alone take the session cookie: spend a fresh sign-in link with{' '}
        <code>signIn</code> (curl keeps the cookie by <code>-c</code>, sends it by <code>-b</code>), and name
        the portal in the header <code>Origin</code> where something changes. In the examples{' '}
        <code>$portal</code> is its address.
      </p>
      <p>
        For notebooks written for Azure Machine Learning Studio (classic) there is its own API:{' '}
        <Link className="link" href="/docs/move-from-studio" prefetch={false}>
          Move from Studio (classic)
        </Link>
        .
      </p>
    </div>
  );
}
