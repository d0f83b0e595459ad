import type { Told } from './told.ts'

/** #ops, in English: keys, certificates, clusters and what breaks at night. */
export const OPS: readonly Told[] = [
  {
    in: 'ops',
    by: 'samir',
    daysAgo: 52,
    at: '09:12',
    says: 'How do we rotate the signing key of the gateway? The one that signs the webhooks for the hotels. A customer’s auditor asks, and the wiki page is from before we moved.',
    brain: ['samir', 'iris'],
    replies: [
      { by: 'julien', after: 9, says: 'I would not touch it on a Friday, that is all I know.', thumbs: ['iris'] },
      {
        by: 'lea',
        after: 17,
        says: 'Run `keyctl rotate --overlap 24h`, then redeploy the gateway.\nBoth keys are accepted during the overlap, so no hotel has to do anything. The old one goes away by itself; `keyctl list` shows both until then.',
        check: ['samir', 'omar'],
      },
      { by: 'samir', after: 31, says: 'Done on staging, the old signatures still verify. Thanks, that works!' },
    ],
  },
  {
    in: 'ops',
    by: 'mei',
    daysAgo: 139,
    at: '13:40',
    says: 'The nightly export fails with `ERR_TLS_CERT_ALTNAME_INVALID` since this morning. Nothing changed on my side. Does anyone recognise it?',
    brain: ['mei'],
    replies: [
      {
        by: 'iris',
        after: 11,
        says: 'Yes: the bucket moved behind the internal load balancer, and its certificate only has the new name in it. Use `exports.corniche.internal` instead of the old `s3-exports` host name. Please don’t switch verification off.',
        check: ['mei'],
      },
      { by: 'mei', after: 20, says: 'It runs again. I changed it in the chart as well.' },
    ],
  },
]
