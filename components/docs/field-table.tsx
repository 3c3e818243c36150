import type { SchemaRow } from './schema-rows.ts';

/** Fields with their types; nothing where there are none. */
export function FieldTable({ title, rows }: { title: string; rows: SchemaRow[] }) {
  if (rows.length === 0) return null;
  return (
    <div className="mt-3">
      <h4 className="mb-1 font-medium text-muted">{title}</h4>
      <div className="panel overflow-x-auto">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Type</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ path, type, required, description }) => (
              <tr key={path}>
                <td className="w-1/4 min-w-36 py-2 align-top">
                  <code>{path}</code>
                  {required ? null : <span className="text-faint text-xs"> optional</span>}
                </td>
                <td className="w-1/3 min-w-40 py-2 align-top text-muted">{type}</td>
                <td className="min-w-40 py-2 align-top">{description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
