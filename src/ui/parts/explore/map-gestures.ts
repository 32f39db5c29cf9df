import type { MapStage } from './map-stage.ts';

/** A pointer that moved less than this, in pixels, was a click. */
const clickPx = 4;
/** How much a turn of the wheel by one pixel zooms, as a power of e. */
const wheelStep = 0.002;

interface Finger {
  x: number;
  y: number;
}

export interface GestureEnds {
  /** A point was clicked; never −1. */
  readonly onopen: (point: number) => void;
  /** A point is pointed at, or none (−1). */
  readonly onpoint: (point: number) => void;
}

/** Pointers over a map: one drags, two zoom, a click opens what is under it. */
export class MapGestures {
  readonly #stage: MapStage;
  readonly #ends: GestureEnds;
  readonly #fingers = new Map<number, Finger>();
  #travelled = 0;

  constructor(stage: MapStage, ends: GestureEnds) {
    this.#stage = stage;
    this.#ends = ends;
  }

  /** True while the map is held. */
  get isHeld(): boolean {
    return this.#fingers.size > 0;
  }

  down(event: PointerEvent, canvas: HTMLElement): void {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    if (!this.isHeld) this.#travelled = 0;
    this.#fingers.set(event.pointerId, placeIn(event, canvas));
  }

  move(event: PointerEvent, canvas: HTMLElement): void {
    const at = placeIn(event, canvas);
    const finger = this.#fingers.get(event.pointerId);
    if (finger === undefined) {
      if (!this.isHeld) this.#ends.onpoint(this.#stage.pointAt(at.x, at.y));
      return;
    }
    const [dx, dy] = [at.x - finger.x, at.y - finger.y];
    this.#travelled += Math.abs(dx) + Math.abs(dy);
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) this.#stage.pan(dx, dy);
    else this.#pinch(finger, at, other);
    this.#fingers.set(event.pointerId, at);
    if (this.#travelled > clickPx) this.#ends.onpoint(-1);
  }

  up(event: PointerEvent, canvas: HTMLElement): void {
    const isLast = this.#fingers.delete(event.pointerId) && !this.isHeld;
    if (!isLast || event.type === 'pointercancel' || this.#travelled > clickPx) return;
    const at = placeIn(event, canvas);
    const point = this.#stage.pointAt(at.x, at.y);
    if (point >= 0) this.#ends.onopen(point);
  }

  /** The wheel zooms; out beyond the whole map it scrolls the page as ever. */
  wheel(event: WheelEvent, canvas: HTMLElement): void {
    if (event.deltaY > 0 && this.#stage.isWhole) return;
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 * event.deltaY : event.deltaY;
    // A pinch on a touchpad comes as a wheel with Control, in smaller steps.
    const strength = event.ctrlKey ? 5 : 1;
    this.#stage.zoom(Math.exp(-pixels * wheelStep * strength), placeIn(event, canvas));
  }

  #pinch(from: Finger, to: Finger, other: Finger): void {
    const before = Math.hypot(from.x - other.x, from.y - other.y);
    const after = Math.hypot(to.x - other.x, to.y - other.y);
    const middle = { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 };
    if (before > 0) this.#stage.zoom(after / before, middle);
    this.#stage.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
  }
}

function placeIn(event: MouseEvent, element: HTMLElement): Finger {
  const box = element.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}
