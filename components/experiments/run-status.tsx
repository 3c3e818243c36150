import { Chip } from '#components/ui/chip.tsx';
import { CheckIcon, ClockIcon, CrossIcon } from '#components/ui/icons.tsx';
import type { RunStatus } from '#lib/experiments/experiment-schema.ts';

const looks = {
  running: { tone: 'warn', Icon: ClockIcon, word: 'running' },
  finished: { tone: 'good', Icon: CheckIcon, word: 'finished' },
  failed: { tone: 'bad', Icon: CrossIcon, word: 'failed' },
} as const;

/** How a run stands, in a word and a mark; null where there is no run. */
export function RunStatusChip({ status }: { status: RunStatus | null }) {
  if (status === null) return <Chip>no runs</Chip>;
  const { tone, Icon, word } = looks[status];
  return (
    <Chip tone={tone}>
      <Icon width="12" height="12" />
      {word}
    </Chip>
  );
}
