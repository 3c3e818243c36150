import { useMemo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { boundedWork } from './bounded-work.ts';
import { safeLink } from './safe-link.ts';

// Images become links: a README that is only looked at must not call a third party.
const components: Components = {
  a: ({ href, children }) => <OutLink href={href}>{children}</OutLink>,
  img: ({ src, alt }) => <OutLink href={typeof src === 'string' ? src : undefined}>{alt || 'image'}</OutLink>,
  input: ({ checked }) => (
    <input type="checkbox" checked={checked ?? false} disabled aria-label={checked ? 'done' : 'not done'} />
  ),
  // The page's own title is the only h1.
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
};

function OutLink({ href, children }: { href: string | undefined; children: React.ReactNode }) {
  const safe = safeLink(href);
  if (!safe) return <span>{children}</span>;
  return (
    <a href={safe} rel="noopener noreferrer" target="_blank" className="link underline">
      {children}
    </a>
  );
}

const look = [
  'grid max-w-[76ch] gap-3 [&>*]:min-w-0',
  '[&_h2]:mt-2 [&_h2]:text-base [&_h3]:mt-2 [&_h3]:font-semibold [&_h3]:text-[15px] [&_h4]:font-semibold',
  '[&_ul]:list-disc [&_ol]:list-decimal [&_ul]:pl-5 [&_ol]:pl-5 [&_li]:my-0.5',
  '[&_blockquote]:border-line-strong [&_blockquote]:border-l-2 [&_blockquote]:pl-3 [&_blockquote]:text-muted',
  '[&_pre]:overflow-auto [&_pre]:rounded-(--radius) [&_pre]:border [&_pre]:border-line [&_pre]:bg-sunken [&_pre]:px-3.5 [&_pre]:py-3',
  '[&_table]:block [&_table]:overflow-x-auto [&_th]:border [&_td]:border [&_th]:border-line [&_td]:border-line [&_th]:px-2.5 [&_td]:px-2.5 [&_th]:py-1 [&_td]:py-1 [&_th]:text-left',
  '[&_hr]:border-line [&_ul.contains-task-list]:list-none [&_ul.contains-task-list]:pl-0',
].join(' ');

/**
 * A text as Markdown (GFM). HTML in it is shown as the text it is; links lead out only over http(s) and mailto. What cannot
 * be laid out in reasonable time is shown as it is written.
 */
export function Markdown({ text }: { text: string }) {
  const laidOut = useMemo(() => layOut(text), [text]);
  if (laidOut) return <div className={look}>{laidOut}</div>;
  return (
    <div className="grid gap-3">
      <p className="text-muted">
        This text is shown as it is written; it is too involved to be laid out as Markdown.
      </p>
      <pre className="whitespace-pre-wrap break-words">{text}</pre>
    </div>
  );
}

/** The elements of a text, made at once: a renderer that gave up while React renders would take the page with it. */
function layOut(text: string): React.ReactNode {
  try {
    return ReactMarkdown({
      children: text,
      remarkPlugins: [remarkGfm, boundedWork],
      components,
      urlTransform: (url) => url,
    });
  } catch {
    return undefined;
  }
}
