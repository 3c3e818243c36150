import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { showToast } from '#components/ui/toast-store.ts';
import { readEnded } from './journal/journal.ts';

/** Saves the receipt of ended transfers as CSV: per file its outcome, bytes, MD5 and seconds. */
export function ReceiptButton({ ids, label }: { ids: readonly string[]; label?: string }) {
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    try {
      const [{ receiptName, receiptOf }, ended] = await Promise.all([import('./receipt.ts'), readEnded(ids)]);
      if (ended.length > 0) saveText(receiptName(ended), receiptOf(ended));
      else
        showToast({
          text: 'There is no receipt: the history of this browser was cleared, or had no room for it.',
          tone: 'bad',
        });
    } catch {
      showToast({ text: 'The receipt could not be made: this browser keeps no history.', tone: 'bad' });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button
      look="quiet"
      className="px-2! text-accent!"
      busy={busy}
      aria-label={label}
      title={label}
      onClick={save}
    >
      Receipt
    </Button>
  );
}

function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
