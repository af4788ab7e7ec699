// Numbers and names as a person reads them. Unknown is "–", never 0.

export const unknown = '–';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

export function bytes(value) {
  if (!Number.isFinite(value)) {
    return unknown;
  }
  let unit = 0;
  while (Math.abs(value) >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : value.toFixed(0)} ${units[unit]}`;
}

export const rate = value => (Number.isFinite(value) ? `${bytes(value)}/s` : unknown);

export const percent = value => (Number.isFinite(value) ? `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} %` : unknown);

export const celsius = value => (Number.isFinite(value) ? `${value.toFixed(0)} °C` : unknown);

export const count = value => (Number.isFinite(value) ? value.toLocaleString('en', { maximumFractionDigits: 1 }) : unknown);

export function duration(seconds) {
  if (!Number.isFinite(seconds)) {
    return unknown;
  }
  seconds = Math.max(0, Math.round(seconds));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

const two = number => String(number).padStart(2, '0');

export function clock(seconds) {
  if (!Number.isFinite(seconds)) {
    return unknown;
  }
  const date = new Date(seconds * 1000);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

export function instant(seconds) {
  if (!Number.isFinite(seconds)) {
    return unknown;
  }
  const date = new Date(seconds * 1000);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock(seconds)}`;
}

// The JSON contract writes a byte that is not UTF-8 as U+10F700 + byte. Controls and marks that turn the direction of text could
// make one name look like another.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\u{10f780}-\u{10f7ff}]/gu;

export function visible(text) {
  return String(text ?? '').replace(unsafe, character => {
    const code = character.codePointAt(0);
    if (code >= 0x10f780) {
      return `\\x${(code - 0x10f700).toString(16)}`;
    }
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

// Text that fits a line, for values that another user can make as long as they like.
export function short(text, most = 200) {
  const shown = visible(String(text ?? '').slice(0, most));
  return String(text ?? '').length > most ? `${shown}…` : shown;
}
