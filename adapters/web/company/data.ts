import type { Told } from './told.ts'

/** #data, in English: Kafka, the warehouse and numbers that do not add up. */
export const DATA: readonly Told[] = [
  {
    in: 'data',
    by: 'victor',
    daysAgo: 498,
    at: '09:30',
    says: 'What is the retention of the `bookings` topic? I would like to replay the first week of last month.',
    replies: [
      {
        by: 'omar',
        after: 12,
        says: 'Seven days on the topic. Everything older is in the archive bucket as Parquet, one folder per day. `kreplay --from DAY --topic bookings-replay` puts it back on a topic of its own, so that nobody’s consumer gets it twice.',
        check: ['victor'],
      },
    ],
  },
  {
    in: 'data',
    by: 'mei',
    daysAgo: 264,
    at: '07:58',
    says: 'Kafka lag on `bookings` is at 400,000 and growing. Where do I look first?',
    brain: ['omar', 'lea'],
    replies: [
      {
        by: 'omar',
        after: 5,
        says: 'Look at the consumer before the broker. `kafka-consumer-groups --describe --group warehouse`: when one partition lags and the others do not, one message is stuck and retried for ever. When all lag, the consumer is slow or was rebalanced in a loop.',
        check: ['mei', 'lea'],
      },
      { by: 'mei', after: 21, says: 'One partition, number 7. A booking without a currency.' },
      {
        by: 'omar',
        after: 26,
        says: 'Then send it to the dead letter topic with `kskip --group warehouse --partition 7 --one` and fix it from there. The lag should be gone in ten minutes.',
      },
      { by: 'mei', after: 44, says: 'Gone. I put a check on the currency into the producer.', thumbs: ['omar'] },
    ],
  },
  {
    in: 'data',
    by: 'iris',
    daysAgo: 61,
    at: '14:10',
    says: 'Kafka consumers rebalance every five minutes since the upgrade. Is that a setting?',
    brain: ['iris'],
    replies: [
      {
        by: 'omar',
        after: 18,
        says: 'Yes: `max.poll.interval.ms` is 300000, which is your five minutes. The batch takes longer than that, so the broker thinks the consumer is dead. Lower `max.poll.records` to 200 rather than raising the interval, and set `group.instance.id` so that a restart is not a rebalance.',
        check: ['iris'],
      },
      { by: 'iris', after: 75, says: 'Quiet for an hour now. Thanks, that was it.' },
    ],
  },
  {
    in: 'data',
    by: 'theo',
    daysAgo: 177,
    at: '12:24',
    says: 'Why does the dashboard count more bookings than the invoices of the same month? 214 of them, and the hotels will ask me.',
    replies: [
      {
        by: 'mei',
        after: 40,
        says: 'The dashboard counts a booking on the day it is made, the invoice on the day of the stay. What is booked in one month for a stay in the next is the difference. The report “stays by month” uses the same day as the invoices.',
        check: ['theo'],
      },
      { by: 'theo', after: 52, says: 'That explains all 214. Could the title of the chart say it?' },
      { by: 'mei', after: 66, says: 'It does now.', thumbs: ['theo', 'camille'] },
    ],
  },
  {
    in: 'data',
    by: 'samir',
    daysAgo: 88,
    at: '09:47',
    says: 'How do I get read access to the warehouse? I only want to look up one hotel at a time.',
    replies: [
      {
        by: 'mei',
        after: 15,
        says: 'Ask for the role `warehouse-reader` in the access form; your manager and Nora get a mail. It takes a day. The names of guests are masked in that role, on purpose.',
        check: ['samir'],
      },
    ],
  },
  {
    in: 'data',
    by: 'camille',
    daysAgo: 19,
    at: '15:33',
    says: 'Can the monthly revenue export have the exchange rate of the booking day in it? Today I add it by hand from the customs list.',
    replies: [
      { by: 'mei', after: 33, says: 'It should. Which rate do you need, the customs one or the one of the bank?' },
      {
        by: 'camille',
        after: 60,
        says: 'The customs monthly mean would be best, as that is what the tax office accepts.',
      },
    ],
  },
]
