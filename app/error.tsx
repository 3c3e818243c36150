'use client';

import { LonePage } from '#components/shell/lone-page.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <LonePage title="This page failed">
      <p className="text-muted" role="alert">
        Something unexpected went wrong while showing it. Your data is not touched by this; try again, and
        reload the page if it stays.
      </p>
      <div className="flex gap-2">
        <Button look="primary" onClick={reset}>
          Try again
        </Button>
        <a href="/" className={buttonClass()}>
          Go to the datasets
        </a>
      </div>
    </LonePage>
  );
}
