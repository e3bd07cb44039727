// Plays a stage: time runs from the view's begin, slower than it was; what lies ahead is faint.
import type { Stage } from "./stage";

/** At speed 1 the view that is shown takes so long. */
const VIEW_S = 12;

export class Player {
  playing = false;
  speed = 1;
  private last = 0;
  private spanUs = 1;
  private said = 0;

  constructor(private readonly stage: Stage, private readonly changed: () => void) {}

  /** Microseconds of the run in a second of playing. */
  get rate(): number {
    const { from, to } = this.stage.view;
    return ((this.playing ? this.spanUs : to - from) / VIEW_S) * this.speed;
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  play(): void {
    const { view, whole, until } = this.stage;
    this.playing = true;
    this.spanUs = view.to - view.from;
    if (until === null || until < view.from || until > view.to || until >= whole.to) this.stage.setUntil(view.from);
    this.last = performance.now();
    requestAnimationFrame(this.turn);
    this.changed();
  }

  pause(): void {
    this.playing = false;
    this.changed();
  }

  /** Everything is shown again. */
  rewind(): void {
    this.playing = false;
    this.stage.setUntil(null);
    this.changed();
  }

  private readonly turn = (now: number): void => {
    if (!this.playing) return;
    const passed = Math.min(0.1, Math.max(0, (now - this.last) / 1000));
    this.last = now;
    const until = Math.min(this.stage.whole.to, (this.stage.until ?? this.stage.view.from) + passed * this.rate);
    this.stage.setUntil(until);
    this.tell(now, until);
    if (until >= this.stage.whole.to) return this.pause();
    requestAnimationFrame(this.turn);
  };

  // The event just passed becomes the selected one, a few times a second.
  private tell(now: number, until: number): void {
    if (now - this.said < 150) return;
    this.said = now;
    const event = this.stage.eventBefore(until);
    if (event !== null && event !== this.stage.selected) this.stage.select(event, false);
  }
}
