type Labels = Record<string, string>;

interface Count {
  inc(): void;
}
interface Labelled {
  inc(labels: Labels): void;
}
interface Level {
  set(value: number): void;
}
interface Sizes {
  observe(labels: Labels, value: number): void;
}

/** What the inbound queue counts; `NetworkMetrics` has them, whoever keeps no metrics gives `silentInboundMetrics`. */
export interface InboundMetrics {
  readonly receivedParticles: Labelled;
  readonly particleSizes: Sizes;
  readonly queueSize: Level;
  readonly heldStreams: Level;
  readonly heldStreamsTotal: Count;
  readonly droppedFrames: Labelled;
}

const nothing = { inc() {}, set() {}, observe() {} };

export const silentInboundMetrics: InboundMetrics = {
  receivedParticles: nothing,
  particleSizes: nothing,
  queueSize: nothing,
  heldStreams: nothing,
  heldStreamsTotal: nothing,
  droppedFrames: nothing,
};
