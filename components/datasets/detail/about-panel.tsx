import type { ReactNode } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { exactTime } from '#lib/format/time.ts';

export function AboutPanel({ dataset, version }: { dataset: Dataset; version: DatasetVersion }) {
  const file = version.files.length === 1 ? version.files[0] : undefined;
  return (
    <section aria-labelledby="about" className="min-w-0 max-w-[420px]">
      <h2 id="about">About</h2>
      <dl className="mt-2 grid grid-cols-[96px_minmax(0,1fr)]">
        <Fact name="Created">{exactTime(dataset.createdAt)}</Fact>
        {dataset.version > 1 ? (
          <Fact name={`Version ${version.n}`}>{exactTime(version.createdAt)}</Fact>
        ) : null}
        <IdFact name="Id" what="version id" value={version.id} />
        <IdFact name="Family" what="dataset (family) id" value={dataset.id} />
        {file ? <IdFact name="ETag" what="ETag" value={file.etag} /> : null}
        {file?.md5 ? <IdFact name="MD5" what="MD5" value={file.md5} /> : null}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="py-1 text-muted">{name}</dt>
      <dd className="flex min-h-7 min-w-0 items-center">{children}</dd>
    </>
  );
}

function IdFact({ name, what, value }: { name: string; what: string; value: string }) {
  return (
    <Fact name={name}>
      <code className="truncate" title={value}>
        {value}
      </code>
      <CopyButton text={value} what={what} className="h-7! w-7!" />
    </Fact>
  );
}
