/** How many requests run at once. Browsers open six connections to a host (HTTP/1.1). */
const widths = [1, 3, 6];
/** After a change the rate is not looked at for this long, then measured for as long as `windowMs`. */
const settleMs = 300;
const windowMs = 700;
/** The width that stays is put to the test again after this long. */
const restMs = 20_000;
/** More requests must bring this much more; fewer may cost that much. */
const moreMustBring = 1.15;
const fewerMayCost = 0.95;

/** At so many bytes a second one stream is not held back by the line: what several bring then, they cost (npm run bench transfers). */
const fastRate = 64 * 1024 * 1024;

/** Which width is in use, and what is being found out about it. Immutable; bytes are those received so far. */
export interface WidthPlan {
  readonly width: number;
  readonly changedAt: number;
  /** Where the measuring began. */
  readonly base: { at: number; bytes: number } | undefined;
  /** The width and rate (bytes per second) that the present width is compared with. */
  readonly before: { width: number; rate: number } | undefined;
  readonly direction: 1 | -1;
  readonly restUntil: number;
}

export function startWidth(at: number): WidthPlan {
  return { width: 1, changedAt: at, base: undefined, before: undefined, direction: 1, restUntil: at };
}

/** The plan after `bytes` in all were received at `at` (monotonic ms). It goes up while that pays, and back where not. */
export function planWidth(plan: WidthPlan, at: number, bytes: number): WidthPlan {
  if (!plan.base) return at - plan.changedAt < settleMs ? plan : { ...plan, base: { at, bytes } };
  const elapsed = at - plan.base.at;
  if (elapsed < windowMs) return plan;
  const rate = ((bytes - plan.base.bytes) * 1000) / elapsed;
  if (!plan.before) {
    const stays = at < plan.restUntil || (plan.width === 1 && rate >= fastRate);
    return stays ? { ...plan, base: { at, bytes } } : tryNext(plan, at, rate);
  }
  const pays = rate >= plan.before.rate * (plan.direction === 1 ? moreMustBring : fewerMayCost);
  if (!pays) return rest({ ...plan, width: plan.before.width }, at);
  return neighbour(plan.width, plan.direction) ? tryNext(plan, at, rate) : rest(plan, at);
}

function tryNext(plan: WidthPlan, at: number, rate: number): WidthPlan {
  const direction = neighbour(plan.width, plan.direction) ? plan.direction : turned(plan.direction);
  const width = neighbour(plan.width, direction) ?? plan.width;
  return { ...plan, width, direction, changedAt: at, base: undefined, before: { width: plan.width, rate } };
}

function rest(plan: WidthPlan, at: number): WidthPlan {
  const direction = turned(plan.direction);
  return { ...plan, direction, changedAt: at, base: undefined, before: undefined, restUntil: at + restMs };
}

function neighbour(width: number, direction: 1 | -1): number | undefined {
  return widths[widths.indexOf(width) + direction];
}

function turned(direction: 1 | -1): 1 | -1 {
  return direction === 1 ? -1 : 1;
}
