import type { DoorItem, Lanes } from '../../reactor/lanes.js';
import type { Reactor } from '../../reactor/reactor.js';
import type { Signals } from '../../signals.js';

const MS = 1_000;
/** Items of a door name the stream by which they could come again, which would hide by which door they did come. */
const HTTP = 'http';

/** The lanes as a service's own doors use them: each batch is signalled like a chunk, as of HTTP. */
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
      const seconds = (performance.now() - began) / MS;
      if (items.length > 0) signals.chunk({ stream: HTTP, partition: 0, records: items.length, seconds });
      return answers;
    },
  };
}
