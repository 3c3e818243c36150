import type { ActivityPage } from '#lib/audit/activity-schema.ts';

export type ActivityItem = ActivityPage['items'][number];

const words: Record<string, (details: Record<string, unknown>) => string> = {
  'dataset.create': () => 'uploaded it',
  'dataset.new-version': ({ n }) => `uploaded version ${n}`,
  'dataset.rename': ({ from, to }) => `renamed it from “${from}” to “${to}”`,
  'dataset.describe': () => 'changed the README',
  'dataset.delete': () => 'deleted it',
  'dataset.restore': () => 'restored it',
  'dataset.download': ({ n, path }) => `downloaded ${path} of version ${n}`,
};

/** What was done, to follow the name of who did it. An action without words of its own is shown by its name. */
export function activityWords({ action, details }: Pick<ActivityItem, 'action' | 'details'>): string {
  return words[action]?.(details) ?? action;
}

export interface ActivityLine extends ActivityItem {
  text: string;
  /** How often in a row; `at` is the latest. */
  times: number;
}

/** The same thing done by the same person again and again, nothing in between, is one line. */
export function activityLines(items: readonly ActivityItem[]): ActivityLine[] {
  const lines: ActivityLine[] = [];
  for (const item of items) {
    const text = activityWords(item);
    const last = lines.at(-1);
    if (last?.text === text && last.actor === item.actor) last.times += 1;
    else lines.push({ ...item, text, times: 1 });
  }
  return lines;
}
