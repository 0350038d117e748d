import type uPlot from 'uplot';

/** A moment on the time axis, in seconds since the epoch. */
export interface Mark {
  at: number;
  kind: 'deployed' | 'failed' | 'crashed';
  text: string;
  more: string;
}

/** How marks are drawn. */
export interface MarkLook {
  line: string;
  failed: string;
  font: string;
}

const LANE = 16;

/** Draws a dashed line and a flag in the lane on top for each deployment, and a cross on the axis for each crash. */
export function drawMarks(plot: uPlot, marks: Mark[], look: MarkLook) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = look.font.replace(/(\d+)px/, (_all, size: string) => `${Number(size) * ratio}px`);
  ctx.lineWidth = ratio;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  let flagEnd = -Infinity;
  for (const mark of [...marks].sort((one, other) => one.at - other.at)) {
    const x = Math.round(plot.valToPos(mark.at, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = ctx.fillStyle = mark.kind === 'deployed' ? look.line : look.failed;
    if (mark.kind === 'crashed') {
      cross(ctx, x, bbox.top + bbox.height - 5 * ratio, 3.5 * ratio);
      continue;
    }
    ctx.setLineDash([3 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top - LANE * ratio);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const text = mark.kind === 'failed' ? `${mark.text} \u2715` : mark.text;
    const width = ctx.measureText(text).width;
    // Near the right edge the flag hangs to the left; where the last one still is, only the line is drawn.
    const left = x + 4 * ratio + width > bbox.left + bbox.width ? x - 4 * ratio - width : x + 4 * ratio;
    if (left < flagEnd) continue;
    ctx.fillText(text, left, bbox.top - (LANE / 2) * ratio);
    flagEnd = left + width + 4 * ratio;
  }
  ctx.restore();
}

function cross(ctx: CanvasRenderingContext2D, x: number, y: number, size: number) {
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(x - size, y - size);
  ctx.lineTo(x + size, y + size);
  ctx.moveTo(x + size, y - size);
  ctx.lineTo(x - size, y + size);
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.stroke();
  ctx.lineWidth = devicePixelRatio;
}
