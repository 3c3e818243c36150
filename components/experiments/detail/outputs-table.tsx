'use client';

import { usePathname } from 'next/navigation';
import { DownloadButton } from '#components/preview/download-button.tsx';
import { Md5 } from '#components/preview/md5.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { ShallowLink } from '#components/ui/shallow-link.tsx';
import { labelOf } from '#lib/datasets/data-types.ts';
import type { Experiment, ExperimentRun } from '#lib/experiments/experiment-schema.ts';
import { outputName } from '#lib/experiments/output-names.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { formatCount } from '#lib/format/count.ts';

interface OutputsTableProps {
  experiment: Experiment;
  run: ExperimentRun;
  openOutputId: string | undefined;
}

export function OutputsTable({ experiment, run, openOutputId }: OutputsTableProps) {
  const pathname = usePathname();
  const { workspaceId, id: experimentId, deletedAt } = experiment;
  return (
    <div className="panel relative overflow-x-auto">
      <table className="table">
        <caption className="sr-only">Outputs of run {run.n}</caption>
        <thead>
          <tr>
            <th scope="col">Node</th>
            <th scope="col">Port</th>
            <th scope="col" className="max-md:hidden">
              Type
            </th>
            <th scope="col" className="text-right!">
              Size
            </th>
            <th scope="col" className="max-lg:hidden">
              MD5
            </th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {run.outputs.map((output) => (
            <tr key={output.id} data-selected={output.id === openOutputId || undefined}>
              <td className="min-w-28 max-md:py-1.5">{output.nodeId}</td>
              <td className="min-w-28 max-md:py-1.5">
                {deletedAt ? (
                  output.portName
                ) : (
                  <ShallowLink
                    href={`${pathname}?output=${output.id}`}
                    scroll={false}
                    aria-label={`Open ${outputName(output)}`}
                    aria-current={output.id === openOutputId || undefined}
                    className="link font-semibold"
                  >
                    {output.portName}
                  </ShallowLink>
                )}
              </td>
              <td className="max-md:hidden">
                <Chip title={labelOf(output.dataTypeId)}>{output.dataTypeId}</Chip>
              </td>
              <td className="whitespace-nowrap text-right" title={`${formatCount(output.size)} bytes`}>
                {formatBytes(output.size)}
              </td>
              <td className="max-lg:hidden">
                <Md5 value={output.md5} />
              </td>
              <td className="text-right">
                {deletedAt ? null : (
                  <DownloadButton
                    target={{ workspaceId, experimentId, run: run.n, outputId: output.id }}
                    what={outputName(output)}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
