import type { SchemaRow } from './schema-rows.ts';

/** Fields with their types; nothing where there are none. */
export function FieldTable({ title, rows }: { title: string; rows: SchemaRow[] }) {
  if (rows.length === 0) return null;
  return (
    <div className="mt-3">
      <h4 className="mb-1 font-medium text-muted">{title}</h4>
      <div className="panel">
        <table className="table">
          <thead className="max-md:sr-only">
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Type</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ path, type, required, description }) => (
              <tr
                key={path}
                className="max-md:grid max-md:border-line max-md:border-b max-md:px-3 max-md:py-2 max-md:last:border-b-0"
              >
                <td className={`w-1/4 ${cell}`}>
                  <code>{path}</code>
                  {required ? null : <span className="text-faint text-xs"> optional</span>}
                </td>
                <td className={`w-1/3 ${cell} text-muted`}>{type}</td>
                <td className={cell}>
                  {description.split('`').map((part, index) =>
                    // Every second part stood between backticks.
                    index % 2 === 1 ? <code key={`${path} ${part}`}>{part}</code> : part,
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** On a phone the cells of a row stand under each other. */
const cell = 'py-2 align-top max-md:h-auto! max-md:w-auto! max-md:border-0! max-md:p-0!';
