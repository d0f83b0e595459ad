import type { App, Receiver } from '@slack/bolt'

type ReceiverEvent = Parameters<App['processEvent']>[0]

/**
 * Bolt acknowledges an event before its listeners run. Here the acknowledgement waits until they have kept it: a
 * failure leaves the event with Slack, which sends it again.
 */
export class Receiving {
  private readonly running = new Set<Promise<void>>()

  /** Lets this receiver feed the app. */
  connect(receiver: Pick<Receiver, 'init'>, app: App): void {
    const process = (event: ReceiverEvent): Promise<void> => this.counted(keepThenAck(app, event))
    // Receivers call nothing but `processEvent`.
    receiver.init({ processEvent: process } as App)
  }

  /** Resolves once nothing is being taken in, or after `maxMs`. */
  async drained(maxMs: number, pause: (ms: number) => Promise<void>): Promise<void> {
    await Promise.race([Promise.allSettled(this.running), pause(maxMs)])
  }

  private counted(work: Promise<void>): Promise<void> {
    const done = work.finally(() => this.running.delete(done))
    this.running.add(done)
    return done
  }
}

async function keepThenAck(app: App, event: ReceiverEvent): Promise<void> {
  // Commands, buttons and forms are acknowledged by their listeners, once they have kept them.
  if (event.body.type !== 'event_callback') return app.processEvent(event)
  let acknowledged = false
  const ack = async (): Promise<void> => {
    acknowledged = true
  }
  await app.processEvent({ ...event, ack })
  if (acknowledged) await event.ack()
}
