'use client';

import { useId } from 'react';
import { countOf } from '#lib/format/count.ts';
import type { LinksOfRemoved } from '#lib/shares/share-schema.ts';

interface LinksOfRemovedFieldProps {
  name: string;
  /** How many links of theirs are open. */
  count: number;
  value: LinksOfRemoved | undefined;
  onChange: (what: LinksOfRemoved) => void;
}

const ways: [LinksOfRemoved, string, string][] = [
  ['revoke', 'Revoke them', 'They open nothing from then on.'],
  ['take-over', 'Take them over', 'They stay open, and are yours.'],
  ['keep', 'Keep them', 'They stay open under the old name, until they end.'],
];

/** An Owner decides what becomes of the links of a member who is removed. */
export function LinksOfRemovedField({ name, count, value, onChange }: LinksOfRemovedFieldProps) {
  const group = useId();
  return (
    <fieldset className="grid gap-2 rounded-(--radius) border border-line px-3 pt-1 pb-3">
      <legend className="px-1 font-medium">
        {countOf(count, 'open link')} of {name}
      </legend>
      {ways.map(([way, label, words]) => (
        <label key={way} className="flex items-start gap-2">
          <input
            type="radio"
            name={group}
            className="mt-1"
            checked={value === way}
            onChange={() => onChange(way)}
          />
          <span>
            {label} <span className="block text-muted">{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
