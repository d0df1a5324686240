// SPDX-License-Identifier: MIT
//
// What lies between a tab and the server. A request may be lost, late, overtaken by others,
// or arrive twice; its answer may be lost, late or cut. During a partition nothing passes.
// The sender learns of a broken connection, or of nothing at all until its own timeout.
export class Network {
  constructor(world) {
    this.world = world;
    this.down = false;
  }

  /** `answered` gets {type: 'response', …} or {type: 'failure', …}, at most once per delivery. */
  send(request, answered) {
    const { world } = this;
    if (this.down || world.fault('request lost', world.rates.loss)) {
      if (world.chance.draw('notice') < 0.5)
        world.after(this.#latency(), () => answered({ type: 'failure', fault: 'network' }));
      return;
    }
    this.#deliver(request, answered, this.#latency());
    if (world.fault('request duplicated', world.rates.duplicate)) this.#deliver(request, answered, this.#latency());
  }

  #latency() {
    const { world } = this;
    if (world.fault('long delay', world.rates.delay)) return world.chance.between('long delay ms', 2_000, 120_000);
    return world.chance.between('latency ms', 5, 400);
  }

  #deliver(request, answered, latency) {
    const { world } = this;
    world.after(latency, () => {
      const broken = () => world.after(1, () => answered({ type: 'failure', fault: 'network' }));
      world.server.receive(
        request,
        (status, body, retryAfterMs) => {
          if (this.down || world.fault('reply lost', world.rates.loss)) return;
          world.after(this.#latency(), () => {
            if (world.fault('reply truncated', world.rates.truncate)) answered({ type: 'failure', fault: 'truncated' });
            else
              answered({
                type: 'response',
                status,
                body,
                ...(retryAfterMs === undefined ? {} : { retry_after_ms: retryAfterMs }),
              });
          });
        },
        broken,
      );
    });
  }
}
