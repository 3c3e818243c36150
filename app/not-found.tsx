import type { Metadata } from 'next';
import Link from 'next/link';
import { LonePage } from '#components/shell/lone-page.tsx';
import { buttonClass } from '#components/ui/button.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <LonePage title="There is nothing at this address">
      <p className="text-muted">The link may be old, or something in it was left out when it was copied.</p>
      <div>
        <Link href="/" className={buttonClass('primary')}>
          Go to the datasets
        </Link>
      </div>
    </LonePage>
  );
}
