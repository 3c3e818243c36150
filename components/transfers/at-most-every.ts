/**
 * `act`, at once and then at most every `ms` for each key; what comes meanwhile is done once, at the end of that time.
 * A hundred uploads that end one after the other are not a hundred times the same list.
 */
export function atMostEvery<Key>(ms: number, act: (key: Key) => void): (key: Key) => void {
  const resting = new Map<Key, { again: boolean }>();
  function begin(key: Key): void {
    const rest = { again: false };
    resting.set(key, rest);
    act(key);
    setTimeout(() => {
      resting.delete(key);
      if (rest.again) begin(key);
    }, ms);
  }
  return (key) => {
    const rest = resting.get(key);
    if (rest) rest.again = true;
    else begin(key);
  };
}
