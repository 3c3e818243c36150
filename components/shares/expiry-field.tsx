'use client';

import { Select, TextField } from '#components/ui/fields.tsx';
import { dayLimits, dayOf, type Expiry, expiryProblem, presetsWithin, presetWords } from './expiry.ts';

interface ExpiryFieldProps {
  value: Expiry;
  onChange: (expiry: Expiry) => void;
  /** Longest life that the workspace allows, in days. */
  maxDays: number | null;
  now: number;
}

/** How long a link lasts: a usual length, or a day. */
export function ExpiryField({ value, onChange, maxDays, now }: ExpiryFieldProps) {
  const isDate = 'date' in value;
  const choose = (chosen: string) =>
    onChange(chosen === 'date' ? { date: dayOf(now) } : { days: Number(chosen) });
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <Select
        label="Open for"
        value={isDate ? 'date' : value.days}
        hint={maxDays === null ? undefined : `${presetWords(maxDays)} at most, by the policy here.`}
        onChange={({ target }) => choose(target.value)}
      >
        {presetsWithin(maxDays).map((days) => (
          <option key={days} value={days}>
            {presetWords(days)}
          </option>
        ))}
        <option value="date">until a day…</option>
      </Select>
      {isDate ? (
        <TextField
          type="date"
          label="Last day"
          value={value.date}
          error={expiryProblem(value, maxDays, now)}
          onChange={({ target }) => onChange({ date: target.value })}
          {...dayLimits(maxDays, now)}
        />
      ) : null}
    </div>
  );
}
