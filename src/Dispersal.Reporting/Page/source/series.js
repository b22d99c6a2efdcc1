// Series are written the way source maps write their numbers: differences from one date to the next in base 64, the lowest five bits first,
// the lowest bit for the sign. "2:" before them says how many decimals; "*" and a number stand for so many dates without a change.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const values = new Map([...letters].map((letter, value) => [letter, value]));

export function encode(number) {
  let rest = number < 0 ? ((-number) << 1) | 1 : number << 1;
  let text = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += letters[rest ? digit | 32 : digit];
  } while (rest);
  return text;
}

export function* decode(text) {
  let number = 0;
  let shift = 0;
  for (const letter of text) {
    if (letter === '*') {
      yield '*';
      continue;
    }
    const digit = values.get(letter);
    number |= (digit & 31) << shift;
    shift += 5;
    if (!(digit & 32)) {
      yield number & 1 ? -(number >>> 1) : number >>> 1;
      number = shift = 0;
    }
  }
}

/** The numbers of a series, one for each date. */
export function series(text) {
  if (text === undefined || text === null) return null;
  const colon = text.indexOf(':');
  const unit = 10 ** -Number(text.slice(0, colon));
  const decimals = Number(text.slice(0, colon));
  const numbers = [];
  let at = 0;
  let isRun = false;
  for (const step of decode(text.slice(colon + 1))) {
    if (step === '*') {
      isRun = true;
    } else if (isRun) {
      for (let i = 0; i < step; i++) numbers.push(numbers[numbers.length - 1] ?? 0);
      isRun = false;
    } else {
      at += step;
      numbers.push(decimals ? Number((at * unit).toFixed(decimals)) : at);
    }
  }
  return numbers;
}

const cache = new Map();

/** The same, remembered. */
export function numbers(text) {
  if (text === undefined || text === null) return null;
  let read = cache.get(text);
  if (!read) cache.set(text, read = series(text));
  return read;
}
