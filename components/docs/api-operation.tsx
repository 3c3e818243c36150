import { Chip } from '#components/ui/chip.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { JsonSchema, PlacedOperation } from './api-document.ts';
import { curlExample } from './curl-example.ts';
import { FieldTable } from './field-table.tsx';
import { type SchemaRow, schemaRows, typeInWords } from './schema-rows.ts';

interface ApiOperationSectionProps {
  operation: PlacedOperation;
  schemas: Record<string, JsonSchema>;
}

const accessWords: Record<string, string> = { public: 'anybody', 'signed-in': 'anybody signed in' };

export function ApiOperationSection({ operation, schemas }: ApiOperationSectionProps) {
  const { operationId, method, path, summary } = operation;
  const access = operation['x-access'] ?? 'signed-in';
  const body = operation.requestBody?.content['application/json']?.schema;
  const answers = Object.entries(operation.responses);
  const good = answers.find(([status]) => isGood(status));
  const answer = good?.[1].content?.['application/json']?.schema;
  const example = curlExample(operation, schemas);
  return (
    <section id={operationId} aria-labelledby={`${operationId}-title`} className="scroll-mt-4 pt-6">
      <h3 id={`${operationId}-title`} className="font-semibold text-[15px]">
        <a href={`#${operationId}`} className="hover:underline">
          {summary}
        </a>
      </h3>
      <p className="mt-1.5 flex flex-wrap items-center gap-2">
        <code className="font-semibold text-accent">{method}</code>
        <code>{path}</code>
        <Chip>
          <b>{accessWords[access] ?? access}</b>
        </Chip>
      </p>
      <FieldTable title="Parameters" rows={parameterRows(operation, schemas)} />
      {body ? <FieldTable title="Body" rows={schemaRows(body, schemas)} /> : null}
      <FieldTable title={`Answer ${good?.[0] ?? ''}`} rows={answer ? schemaRows(answer, schemas) : []} />
      {good && !answer ? (
        <p className="mt-3 text-muted">
          Answer {good[0]}: {good[1].description}.
        </p>
      ) : null}
      <ErrorCodes answers={answers.filter(([status]) => !isGood(status))} />
      <div className="mt-3 flex items-start gap-1">
        <pre className="code-block min-w-0 flex-1 whitespace-pre-wrap">{example}</pre>
        <CopyButton what={`the curl command of ${operationId}`} text={example} />
      </div>
    </section>
  );
}

/** Done, or the way on. */
function isGood(status: string): boolean {
  return status.startsWith('2') || status.startsWith('3');
}

function parameterRows(
  { parameters = [] }: PlacedOperation,
  schemas: Record<string, JsonSchema>,
): SchemaRow[] {
  return parameters.map(({ name, in: place, required = false, description, schema }) => ({
    path: name,
    type: `${typeInWords(schema, schemas)}${schema.default === undefined ? '' : `; ${String(schema.default)} if absent`}`,
    required,
    description: [`In the ${place}.`, description ?? schema.description].filter(Boolean).join(' '),
  }));
}

function ErrorCodes({ answers }: { answers: [string, { description: string }][] }) {
  return (
    <p className="mt-3 text-muted">
      Errors:{' '}
      {answers.map(([status, { description }], index) => (
        <span key={status}>
          {index > 0 ? ' · ' : ''}
          {status} <code>{description}</code>
        </span>
      ))}
    </p>
  );
}
