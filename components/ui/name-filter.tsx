'use client';

import { useEffect, useState } from 'react';
import { TextField } from './fields.tsx';
import { createSearchEcho } from './search-echo.ts';

interface NameFilterProps {
  label?: string;
  search: string;
  /** Called a moment after the last key. */
  onSearch: (search: string) => void;
}

export function NameFilter({ label = 'Filter by name', search, onSearch }: NameFilterProps) {
  const [typed, setTyped] = useState(search);
  const [echo] = useState(() => createSearchEcho(search));
  const wanted = typed.trim();

  useEffect(() => {
    // What was typed stays as it is, spaces and all, where it means the same.
    if (echo.isNews(search)) setTyped((before) => (before.trim() === search ? before : search));
  }, [echo, search]);

  useEffect(() => {
    if (wanted === echo.target()) return;
    const timer = setTimeout(() => {
      echo.tell(wanted);
      onSearch(wanted);
    }, 200);
    return () => clearTimeout(timer);
  }, [echo, wanted, onSearch]);

  return (
    <TextField
      type="search"
      label={label}
      labelHidden
      placeholder={label}
      maxLength={255}
      autoComplete="off"
      className="w-full sm:w-[280px]"
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
