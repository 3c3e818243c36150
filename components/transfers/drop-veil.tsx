'use client';

import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { showToast } from '#components/ui/toast-store.ts';
import { type Picked, pickedOfDrop } from './picked.ts';

interface DropVeilProps {
  onPicked: (picked: readonly Picked[]) => void;
  /** What becomes of the files, shown while they hover. */
  children: ReactNode;
}

/** Takes files dropped anywhere in the window, and says so while they hover. */
export function DropVeil({ onPicked, children }: DropVeilProps) {
  const [hovering, setHovering] = useState(false);
  const take = useEffectEvent(onPicked);

  useEffect(() => {
    // Entering a child leaves its parent: the count tells when the window itself is left.
    let depth = 0;
    const stop = new AbortController();
    const { signal } = stop;
    function settle(event: DragEvent) {
      event.preventDefault();
      depth = 0;
      setHovering(false);
    }
    window.addEventListener(
      'dragenter',
      (event) => {
        if (!carriesFiles(event)) return;
        depth++;
        setHovering(true);
      },
      { signal },
    );
    window.addEventListener(
      'dragleave',
      (event) => {
        if (carriesFiles(event) && --depth <= 0) settle(event);
      },
      { signal },
    );
    window.addEventListener('dragover', (event) => carriesFiles(event) && event.preventDefault(), { signal });
    window.addEventListener(
      'drop',
      (event) => {
        if (!carriesFiles(event)) return;
        settle(event);
        takeDropped(event, take);
      },
      { signal },
    );
    return () => stop.abort();
  }, []);

  if (!hovering) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-veil p-6">
      <p className="rounded-lg border-2 border-accent border-dashed bg-panel px-8 py-6 font-medium shadow-float">
        {children}
      </p>
    </div>
  );
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function takeDropped({ dataTransfer }: DragEvent, take: (picked: readonly Picked[]) => void): void {
  if (!dataTransfer) return;
  pickedOfDrop(dataTransfer).then(
    (picked) => picked.length > 0 && take(picked),
    () =>
      showToast({ text: 'What was dropped cannot be read; choose it by the button instead.', tone: 'bad' }),
  );
}
