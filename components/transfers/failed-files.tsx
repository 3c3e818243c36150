import { formatCount } from '#lib/format/count.ts';
import type { FolderCounts } from '#lib/transfers/transfer-view.ts';

/** Which files of a folder failed, each with its own reason. */
export function FailedFiles({ files }: { files: FolderCounts }) {
  const more = files.failedCount - files.failed.length;
  return (
    <details className="text-[12px]">
      <summary className="cursor-pointer text-muted">Which failed, and why</summary>
      <ul className="grid gap-1 pt-1">
        {files.failed.map(({ path, reason }) => (
          <li key={path}>
            <span className="font-mono">{path}</span> <span className="text-bad">{reason}</span>
          </li>
        ))}
        {more > 0 ? <li className="text-muted">and {formatCount(more)} more</li> : null}
      </ul>
    </details>
  );
}
