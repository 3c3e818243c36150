import { expect, it } from 'vitest';
import { emptyMeter, measure, type ProgressMeter, rateOf, secondsLeft } from './progress-meter.ts';

function fed(points: [at: number, bytes: number][]): ProgressMeter {
  return points.reduce((meter, [at, bytes]) => measure(meter, at, bytes), emptyMeter);
}

it('tells no rate before there is something to tell from', () => {
  expect(rateOf(emptyMeter, 0)).toBeUndefined();
  expect(rateOf(fed([[0, 0]]), 100)).toBeUndefined();
});

it('tells bytes per second over the window', () => {
  const meter = fed([
    [0, 0],
    [1000, 5_000_000],
    [2000, 10_000_000],
  ]);
  expect(rateOf(meter, 2000)).toBe(5_000_000);
});

it('forgets what is older than the window', () => {
  const points = Array.from({ length: 21 }, (_, s): [number, number] => [s * 1000, s < 10 ? s * 100 : 900]);
  expect(rateOf(fed(points), 20_000)).toBe(0);
});

it('falls while nothing arrives', () => {
  const meter = fed([
    [0, 0],
    [1000, 1000],
  ]);
  expect(rateOf(meter, 4000)).toBe(250);
});

it('is not negative when a block takes its bytes back', () => {
  const meter = fed([
    [0, 5000],
    [1000, 1000],
  ]);
  expect(rateOf(meter, 1000)).toBe(0);
});

it('holds few samples, however often it is told', () => {
  const points = Array.from({ length: 5000 }, (_, index): [number, number] => [index * 2, index]);
  expect(fed(points).samples.length).toBeLessThan(60);
});

it('tells the time left, and none where nothing moves', () => {
  expect(secondsLeft(1000, 100)).toBe(10);
  expect(secondsLeft(1000, 0)).toBeUndefined();
  expect(secondsLeft(1000, undefined)).toBeUndefined();
  expect(secondsLeft(0, undefined)).toBe(0);
});
