/** Whether PostgreSQL takes `at`, written as `Date.toISOString` does, for a moment: it knows no 30 February and no year 0. */
export function isMoment(at: string): boolean {
  const time = Date.parse(at);
  return !Number.isNaN(time) && new Date(time).toISOString() === at && !at.startsWith('0000');
}
