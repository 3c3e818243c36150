import { Button } from '#components/ui/button.tsx';
import { clearEndedDownloads } from './run-downloads.ts';

/** Takes downloads that are through off the tray. */
export function ClearDownloads() {
  return (
    <Button
      look="quiet"
      className="px-2! text-accent!"
      aria-label="Clear finished downloads"
      onClick={clearEndedDownloads}
    >
      Clear
    </Button>
  );
}
