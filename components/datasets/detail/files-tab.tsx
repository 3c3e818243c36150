import { DownloadButton } from '#components/preview/download-button.tsx';
import { Md5 } from '#components/preview/md5.tsx';
import type { ReadTarget } from '#components/transfers/read-target.ts';
import type { DatasetFile, DatasetVersion } from '#lib/datasets/dataset-schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { formatCount } from '#lib/format/count.ts';

interface FilesTabProps {
  version: DatasetVersion;
  /** Undefined where the file cannot be read now. */
  targetOf: (file: DatasetFile) => ReadTarget | undefined;
}

export function FilesTab({ version, targetOf }: FilesTabProps) {
  return (
    <div className="panel relative overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            <th>File</th>
            <th className="text-right!">Size</th>
            <th>MD5</th>
            <th>ETag</th>
            <th>Content type</th>
            <th>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {version.files.map((file) => {
            const target = targetOf(file);
            return (
              <tr key={file.path}>
                <td className="min-w-40 whitespace-pre-wrap font-semibold">{file.path}</td>
                <td className="whitespace-nowrap text-right" title={`${formatCount(file.size)} bytes`}>
                  {formatBytes(file.size)}
                </td>
                <td>
                  <Md5 value={file.md5} />
                </td>
                <td>
                  <code className="whitespace-nowrap">{file.etag}</code>
                </td>
                <td className="whitespace-nowrap">{file.contentType}</td>
                <td className="text-right">
                  {target ? <DownloadButton target={target} what={file.path} /> : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
