import { EmptyState } from '#components/ui/empty-state.tsx';

/** In place of the preview of an output in the internal format. */
export function InternalFormat() {
  return (
    <div className="panel">
      <EmptyState title="An internal format of Studio (classic) modules">
        Some modules, such as Split, put out a format named <code>Dataset</code>. It cannot be shown here, and
        the Python client library does not support it, so there is no access code either. Use a conversion
        module, such as Convert to CSV, to get the output in a supported format.
      </EmptyState>
    </div>
  );
}
