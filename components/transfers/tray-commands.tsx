import { Button } from '#components/ui/button.tsx';
import { isRunning } from '#lib/transfers/transfer-view.ts';
import { clearFinished, pauseUpload, resumeUpload, retryUpload } from './engine.ts';
import { ReceiptButton } from './receipt-button.tsx';
import type { Transfer } from './transfers-store.ts';

/** What concerns several transfers at once; nothing where there is nothing to say. */
export function TrayCommands({ transfers }: { transfers: readonly Transfer[] }) {
  const own = transfers.filter(({ elsewhere }) => !elsewhere);
  const running = own.filter(isRunning);
  const paused = own.filter(({ phase }) => phase.name === 'paused');
  const failed = own.filter(({ phase }) => phase.name === 'failed' && phase.needs === 'retry');
  const ended = own.filter(({ phase }) => phase.name === 'done' || phase.name === 'cancelled');
  const commands = [
    running.length > 1 ? <Command key="pause" label="Pause all" on={running} act={pauseUpload} /> : null,
    paused.length > 1 ? <Command key="resume" label="Go on with all" on={paused} act={resumeUpload} /> : null,
    failed.length > 1 ? <Command key="retry" label="Retry failed" on={failed} act={retryUpload} /> : null,
    ended.length > 0 && ended.every(({ settled }) => settled) && running.length === 0 ? (
      <ReceiptButton key="receipt" ids={ended.map(({ id }) => id)} label="Receipt as CSV" />
    ) : null,
    ended.length > 0 ? (
      <Button
        key="clear"
        look="quiet"
        className="px-2! text-accent!"
        aria-label="Clear finished"
        title="Clear finished"
        onClick={clearFinished}
      >
        Clear
      </Button>
    ) : null,
  ].filter(Boolean);
  return commands.length > 0 ? <div className="flex flex-wrap px-1 pb-1">{commands}</div> : null;
}

interface CommandProps {
  label: string;
  on: readonly Transfer[];
  act: (id: string) => void;
}

function Command({ label, on, act }: CommandProps) {
  return (
    <Button
      look="quiet"
      className="px-2! text-accent!"
      onClick={() => {
        for (const { id } of on) act(id);
      }}
    >
      {label}
    </Button>
  );
}
