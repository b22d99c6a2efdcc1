// The date that the whole page shows: one number, set in one place.
const listeners = [];
export const clock = { at: 0, count: 0, playing: false };

export function onDate(listener) {
  listeners.push(listener);
}

export function setDate(at) {
  clock.at = Math.max(0, Math.min(clock.count - 1, Math.round(at)));
  for (const listener of listeners) listener(clock.at);
}

const lookers = new Set();
export const onPlay = listener => lookers.add(listener);

let timer = null;

/** Plays a month after the other; those who asked for less motion see a year at a time, slowly. */
export function play(isPlaying) {
  if (!isPlaying && !clock.playing) return;
  clock.playing = isPlaying;
  clearInterval(timer);
  if (isPlaying) {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (clock.at >= clock.count - 1) setDate(0);
    timer = setInterval(() => {
      if (clock.at >= clock.count - 1) play(false);
      else setDate(clock.at + (still ? 12 : 1));
    }, still ? 1500 : 220);
  }
  for (const listener of lookers) listener(isPlaying);
}
