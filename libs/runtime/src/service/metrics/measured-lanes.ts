import type { DoorItem, Lanes } from '../../reactor/lanes.js';
import type { Reactor } from '../../reactor/reactor.js';
import type { Signals } from '../../signals.js';

const MS = 1_000;

/** The lanes as a service's own doors use them: each batch is signalled like a chunk, under the door that it came by. */
export function measuredLanes(lanes: Lanes, signals: Signals): Lanes {
  return {
    get partitions() {
      return lanes.partitions;
    },
    get serving() {
      return lanes.serving;
    },
    openDay: (space) => lanes.openDay(space),
    openFirstDay: (space, day) => lanes.openFirstDay(space, day),
    closeDay: (reactor, day, options) => lanes.closeDay(reactor, day, options),
    take: async <S, E>(
      reactor: Reactor<S, E>,
      items: readonly DoorItem<E>[],
      options: Parameters<Lanes['take']>[2],
    ) => {
      const began = performance.now();
      const answers = await lanes.take(reactor, items, options);
      const [first] = items;
      const seconds = (performance.now() - began) / MS;
      if (first !== undefined)
        signals.chunk({ stream: first.door ?? 'http', partition: 0, records: items.length, seconds });
      return answers;
    },
  };
}
