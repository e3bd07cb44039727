// Numbers as the pages write them. One place, so that a table, a label and a test agree.
//
//   count(1234567)   "1 234 567"      share(0.1434)  "14.3 %"
//   duration(313.1e6) "313 ms"        seconds(12.5)  "12.5 s"
//
// What was not measured is null and reads "–".

export const NONE = "–";

/** A narrow no-break space: groups digits, and stands before a unit's %. */
const THIN = "\u202f";
/** A no-break space before a unit. */
const NBSP = "\u00a0";

type Maybe = number | null | undefined;

function absent(value: Maybe): value is null | undefined {
  return value === null || value === undefined || !Number.isFinite(value);
}

export function count(value: Maybe): string {
  if (absent(value)) return NONE;
  if (Math.abs(value) >= 1e15) return value.toExponential(2);
  const [whole = "", fraction] = String(Math.round(value * 100) / 100).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN).replace("-", "−");
  return fraction ? `${grouped}.${fraction}` : grouped;
}

/** "1.2 M": where space is short. */
export function short(value: Maybe): string {
  if (absent(value)) return NONE;
  const size = Math.abs(value);
  for (const [limit, letter] of [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e4, "k"]] as const) {
    if (size >= limit) {
      const unit = letter === "k" ? 1e3 : limit;
      return `${digits(value / unit, 3)}${THIN}${letter}`;
    }
  }
  return count(value);
}

/** At most `n` significant digits, without an exponent and without trailing zeros. */
export function digits(value: number, n: number): string {
  if (value === 0) return "0";
  const decimals = Math.max(0, Math.min(12, n - 1 - Math.floor(Math.log10(Math.abs(value)))));
  const text = value.toFixed(decimals);
  const trimmed = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return trimmed.replace("-", "−");
}

/** A share of one, in per cent: one decimal as in the terminal, more where it would read as zero. */
export function share(value: Maybe): string {
  if (absent(value)) return NONE;
  const percent = value * 100;
  const tiny = percent !== 0 && Math.abs(percent) < 0.05;
  const text = tiny ? digits(percent, 2) : percent.toFixed(1).replace("-", "−");
  return `${text}${THIN}%`;
}

/** As share(), with its sign: for differences, in percentage points. */
export function points(value: Maybe): string {
  if (absent(value)) return NONE;
  const text = (Math.abs(value) * 100).toFixed(1);
  const sign = text === "0.0" ? "" : value < 0 ? "−" : "+";
  return `${sign}${text}`;
}

/** Nanoseconds, in the unit that reads best. */
export function duration(ns: Maybe): string {
  if (absent(ns)) return NONE;
  const size = Math.abs(ns);
  if (size === 0) return `0${NBSP}ms`;
  if (size < 1e3) return `${digits(ns, 3)}${NBSP}ns`;
  if (size < 1e5) return `${digits(ns / 1e3, 3)}${NBSP}µs`;
  if (size < 9.995e8) return `${digits(ns / 1e6, 3)}${NBSP}ms`;
  if (size < 120e9) return `${digits(ns / 1e9, 3)}${NBSP}s`;
  if (size < 7200e9) return `${digits(ns / 60e9, 3)}${NBSP}min`;
  return `${digits(ns / 3600e9, 3)}${NBSP}h`;
}

export function seconds(s: Maybe): string {
  return absent(s) ? NONE : `${digits(s, 3)}${NBSP}s`;
}

export const ms = (ns: number): number => ns / 1e6;

/** A tick of an axis of milliseconds: "0.5", "10", "2k". */
export function tick(value: number): string {
  return Math.abs(value) >= 10_000 ? short(value) : digits(value, 3);
}

/** The 50th, 99.9th …: "p99.9". */
export function quantileName(p: number): string {
  return `p${digits(p * 100, 6)}`;
}

/** Microseconds since measuring began: "0.590 865 s", with what the view can tell apart. */
export function moment(us: number, decimals = 6): string {
  const text = (us / 1e6).toFixed(decimals).replace("-", "−");
  const grouped = text.replace(/(\.\d{3})(\d+)$/, `$1${THIN}$2`);
  return `${grouped}${NBSP}s`;
}

/** As much of a name as `fits`, its beginning and its end: names of one family differ at the end. */
export function shortened(name: string, fits: (text: string) => boolean): string {
  let out = name;
  for (let kept = name.length - 1; kept > 1 && !fits(out); kept--) {
    const head = Math.ceil(kept / 2);
    out = `${name.slice(0, head)}…${name.slice(name.length - (kept - head))}`;
  }
  return out;
}

/** At most about `most` characters: the beginning and the end of more. */
export function abridged(text: string, most = 300): string {
  if (text.length <= most) return text;
  const tail = Math.floor(most / 4);
  return `${whole(text.slice(0, most - tail))}…${whole(text.slice(text.length - tail))}`;
}

/** Without half a character at its ends. */
const whole = (text: string): string => text.replace(/^[\udc00-\udfff]/, "").replace(/[\ud800-\udbff]$/, "");
