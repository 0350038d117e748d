const BYTES = ['B', 'KB', 'MB', 'GB', 'TB'];

const GIGA = 3;

/** One decimal below ten, none above; what would round to nothing is told to be little. */
export function small(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.05) return '<0.1';
  return String(Number(value.toFixed(size < 9.95 ? 1 : 0)));
}

/** Three significant digits. */
export function digits(value: number): string {
  if (value === 0) return '0';
  return String(Number(value.toPrecision(3)));
}

/** A value with its unit, as the server side writes it. */
export function figure(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '–';
  }
  switch (unit) {
    case 'cpu':
      return value >= 999.5 ? `${digits(value / 1000)} cores` : `${small(value)} mCPU`;
    case 'bytes':
      return bytes(value);
    case 'bytes/s':
      return `${bytes(value)}/s`;
    case 'ms':
      return value >= 999.5 ? `${digits(value / 1000)} s` : `${small(value)} ms`;
    default:
      return value >= 999.5 ? `${digits(value / 1000)} k ${unit}` : `${small(value)} ${unit}`;
  }
}

/** A round value on an axis: nothing is rounded away, and nought needs no unit. */
export function tick(value: number, unit: string): string {
  if (value === 0) return '0';
  return Math.abs(value) < 10 && !unit.startsWith('bytes') ? `${digits(value)} ${unit === 'cpu' ? 'mCPU' : unit}` : figure(value, unit);
}

function bytes(value: number): string {
  let step = 0;
  let rest = value;
  while (Math.abs(rest) >= 999.5 && step < BYTES.length - 1) {
    rest /= 1024;
    step++;
  }
  return `${step === 0 ? Math.round(rest) : step >= GIGA ? digits(rest) : small(rest)} ${BYTES[step]}`;
}
