const BYTES = ['B', 'KB', 'MB', 'GB', 'TB'];

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
      return value >= 999.5 ? `${digits(value / 1000)} cores` : `${digits(value)} mCPU`;
    case 'bytes':
      return bytes(value);
    case 'bytes/s':
      return `${bytes(value)}/s`;
    case 'ms':
      return value >= 999.5 ? `${digits(value / 1000)} s` : `${digits(value)} ms`;
    default:
      return value >= 999.5 ? `${digits(value / 1000)} k ${unit}` : `${digits(value)} ${unit}`;
  }
}

function bytes(value: number): string {
  let step = 0;
  let rest = value;
  while (Math.abs(rest) >= 999.5 && step < BYTES.length - 1) {
    rest /= 1024;
    step++;
  }
  return `${step === 0 ? Math.round(rest) : digits(rest)} ${BYTES[step]}`;
}
