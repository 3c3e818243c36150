'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { FilePreview } from '#components/preview/file-preview.tsx';
import { Fact, FactList, IdFact } from '#components/ui/facts.tsx';
import { CrossIcon } from '#components/ui/icons.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import type { Experiment, ExperimentOutput, ExperimentRun } from '#lib/experiments/experiment-schema.ts';
import { outputName } from '#lib/experiments/output-names.ts';
import { exactTime } from '#lib/format/time.ts';
import { InternalFormat } from './internal-format.tsx';
import { OutputActions } from './output-actions.tsx';

interface OutputViewerProps {
  workspaceId: string;
  experiment: Experiment;
  run: ExperimentRun;
  output: ExperimentOutput;
  maySave: boolean;
}

/** What one output holds, and what can be done with it. */
export function OutputViewer({ workspaceId, experiment, run, output, maySave }: OutputViewerProps) {
  const pathname = usePathname();
  const head = useRef<HTMLDivElement>(null);
  // A link leads to it, or a click opened it below what is in sight: its beginning comes in, no more moves.
  useEffect(() => {
    // Nothing is handed back: newer browsers answer a promise, which is no clean-up.
    void head.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { dataTypeId, size, etag } = output;
  const target = {
    workspaceId: experiment.workspaceId,
    experimentId: experiment.id,
    run: run.n,
    outputId: output.id,
  };
  const name = outputName(output);

  return (
    <section aria-label={name} className="grid gap-3 border-accent border-l-2 pl-3 md:pl-4 [&>*]:min-w-0">
      <div ref={head} className="flex scroll-mt-16 scroll-mb-96 flex-wrap items-center gap-x-3 gap-y-2">
        <h3 className="min-w-0 flex-1 font-semibold md:basis-52 text-[15px]">{name}</h3>
        <div className="flex flex-wrap items-center gap-1.5 max-md:order-3 max-md:w-full">
          <OutputActions
            workspaceId={workspaceId}
            experiment={experiment}
            run={run}
            output={output}
            target={target}
            maySave={maySave}
          />
        </div>
        <ShallowLink
          href={pathname}
          scroll={false}
          aria-label={`Close ${name}`}
          title="Close"
          className="grid h-8 w-8 shrink-0 place-items-center max-md:order-2 rounded-(--radius) hover:bg-line"
        >
          <CrossIcon />
        </ShallowLink>
      </div>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_300px] [&>*]:min-w-0">
        {dataTypeId === 'Dataset' ? (
          <InternalFormat />
        ) : (
          <FilePreview
            file={{ target, dataTypeId, size, etag }}
            name={name}
            label={`Data of ${name}, run ${run.n}`}
          />
        )}
        <div className="max-w-[420px] lg:col-start-2">
          <FactList>
            <Fact name="Published">{exactTime(output.createdAt)}</Fact>
            <Fact name="File">{output.fileName}</Fact>
            <Fact name="Content">{output.contentType}</Fact>
            <IdFact name="Id" what="output id" value={output.id} />
            <IdFact name="ETag" what="ETag" value={etag} />
            {output.md5 ? <IdFact name="MD5" what="MD5" value={output.md5} /> : null}
          </FactList>
        </div>
      </div>
    </section>
  );
}
