import { Chip } from '#components/ui/chip.tsx';
import { countOf } from '#lib/format/count.ts';
import type { TextPreview } from '#lib/preview/preview.ts';
import { PreviewNotes } from './preview-notes.tsx';

export function TextView({ text, label }: { text: TextPreview; label: string }) {
  const lines = countOf(text.lines.length, 'line');
  return (
    <div className="grid gap-2.5">
      <div className="flex min-h-[22px] flex-wrap items-center gap-x-3 gap-y-1.5">
        <Chip tone={text.whole ? 'good' : 'plain'}>
          {text.whole ? `whole file, ${lines}` : `first ${lines}`}
        </Chip>
        <PreviewNotes notes={text.notes} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="code-block max-h-[540px] bg-panel!" aria-label={label} tabIndex={0}>
        <pre className="whitespace-pre-wrap">{text.lines.join('\n')}</pre>
      </section>
    </div>
  );
}
