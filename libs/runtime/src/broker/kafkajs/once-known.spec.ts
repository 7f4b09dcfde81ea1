import { onceKnown } from './once-known.js';

const saying = (...answers: readonly (string | number)[]) => {
  const left = [...answers];
  return () => {
    const answer = left.shift();
    return typeof answer === 'number'
      ? Promise.resolve(answer)
      : Promise.reject(Object.assign(new Error(), { type: answer }));
  };
};

it('a topic that was just made is asked for until the broker knows it and it has a leader', async () => {
  expect(await onceKnown(saying('UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 12))).toBe(12);
});

it('what else a broker says is no matter of waiting', async () => {
  await expect(onceKnown(saying('TOPIC_AUTHORIZATION_FAILED', 12))).rejects.toMatchObject({
    type: 'TOPIC_AUTHORIZATION_FAILED',
  });
});
