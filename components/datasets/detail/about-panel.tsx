import { Fact, FactList, IdFact } from '#components/ui/facts.tsx';
import type { Dataset, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { exactTime } from '#lib/format/time.ts';

export function AboutPanel({ dataset, version }: { dataset: Dataset; version: DatasetVersion }) {
  const file = version.fileCount === 1 ? version.files[0] : undefined;
  return (
    <section aria-labelledby="about" className="min-w-0 max-w-[420px]">
      <h2 id="about" className="mb-2">
        About
      </h2>
      <FactList>
        <Fact name="Created">{exactTime(dataset.createdAt)}</Fact>
        {dataset.version > 1 ? (
          <Fact name={`Version ${version.n}`}>{exactTime(version.createdAt)}</Fact>
        ) : null}
        <IdFact name="Id" what="version id" value={version.id} />
        <IdFact name="Family" what="dataset (family) id" value={dataset.id} />
        {file ? <IdFact name="ETag" what="ETag" value={file.etag} /> : null}
        {file?.md5 ? <IdFact name="MD5" what="MD5" value={file.md5} /> : null}
      </FactList>
    </section>
  );
}
