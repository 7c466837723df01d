// One attempt at the configured broker.
import type { Config } from '../../config/schema.ts';
import { openMqttLink } from '../../home/mqtt-link.ts';
import { systemClock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { brokerOptions } from '../../processes/home.ts';

const LIMIT_MS = 5000;

/** null where the broker took us, else why not. */
export async function tryBroker(config: Config, log: Log): Promise<string | null> {
  const link = openMqttLink(brokerOptions(config, config.mqtt.url ?? '', `linnet-doctor-${process.pid}`), {
    clock: systemClock,
    log,
  });
  try {
    return await new Promise((resolve) => {
      link.on('connected', () => resolve(null));
      link.on('away', (error) => resolve(error.message));
      systemClock.after(LIMIT_MS, () => resolve(`it did not answer within ${LIMIT_MS / 1000} s`));
    });
  } finally {
    await link.close();
  }
}
