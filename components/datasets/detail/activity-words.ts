import { actionWords } from '#components/audit/action-words.ts';
import type { ActivityPage } from '#lib/audit/activity-schema.ts';

export type ActivityItem = ActivityPage['items'][number];

/** What was done to the dataset of the page, to follow the name of who did it. */
export function activityWords({ action, details }: Pick<ActivityItem, 'action' | 'details'>): string {
  return actionWords(action, details, 'it');
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
