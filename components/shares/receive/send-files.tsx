'use client';

import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { DropVeil } from '#components/transfers/drop-veil.tsx';
import { FilePicker } from '#components/transfers/file-picker.tsx';
import { requestIdOf } from '#components/transfers/link-uploads.ts';
import type { Picked } from '#components/transfers/picked.ts';
import { type Transfer, transfersStore } from '#components/transfers/transfers-store.ts';
import { Button } from '#components/ui/button.tsx';
import { errorSentence } from '#components/ui/error-notice.tsx';
import { TextField } from '#components/ui/fields.tsx';
import { formatBytes } from '#lib/format/bytes.ts';
import { countOf } from '#lib/format/count.ts';
import type { DataRequestView } from '#lib/shares/data-request-schema.ts';
import { PublicFrame } from '../public/public-frame.tsx';
import { type Chosen, ChosenFiles } from './chosen-files.tsx';
import { limitWords, sendProblem } from './limits.ts';
import { ReceivedFiles } from './received-files.tsx';
import { sendFile, takeUpSending } from './send.ts';

let lastId = 0;

/** What is asked for, and the way to send it: a name, files, one button. */
export function SendFiles({ code, view }: { code: string; view: DataRequestView }) {
  const { title, askedBy, note, limits, expiresAt, ticket } = view;
  const [sender, setSender] = useState('');
  const nameField = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [sending, setSending] = useState(false);
  const [tried, setTried] = useState(false);
  const sent = useSentBy(code);
  // Those of an earlier page are counted by the portal already.
  const [begun, setBegun] = useState(0);
  const given = useCancelled(sent);
  const left = Math.max(0, view.filesLeft - begun + given);
  const ready = chosen.filter(({ problem }) => problem === undefined);

  useEffect(() => {
    // Without a memory of its own the browser sends all the same.
    takeUpSending({ code, ticket }).catch(() => {});
  }, [code, ticket]);

  function take(picked: readonly Picked[]) {
    // A folder is sent as its files.
    const files = picked.flatMap((one) =>
      one.kind === 'file'
        ? [{ ...one, ofFolder: false }]
        : one.files.map(({ file }) => ({ kind: 'file' as const, file, ofFolder: true })),
    );
    const added = files.map((one) => ({ ...one, id: ++lastId, problem: sendProblem(one.file, limits) }));
    setChosen((before) => [...before, ...added]);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const name = sender.trim();
    // With many files the field is out of sight above the button.
    if (name === '') nameField.current?.focus();
    if (sending || name === '' || ready.length === 0 || ready.length > left) return;
    setSending(true);
    // One after the other: a hundred files must not be a hundred requests at once.
    for (const one of ready) {
      try {
        await sendFile({ code, ticket, sender: name, limits }, one);
        setBegun((before) => before + 1);
        setChosen((before) => before.filter(({ id }) => id !== one.id));
      } catch (error) {
        const problem = errorSentence(error);
        setChosen((before) => before.map((other) => (other.id === one.id ? { ...other, problem } : other)));
      }
    }
    setSending(false);
    setTried(false);
  }

  const tooMany = ready.length > left;
  return (
    <PublicFrame>
      <DropVeil onPicked={take}>Drop files to send them</DropVeil>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <header className="grid gap-1.5">
          <p className="text-muted">{askedBy} asks you for data</p>
          <h1>{title}</h1>
          {note ? <p className="in-text max-w-[70ch] whitespace-pre-line">{note}</p> : null}
          <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-muted">
            {limitWords(limits, { expiresAt, filesLeft: left }).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </header>
        <form onSubmit={submit} className="panel grid gap-4 p-4 sm:p-5">
          <TextField
            ref={nameField}
            label="Your name"
            autoComplete="name"
            maxLength={100}
            placeholder="so that they know who sent it"
            className="max-w-[360px]"
            value={sender}
            error={tried && sender.trim() === '' ? 'Type your name, or that of your team.' : undefined}
            onChange={({ target }) => setSender(target.value)}
          />
          {left > 0 || chosen.length > 0 ? (
            <div>
              <ChosenFiles
                chosen={chosen}
                onRemove={(id) => setChosen((before) => before.filter((one) => one.id !== id))}
              />
              <FilePicker several folders={false} small={chosen.length > 0} onPicked={take} />
            </div>
          ) : (
            <p>No more files can be added by this link.</p>
          )}
          {tooMany ? (
            <p role="alert" className="text-bad">
              This link takes {countOf(left, 'more file')}; take {countOf(ready.length - left, 'file')} off
              the list.
            </p>
          ) : null}
          {ready.length > 0 ? (
            <div className="flex flex-wrap items-center gap-3">
              <Button type="submit" look="primary" busy={sending} disabled={tooMany}>
                Send {countOf(ready.length, 'file')}
              </Button>
              <span className="text-muted">
                {formatBytes(ready.reduce((sum, { file }) => sum + file.size, 0))}, straight to the team’s
                storage
              </span>
            </div>
          ) : null}
        </form>
        <ReceivedFiles transfers={sent} />
        <p className="text-muted">
          What you send can be read by the team alone, once it is whole. You can pause it, close this page and
          come back by the same link: only what is missing is sent.
        </p>
      </div>
    </PublicFrame>
  );
}

/** The uploads by this link that this browser knows of; another tab may send by another link. */
function useSentBy(code: string): readonly Transfer[] {
  const [requestId, setRequestId] = useState<string>();
  useEffect(() => {
    requestIdOf(code).then(setRequestId, () => {});
  }, [code]);
  const { transfers } = useSyncExternalStore(
    transfersStore.subscribe,
    transfersStore.get,
    transfersStore.get,
  );
  return requestId ? transfers.filter((transfer) => transfer.requestId === requestId) : [];
}

/** How many of them were cancelled since this page is open: each gave its place back. They may leave the tray. */
function useCancelled(sent: readonly Transfer[]): number {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const fresh = sent.filter(({ id, phase }) => phase.name === 'cancelled' && !ids.has(id));
  // While rendering, as React would have it for what is derived from what was (https://react.dev/reference/react/useState).
  if (fresh.length > 0) setIds(new Set([...ids, ...fresh.map(({ id }) => id)]));
  return ids.size;
}
