// How numbers and dates are written.
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const few = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });
const percent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });

export function number(value, kind) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (kind === 'share') return percent.format(value);
  const size = Math.abs(value);
  const text = size >= 100 ? whole.format(value) : size >= 1 || size === 0 ? one.format(value) : few.format(value);
  return (text === '-0' ? '0' : text).replace('-', '−');
}

export const interval = (low, high, kind) => `${number(low, kind)} to ${number(high, kind)}`;

/** A difference carries its sign. */
export const signed = value => (value > 0 ? '+' : '') + number(value);

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export const day = text => `${Number(text.slice(8, 10))} ${months[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}`;
export const month = text => `${months[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}`;

/** Days since 1970, for scales. */
export const time = text => Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / 86400000;

export const outcomeWords = { passed: 'passed', 'turned-back': 'turned back', held: 'held', killed: 'died' };

export const fateWords = {
  embedded: 'With the group in the theatre', underground: 'Underground', 'in-transit': 'On the way', stranded: 'Stranded',
  'with-affiliate': 'With an affiliate', held: 'Held abroad', 'at-large': 'Home, not known', known: 'Home, known', charged: 'Home, charged',
  imprisoned: 'Home, in prison', 'in-programme': 'Home, in a programme', clandestine: 'Home, in a cell', disengaged: 'Home, disengaged',
  'third-country': 'In a third country', 'imprisoned-abroad': 'In prison abroad', dead: 'Dead',
};

export const stageWords = {
  embedded: 'embedded', underground: 'underground', 'in-transit': 'about to travel', stranded: 'stranded', 'with-affiliate': 'with an affiliate', held: 'held',
  'at-large': 'at large', known: 'known', charged: 'charged', imprisoned: 'in prison', 'in-programme': 'in a programme', clandestine: 'in cells', disengaged: 'disengaged',
};
